using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Fuzz;

/// <summary>A violation as small as it gets.</summary>
/// <param name="Trace">Its trace.</param>
/// <param name="Program">Its program.</param>
/// <param name="Shortest">Its schedule.</param>
/// <param name="Executions">All executions on the way.</param>
public sealed record ShrunkTrace(Trace Trace, ShrunkProgram Program, ShortestFinding Shortest, long Executions)
{
    /// <summary>Whether no reduction of the program shows the violation under any schedule, and no schedule of it with fewer
    /// switches does; false if a bound was reached before that was seen.</summary>
    public bool IsMinimal => Program is { IsMinimal: true, Undecided: 0 } && Shortest.IsMinimal;
}

/// <summary>Shrinks a violation: first its program, then its schedule. Each smaller one is explored, and replayed on the real
/// locks. All that is called minimal comes from here.</summary>
public static class TraceShrinker
{
    /// <summary>One exploration gets such a part of all executions, so that a large program does not use up what the smaller
    /// ones need.</summary>
    private const long Share = 20;

    /// <summary>Shrinks a trace.</summary>
    /// <param name="trace">The trace; its program stays as it is if no smaller one shows the violation.</param>
    /// <param name="design">Its design.</param>
    /// <param name="finding">What its replay showed.</param>
    /// <param name="maxExecutions">The most executions for the programs, and again for the schedules; 1 and up.</param>
    /// <param name="timeIsUp">Asked after each execution; never, by default.</param>
    /// <returns>The smallest on the way.</returns>
    public static ShrunkTrace Shrink(Trace trace, Design design, Finding finding, long maxExecutions, Func<bool>? timeIsUp = null)
    {
        timeIsUp ??= () => false;
        using var programs = new Judge(design, Math.Max(1, maxExecutions / Share), timeIsUp, judgesOrders: true, maxExecutions);
        using var schedules = new Judge(design, maxExecutions, timeIsUp, judgesOrders: true, maxExecutions);
        Scenario before = trace.Scenario;
        (ShrunkProgram shrunk, ShortestFinding shortest) = Shrink(before, finding, programs, schedules);
        if (!ReferenceEquals(shrunk.Program, before))
        {
            shrunk = shrunk with { Program = Described(shrunk.Program, before, finding.Violation.Check, design) };
        }

        Trace smallest = Trace.Of(shrunk.Program, design.Name, shortest.Finding, trace.Seed);
        return new ShrunkTrace(smallest, shrunk, shortest, programs.Executions + schedules.Executions);
    }

    /// <summary>Shrinks a program that shows a violation, then its schedule.</summary>
    /// <param name="program">The program.</param>
    /// <param name="finding">A schedule of it that shows the violation.</param>
    /// <param name="programs">Judges smaller programs.</param>
    /// <param name="schedules">Judges schedules; may be the same.</param>
    /// <returns>The smallest program, and its schedule with the fewest switches.</returns>
    internal static (ShrunkProgram Program, ShortestFinding Shortest) Shrink(
        Scenario program, Finding finding, Judge programs, Judge schedules)
    {
        ShrunkProgram shrunk = Shrinker.Shrink(program, finding, programs);
        return (shrunk, schedules.Shortest(shrunk.Program, shrunk.Finding));
    }

    /// <summary>Says of a smaller program where it comes from, and what it shows.</summary>
    /// <param name="origin">Where it comes from, in words that a sentence can begin with.</param>
    /// <param name="before">What it was made of.</param>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="design">The design on which it does.</param>
    /// <returns>A sentence.</returns>
    internal static string Summary(string origin, Scenario before, string rule, Design design) =>
        $"{origin}, shrunk from {ProgramLength.Operations(before)} operations; breaks {rule} on {design.Name}.";

    /// <summary>What was said of the larger program need not hold of the smaller one.</summary>
    private static Scenario Described(Scenario program, Scenario before, string rule, Design design) => program with
    {
        Summary = Summary(before.Name, before, rule, design),
        Expectations = rule == Checks.DataRace
            ? new Dictionary<string, Expectation>()
            : new Dictionary<string, Expectation> { [design.Name] = new([rule], []) },
        Races = new Dictionary<string, IReadOnlyList<Check.Races.Race>>(),
        Answers = new Dictionary<string, IReadOnlyList<ExpectedAnswers>>(),
    };
}
