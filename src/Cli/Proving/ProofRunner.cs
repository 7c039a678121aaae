using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Proving;

/// <summary>Proves scenarios one by one, and lets Coyote sample each beside it: what sampling finds, the exhaustive search
/// must have found.</summary>
internal static class ProofRunner
{
    /// <summary>The seed of the samples.</summary>
    public const uint Seed = 1;

    /// <summary>Proves scenario by scenario. An error of ours, or a set-up that cannot be performed, costs the proof of its pair and
    /// no other. When all are proved, minimal traces take the place of those that were found.</summary>
    /// <param name="plan">What to prove.</param>
    /// <param name="failures">Keeps the errors.</param>
    /// <param name="error">Takes a line for each pair, and one for each error.</param>
    /// <returns>What came of it.</returns>
    public static Certificate Run(ProofPlan plan, FailureLog failures, TextWriter error)
    {
        using var line = new LiveLine(error);
        var progress = new ProofProgress(line);
        ExploreOptions options = plan.Options with
        {
            TimeIsUp = () =>
            {
                progress.Ran();
                return plan.Options.TimeIsUp();
            },
        };
        List<ProvenScenario> rows = [];
        IReadOnlyList<PlacedPair> pairs = PlacedPair.Of(plan.Pairs, plan.Shard);
        for (int i = 0; i < pairs.Count; i++)
        {
            PlacedPair pair = pairs[i];
            progress.Began(i + 1, pairs.Count, pair);
            string? instead = failures.Attempt(pair, () =>
            {
                rows.Add(Run(pair, options, plan.Workers, plan.Samples, plan.Output));
                progress.Ended(rows[^1].Proof);
            });
            if (instead is not null)
            {
                progress.Failed(instead);
                failures.Print(line);
            }
        }

        var minimal = new MinimalTraces(plan.Options.MaxConfigurations, plan.KeepsFirst, plan.Options.TimeIsUp);
        List<ProvenScenario> shrunk = [];
        foreach (ProvenScenario row in rows)
        {
            line.Show($"shrinking: {row.Proof.Scenario.Name} on {row.Proof.Design.Name}");
            failures.Attempt(new PlacedPair(row.Number, row.Proof.Scenario, row.Proof.Design), () => shrunk.Add(row with
            {
                Traces = [.. row.Traces.Select(minimal.Of)],
                OrderTraces = [.. row.OrderTraces.Select(minimal.Of)],
            }));
        }

        failures.Print(line);
        return new Certificate(plan, shrunk, failures.Pairs) { Inapplicable = failures.Inapplicable };
    }

    /// <summary>Proves one scenario on one design.</summary>
    /// <param name="pair">The scenario and the design.</param>
    /// <param name="options">How far each exploration may go.</param>
    /// <param name="workers">How many processors to use.</param>
    /// <param name="samples">Schedules to sample; 0 for none.</param>
    /// <param name="folder">Where trace files go.</param>
    /// <returns>The proof.</returns>
    /// <exception cref="UnusableScenarioException">The set-up cannot be performed.</exception>
    /// <exception cref="RunErrorException">An error of ours, such as that Coyote finds what the exhaustive search has
    /// not.</exception>
    public static ProvenScenario Run(
        PlacedPair pair, ExploreOptions options, int workers, long samples, string folder)
    {
        Proof proof = Prover.Prove(pair.Scenario, pair.Design, options, workers);
        long sampled = samples > 0 ? RequireAgreement(proof, samples, options.MaxConfigurations, options.TimeIsUp) : 0;
        return new ProvenScenario(
            pair.Number,
            proof,
            sampled,
            [.. proof.Shortest.Select(each => Write(each.Finding, "shortest"))],
            [.. proof.Orders.Select((order, index) => Write(order.Finding, $"{index + 1}"))]);

        WrittenTrace Write(Finding finding, string mark) =>
            WrittenTrace.Write(folder, pair.Scenario, pair.Design, finding, seed: 0, $".{mark}");
    }

    /// <summary>Samples a scenario: what the exhaustive search has not found must not be seen.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="samples">Schedules to sample, 1 and up.</param>
    /// <param name="maxConfigurations">The bound of each search for a linearization.</param>
    /// <param name="timeIsUp">Asked before the first schedule and after each.</param>
    /// <returns>How many were sampled.</returns>
    /// <exception cref="RunErrorException">It was.</exception>
    internal static long RequireAgreement(Proof proof, long samples, long maxConfigurations, Func<bool> timeIsUp)
    {
        // What the exhaustive search found is allowed, and nothing must be found: so the sampling ends early only where it
        // finds something else.
        Expectation found = new([], [.. proof.Shortest.Select(each => each.Finding.Violation.Check)]);
        Scenario scenario = proof.Scenario with
        {
            Expectations = new Dictionary<string, Expectation> { [proof.Design.Name] = found },
        };
        CheckResult result = SessionSampling.Check(scenario, proof.Design, new CheckOptions
        {
            BargingSchedules = samples / 10,
            VolumeSchedules = samples - (samples / 10),
            MaxConfigurations = maxConfigurations,
            Racing = proof.Report.Racing,
            Seed = Seed,
            TimeIsUp = timeIsUp,
        });
        if (proof.CoversAll && result.Unexpected.FirstOrDefault() is { } missed)
        {
            var differs = new InternalErrorException(
                $"sampling finds {missed.Violation.Check} ({missed.Violation.Message}), "
                + "which the exhaustive search has not found");
            throw new RunErrorException(scenario.On(proof.Design), differs, missed.Steps, missed.Racing);
        }

        if (proof.CoversAll && result.Outcomes.Except(proof.Report.Outcomes).FirstOrDefault() is { } outcome)
        {
            var differs = new InternalErrorException($"sampling shows the outcome '{outcome}', which the exhaustive search has not found");
            throw new RunErrorException(scenario.On(proof.Design), differs, []);
        }

        return result.Barging + result.Volume;
    }
}
