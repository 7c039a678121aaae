using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Proving;

/// <summary>Explores scenarios exhaustively where that ends, bounded where it does not, and looks for the simplest schedule
/// of each violation.</summary>
public static class Prover
{
    private const int MaxPreemptions = 3;

    /// <summary>Explores one scenario on one design.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How far each exploration may go. If a bound on preemptions is given, the bounds from 0 up to
    /// it, or to the first that leaves nothing out, take the place of the exploration of every schedule with reduction; else
    /// there are bounds only where that does not come to its end.</param>
    /// <param name="workers">How many processors to use, 1 and up; the proof does not depend on it.</param>
    /// <returns>What was covered and found.</returns>
    /// <exception cref="UnusableScenarioException">The set-up cannot be performed.</exception>
    public static Proof Prove(Scenario scenario, Design design, ExploreOptions options, int workers = 1)
    {
        using var explorer = new Explorer(scenario.On(design), workers);
        ExploreReport? complete = options.Preemptions is null ? explorer.Explore(options) : null;
        List<ExploreReport> bounded = [];
        if (complete is not { Exhausted: true })
        {
            options = options with { Racing = complete?.Racing ?? options.Racing };
            ExploreOptions unreduced = options with { Reduction = Reduction.None, CountTraceClasses = true };
            do
            {
                bounded.Add(explorer.Explore(unreduced with { Preemptions = bounded.Count }));
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
            [
                .. findings.Select(finding => ShortestSchedule.Find(
                    explorer, finding, options with { Preemptions = null, Racing = finding.Racing })),
            ],
            []);
        IEnumerable<Finding> orders = proof.DataRaces.Select(race => race.Finding)
            .Concat(LockCycle.In(proof.LockOrder).SelectMany(cycle => cycle.Edges).Distinct().Select(edge => edge.Finding));
        return proof with
        {
            Orders =
            [
                .. orders.Select(order => new OrderFinding(
                    order, ShortestSchedule.Replays(explorer.Subject, order, options.MaxConfigurations))),
            ],
        };
    }
}
