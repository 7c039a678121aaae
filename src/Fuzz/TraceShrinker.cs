using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Fuzz;

/// <summary>A trace as small as it gets.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Before">The switches of the trace that was given.</param>
/// <param name="Program">Its program.</param>
/// <param name="Shortest">Its schedule.</param>
/// <param name="Executions">All executions on the way.</param>
public sealed record ShrunkTrace(Trace Trace, int Before, ShrunkProgram Program, ShortestFinding Shortest, long Executions)
{
    /// <summary>Whether no reduction of the program shows the violation under any schedule, and no schedule of it with fewer
    /// switches does; false if a bound was reached before that was seen.</summary>
    public bool IsMinimal => Program is { IsMinimal: true, Undecided: 0 } && Shortest.IsMinimal;
}

/// <summary>Shrinks a trace: first its program, then its schedule. Each smaller one is explored, and replayed on the real
/// locks.</summary>
public static class TraceShrinker
{
    /// <summary>One exploration gets such a part of all executions, so that a large program does not use up what the smaller
    /// ones need.</summary>
    private const long Share = 20;

    /// <summary>Shrinks a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="design">Its design.</param>
    /// <param name="finding">What its replay showed.</param>
    /// <param name="maxExecutions">The most executions for the programs, and again for the schedules; 1 and up.</param>
    /// <returns>The smallest on the way.</returns>
    public static ShrunkTrace Shrink(Trace trace, Design design, Finding finding, long maxExecutions)
    {
        long each = Math.Max(1, maxExecutions / Share);
        using var programs = new Judge(design, each, () => false, judgesOrders: true, maxExecutions);
        ShrunkProgram shrunk = Shrinker.Shrink(trace.Scenario, finding, programs);
        using var schedules = new Judge(design, maxExecutions, () => false, judgesOrders: true, maxExecutions);
        ShortestFinding shortest = schedules.Shortest(shrunk.Program, shrunk.Finding);
        Scenario program = ReferenceEquals(shrunk.Program, trace.Scenario) ? trace.Scenario : Described(trace, shrunk.Program);
        Trace smallest = Trace.Of(program, design.Name, shortest.Finding, trace.Seed);
        return new ShrunkTrace(
            smallest, ShortestSchedule.Switches(finding), shrunk with { Program = program }, shortest, programs.Executions + schedules.Executions);
    }

    /// <summary>What was said of the larger program need not hold of the smaller one.</summary>
    private static Scenario Described(Trace trace, Scenario program)
    {
        string rule = trace.Violation.Check;
        int before = ProgramLength.Operations(trace.Scenario);
        return program with
        {
            Summary = $"{trace.Scenario.Name}, shrunk from {before} operations; breaks {rule} on {trace.Design}.",
            Expectations = rule == Checks.DataRace
                ? new Dictionary<string, Expectation>()
                : new Dictionary<string, Expectation> { [trace.Design] = new([rule], []) },
            Races = new Dictionary<string, IReadOnlyList<Check.Races.Race>>(),
        };
    }
}
