using LuoVerified.Check.Reports;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;

namespace LuoVerified.Check.Explore;

/// <summary>Explores scenarios exhaustively where that ends, bounded where it does not, and looks for the simplest schedule
/// of each violation.</summary>
public static class Prover
{
    private const int MaxPreemptions = 3;

    /// <summary>Explores one scenario on one design.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="maxExecutions">The most executions of each exploration, 1 and up.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <param name="preemptions">Null for the exploration of every schedule with reduction, and bounds on preemptions only where
    /// that does not come to its end; else the bounds instead of it, from 0 up to this one (0 and up) or to the first that
    /// leaves nothing out.</param>
    /// <returns>What was covered and found.</returns>
    public static Proof Prove(Scenario scenario, Design design, long maxExecutions, Func<bool> timeIsUp, int? preemptions = null)
    {
        var options = new ExploreOptions { MaxExecutions = maxExecutions, TimeIsUp = timeIsUp };
        ExploreReport? complete = preemptions is null ? Explorer.Explore(scenario, design, options) : null;
        List<ExploreReport> bounded = [];
        if (complete is not { Exhausted: true })
        {
            ExploreOptions unreduced = options with { Reduction = Reduction.None, CountTraceClasses = true };
            do
            {
                bounded.Add(Explorer.Explore(scenario, design, unreduced with { Preemptions = bounded.Count }));
            }
            while (bounded[^1].Exhausted && bounded[^1].BoundReached && bounded.Count <= (preemptions ?? MaxPreemptions));
        }

        IEnumerable<Finding> findings = bounded.SelectMany(each => each.Findings).Concat(complete?.Findings ?? [])
            .DistinctBy(finding => finding.Violation.Check);
        var proof = new Proof(
            scenario,
            design,
            complete ?? bounded[^1],
            bounded,
            [.. findings.Select(finding => ShortestSchedule.Find(scenario, design, finding, options))],
            []);
        IEnumerable<Finding> orders = proof.DataRaces.Select(race => race.Finding)
            .Concat(LockCycle.In(proof.LockOrder).SelectMany(cycle => cycle.Edges).Distinct().Select(edge => edge.Finding));
        return proof with { Orders = [.. orders.Select(order => new OrderFinding(order, ShortestSchedule.Replays(scenario, design, order)))] };
    }
}
