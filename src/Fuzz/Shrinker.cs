using LuoVerified.Check.Reports;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>A program as small as it gets.</summary>
/// <param name="Program">The program.</param>
/// <param name="Finding">A schedule of it that shows the violation.</param>
/// <param name="IsMinimal">Whether no single reduction of it was seen to show the violation; false if the time or the executions
/// were up before all were tried.</param>
/// <param name="Tried">Programs that were judged on the way.</param>
public sealed record ShrunkProgram(Scenario Program, Finding Finding, bool IsMinimal, int Tried)
{
    /// <summary>How many single reductions of it could not be explored whole: one of them might show the violation.</summary>
    public int Undecided { get; init; }
}

/// <summary>Shrinks a program that shows a violation: takes the first reduction that still shows it, also on the real locks, again
/// and again, until none does.</summary>
/// <remarks>Greedy, as QuickCheck shrinks (Claessen and Hughes, ICFP 2000): the result is a local minimum, not the smallest
/// program there is.</remarks>
public static class Shrinker
{
    /// <summary>Shrinks a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="finding">A schedule of it that shows the violation.</param>
    /// <param name="judge">Judges the candidates.</param>
    /// <returns>The smallest program on the way.</returns>
    public static ShrunkProgram Shrink(Scenario program, Finding finding, Judge judge)
    {
        var smallest = new ShrunkProgram(program, finding, IsMinimal: false, Tried: 0);
        while (!smallest.IsMinimal && !judge.IsOver)
        {
            smallest = Reduce(smallest, judge);
        }

        return smallest;
    }

    private static ShrunkProgram Reduce(ShrunkProgram current, Judge judge)
    {
        int tried = current.Tried;
        int undecided = 0;
        foreach (Scenario candidate in Reductions.Of(current.Program, judge.Design))
        {
            if (judge.IsOver)
            {
                return current with { Tried = tried };
            }

            tried++;
            Judgement? judgement = judge.Try(candidate, stopAt: current.Finding.Violation.Check);
            if (judgement?.Showing(current.Finding.Violation) is { } finding && judge.Replays(candidate, finding))
            {
                return new ShrunkProgram(candidate, finding, IsMinimal: false, tried);
            }

            undecided += judgement is { Exhausted: false } ? 1 : 0;
        }

        // The last candidate may have been cut short.
        return current with { IsMinimal = !judge.IsOver, Tried = tried, Undecided = undecided };
    }
}
