using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>A program as small as it gets.</summary>
/// <param name="Program">The program.</param>
/// <param name="Judgement">What was found in it; the search ended when the rule was.</param>
/// <param name="IsMinimal">Whether no single reduction of it was seen to break the rule; false if the time was up before
/// all were tried.</param>
/// <param name="Tried">Programs that were judged on the way.</param>
public sealed record ShrunkProgram(Scenario Program, Judgement Judgement, bool IsMinimal, int Tried);

/// <summary>Shrinks a program that breaks a rule: takes the first reduction that still breaks the same rule, again and again,
/// until none does.</summary>
/// <remarks>Greedy, as QuickCheck shrinks (Claessen and Hughes, ICFP 2000): the result is a local minimum, not the smallest
/// program there is.</remarks>
public static class Shrinker
{
    /// <summary>Shrinks a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="judgement">What was found in it.</param>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="judge">Judges the candidates.</param>
    /// <returns>The smallest program on the way.</returns>
    public static ShrunkProgram Shrink(Scenario program, Judgement judgement, string rule, Judge judge)
    {
        var smallest = new ShrunkProgram(program, judgement, IsMinimal: false, Tried: 0);
        while (!smallest.IsMinimal && !judge.Bounds.TimeIsUp())
        {
            smallest = Reduce(smallest, rule, judge);
        }

        return smallest;
    }

    private static ShrunkProgram Reduce(ShrunkProgram current, string rule, Judge judge)
    {
        int tried = current.Tried;
        foreach (Scenario candidate in Reductions.Of(current.Program))
        {
            if (judge.Bounds.TimeIsUp())
            {
                return current with { Tried = tried };
            }

            tried++;
            if (judge.Try(candidate, stopAt: rule) is { } judgement && judgement.Breaking(rule) is not null)
            {
                return new ShrunkProgram(candidate, judgement, IsMinimal: false, tried);
            }
        }

        // The last candidate may have been cut short.
        return current with { IsMinimal = !judge.Bounds.TimeIsUp(), Tried = tried };
    }
}
