using LuoVerified.Check.Reports;
using LuoVerified.Check.Scenarios;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;

namespace LuoVerified.Check.Explore;

/// <summary>Explores scenarios exhaustively where that ends, bounded where it does not, and looks for the simplest schedule
/// of each violation.</summary>
public static class Prover
{
    private const int MaxPreemptions = 3;
    private const int MaxSwitches = 12;

    /// <summary>Explores one scenario on one design.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How far each exploration may go. Where a bound on preemptions is given, the bounds from 0 up to
    /// it, or to the first that leaves nothing out, take the place of the exploration of every schedule with reduction; else
    /// there are bounds only where that does not come to its end.</param>
    /// <returns>What was covered and found.</returns>
    public static Proof Prove(Scenario scenario, Design design, ExploreOptions options)
    {
        ExploreReport? complete = options.Preemptions is null ? Explorer.Explore(scenario, design, options) : null;
        List<ExploreReport> bounded = [];
        if (complete is not { Exhausted: true })
        {
            ExploreOptions unreduced = options with { Reduction = Reduction.None, CountTraceClasses = true };
            do
            {
                bounded.Add(Explorer.Explore(scenario, design, unreduced with { Preemptions = bounded.Count }));
            }
            while (bounded[^1].Exhausted && bounded[^1].BoundReached && bounded.Count <= (options.Preemptions ?? MaxPreemptions));
        }

        IEnumerable<Finding> findings = bounded.SelectMany(each => each.Findings).Concat(complete?.Findings ?? [])
            .DistinctBy(finding => finding.Violation.Check);
        var proof = new Proof(
            scenario,
            design,
            complete ?? bounded[^1],
            bounded,
            [.. findings.Select(finding => Shorten(scenario, design, finding, options with { Preemptions = null }))],
            []);
        IEnumerable<Finding> orders = proof.DataRaces.Select(race => race.Finding)
            .Concat(LockCycle.In(proof.LockOrder).SelectMany(cycle => cycle.Edges).Distinct().Select(edge => edge.Finding));
        return proof with { Orders = [.. orders.Select(order => new OrderFinding(order, Replays(scenario, design, order, options.MaxConfigurations)))] };
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
