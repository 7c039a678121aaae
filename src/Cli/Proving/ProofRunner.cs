using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Scenarios;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Proving;

/// <summary>Proves scenarios one by one, and lets Coyote sample each beside it: what sampling finds, the exhaustive search
/// must have found.</summary>
internal static class ProofRunner
{
    /// <summary>Proves one scenario on one design.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How far each exploration may go.</param>
    /// <param name="workers">How many processors to use.</param>
    /// <param name="samples">Schedules to sample; 0 for none.</param>
    /// <param name="folder">Where trace files go.</param>
    /// <returns>The proof.</returns>
    /// <exception cref="UnusableScenarioException">The set-up cannot be performed.</exception>
    /// <exception cref="InternalErrorException">Coyote finds what the exhaustive search has not.</exception>
    public static ProvenScenario Run(
        Scenario scenario, Design design, ExploreOptions options, int workers, long samples, string folder)
    {
        Proof proof = Prover.Prove(scenario, design, options, workers);
        long sampled = samples > 0 ? RequireAgreement(proof, samples, options.MaxConfigurations) : 0;
        return new ProvenScenario(
            proof,
            sampled,
            [.. proof.Shortest.Select(each => Write(each.Finding, "shortest"))],
            [.. proof.Orders.Select((order, index) => Write(order.Finding, $"{index + 1}"))]);

        string Write(Finding finding, string mark) => TraceFile.Write(folder, Trace.Of(scenario, design.Name, finding, seed: 0), $".{mark}");
    }

    private static long RequireAgreement(Proof proof, long samples, long maxConfigurations)
    {
        // What the exhaustive search found is allowed, and nothing must be found: so the sampling ends early only where it
        // finds something else.
        Expectation found = new([], [.. proof.Shortest.Select(each => each.Finding.Violation.Check)]);
        Scenario scenario = proof.Scenario with
        {
            Expectations = new Dictionary<string, Expectation> { [proof.Design.Name] = found },
        };
        CheckResult result = CoyoteChecker.Check(scenario, proof.Design, new CheckOptions
        {
            BargingSchedules = samples / 10,
            VolumeSchedules = samples - (samples / 10),
            MaxConfigurations = maxConfigurations,
        });
        if (proof.CoversAll && result.Unexpected.FirstOrDefault() is { } missed)
        {
            throw new InternalErrorException(
                $"{scenario.Name} on {proof.Design.Name}: sampling finds {missed.Violation.Check} ({missed.Violation.Message}), "
                + "which the exhaustive search has not found");
        }

        return result.Barging + result.Volume;
    }
}
