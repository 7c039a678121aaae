using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Pairs;

/// <summary>What came of a program on a mutant.</summary>
/// <param name="IsJudged">Whether both searches came to their end; else nothing is compared.</param>
/// <param name="IsKilled">Whether a rule is broken, or a race or a cycle of locks was seen.</param>
/// <param name="Reduced">The executions of the reduced search.</param>
/// <param name="Redundant">How many of them there are beyond one for each class of schedules; 0 if something was
/// found.</param>
/// <param name="Unreduced">Those of the judge.</param>
/// <param name="Differences">What only one of them shows, or only the sampling.</param>
public sealed record PairResult(
    bool IsJudged, bool IsKilled, long Reduced, long Redundant, long Unreduced, IReadOnlyList<string> Differences);

/// <summary>Compares the reduced search with the one without reduction, and with what Coyote samples.</summary>
/// <param name="MaxExecutions">The most executions of each search.</param>
public sealed record Comparison(long MaxExecutions)
{
    private static readonly PairResult Unusable = new(false, false, 0, 0, 0, []);

    /// <summary>How many schedules are sampled in each mode; 0 for none.</summary>
    public long Samples { get; init; }

    /// <summary>After how many executions the reduced search divides what is left, 1 and up.</summary>
    public long Portion { get; init; } = new ExploreOptions().Portion;

    /// <summary>Compares.</summary>
    /// <param name="program">The program.</param>
    /// <param name="design">The design.</param>
    /// <returns>What came of it; not judged where the set-up cannot be performed.</returns>
    public PairResult Compare(Scenario program, Design design)
    {
        ExploreReport reduced;
        ExploreReport judge;
        try
        {
            using var explorer = new Explorer(program.On(design));
            var options = new ExploreOptions { MaxExecutions = MaxExecutions, CountTraceClasses = true };
            reduced = explorer.Explore(options with { Portion = Portion });
            judge = explorer.Explore(options with { Reduction = Reduction.None });
        }
        catch (UnusableScenarioException)
        {
            return Unusable;
        }

        bool isJudged = reduced.Complete && judge.Complete;
        bool isKilled = reduced.Verdict == Verdict.Violation || judge.Verdict == Verdict.Violation;
        IReadOnlyList<string> differences = !isJudged ? []
            :
            [
                .. Seen.Differences(Seen.In(reduced), Seen.In(judge)),
                .. Miscounted(reduced, judge),
                .. Sampled(program, design, reduced),
            ];
        return new PairResult(
            isJudged,
            isKilled,
            reduced.Executions + reduced.Redundant,
            isKilled ? 0 : reduced.Executions + reduced.Redundant - judge.TraceClasses,
            judge.Executions + judge.Redundant,
            differences);
    }

    /// <summary>Makes a program smaller for as long as there is a difference, one step at a time.</summary>
    /// <param name="program">A program that shows a difference on the design.</param>
    /// <param name="design">The design.</param>
    /// <returns>The smallest program on the way.</returns>
    public Scenario Shrink(Scenario program, Design design)
    {
        while (Reductions.Of(program).FirstOrDefault(differs) is { } next)
        {
            program = next;
        }

        return program;

        bool differs(Scenario smaller) => Compare(smaller, design).Differences.Count > 0;
    }

    /// <summary>If nothing is found, no class of schedules may be left out.</summary>
    private static IEnumerable<string> Miscounted(ExploreReport reduced, ExploreReport judge) =>
        judge.Verdict != Verdict.Pass || reduced.Executions >= judge.TraceClasses
            ? []
            : [$"{reduced.Executions} executions for {judge.TraceClasses} classes of schedules"];

    private IEnumerable<string> Sampled(Scenario program, Design design, ExploreReport reduced)
    {
        if (Samples == 0)
        {
            return [];
        }

        // All rules are allowed: the sampling shall not end at the first.
        var allowed = new Expectation([], [.. SessionChecks.All.Select(check => check.Name)]);
        Scenario open = program with { Expectations = new Dictionary<string, Expectation> { [design.Name] = allowed } };
        CheckResult sampled = SessionSampling.Check(
            open, design, new CheckOptions { BargingSchedules = Samples, VolumeSchedules = Samples, Racing = reduced.Racing });
        return
        [
            .. sampled.Findings.Select(finding => finding.Violation.Check).Except(Seen.In(reduced).Rules)
                .Select(rule => $"rule, seen by the sampling only: {rule}"),
            .. sampled.Outcomes.Except(reduced.Outcomes)
                .Select(outcome => $"outcome, seen by the sampling only: {outcome}"),
        ];
    }
}
