using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Scenarios;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;

namespace LuoVerified.Check.Explore;

/// <summary>How far one scenario was explored on one design, and what was found.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Design">The design.</param>
/// <param name="Report">The exploration with reduction.</param>
/// <param name="Bounded">Where that did not come to its end: the explorations with 0, 1, 2, ... preemptions.</param>
/// <param name="Shortest">For each rule that was broken, the schedule with the fewest switches of the running thread.</param>
public sealed record Proof(
    Scenario Scenario,
    Design Design,
    ExploreReport Report,
    IReadOnlyList<ExploreReport> Bounded,
    IReadOnlyList<ShortestFinding> Shortest)
{
    /// <summary>What the scenario says must be found; pass for a design that it does not name.</summary>
    public Expectation Expectation => Scenario.Expectations.GetValueOrDefault(Design.Name, Expectation.Pass);

    /// <summary>The verdict about the design: pass only where every schedule was covered and decided.</summary>
    public Verdict Verdict => Shortest.Count > 0 ? Verdict.Violation : Report.Verdict;

    /// <summary>How the verdict compares with the expectation.</summary>
    public Verdict AgainstExpectation =>
        Shortest.Any(finding => !Expectation.Allows(finding.Finding.Violation.Check)) ? Verdict.Violation
        : Expectation.MustFind.All(check => Shortest.Any(f => f.Finding.Violation.Check == check))
            && (Expectation.MustFind.Count > 0 || Report.Complete) ? Verdict.Pass
        : Report.Complete ? Verdict.Violation
        : Verdict.Inconclusive;
}

/// <summary>A broken rule with a schedule that shows it in as few switches as any.</summary>
/// <param name="Finding">The rule and the schedule.</param>
/// <param name="Switches">How often the running thread changes in it.</param>
/// <param name="IsMinimal">Whether every schedule with fewer switches was run and decided; false where a limit
/// was reached before.</param>
/// <param name="Replays">Whether the schedule breaks the same rule on the real locks.</param>
public sealed record ShortestFinding(Finding Finding, int Switches, bool IsMinimal, bool Replays);

/// <summary>Explores scenarios exhaustively where that ends, bounded where it does not, and looks for the simplest schedule
/// of each violation.</summary>
public static class Prover
{
    private const int MaxPreemptions = 3;
    private const int MaxSwitches = 12;

    /// <summary>Explores one scenario on one design.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="maxExecutions">The most executions of each exploration, 1 and up.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <param name="maxConfigurations">The bound of each search for a linearization.</param>
    /// <returns>What was covered and found.</returns>
    public static Proof Prove(
        Scenario scenario,
        Design design,
        long maxExecutions,
        Func<bool> timeIsUp,
        long maxConfigurations = LinearizabilityChecker.DefaultBound)
    {
        var options = new ExploreOptions
        {
            MaxExecutions = maxExecutions,
            TimeIsUp = timeIsUp,
            MaxConfigurations = maxConfigurations,
        };
        ExploreReport report = Explorer.Explore(scenario, design, options);
        List<ExploreReport> bounded = [];
        for (int bound = 0; !report.Exhausted && bound <= MaxPreemptions && bounded.TrueForAll(b => b.Exhausted); bound++)
        {
            bounded.Add(Explorer.Explore(scenario, design, options with { Reduction = Reduction.None, Preemptions = bound }));
        }

        IEnumerable<Finding> findings = bounded.SelectMany(each => each.Findings).Concat(report.Findings)
            .DistinctBy(finding => finding.Violation.Check);
        return new Proof(scenario, design, report, bounded, [.. findings.Select(finding => Shorten(scenario, design, finding, options))]);
    }

    /// <summary>Allows 0, 1, 2, ... switches until the rule is broken.</summary>
    private static ShortestFinding Shorten(Scenario scenario, Design design, Finding finding, ExploreOptions options)
    {
        string check = finding.Violation.Check;
        bool complete = true;
        for (int switches = 0; switches <= MaxSwitches; switches++)
        {
            ExploreReport report = Explorer.Explore(
                scenario, design, options with { Reduction = Reduction.None, Switches = switches, StopAt = check });
            if (report.Findings.FirstOrDefault(each => each.Violation.Check == check) is { } shortest)
            {
                return new ShortestFinding(shortest, switches, complete, Replays(scenario, design, shortest, options.MaxConfigurations));
            }

            complete &= report.Complete;
            if (!complete || !report.BoundReached)
            {
                break;
            }
        }

        return new ShortestFinding(finding, Switches(finding), IsMinimal: false, Replays(scenario, design, finding, options.MaxConfigurations));
    }

    private static int Switches(Finding finding) =>
        finding.Steps.Zip(finding.Steps.Skip(1)).Count(pair => pair.First.Thread != pair.Second.Thread);

    private static bool Replays(Scenario scenario, Design design, Finding finding, long maxConfigurations)
    {
        Trace trace = Trace.Of(scenario, design.Name, finding, seed: 0);
        return Replayer.Replay(trace, design, maxConfigurations).Reproduces(trace);
    }
}
