using System.Globalization;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Proving;

/// <summary>What is to be proved.</summary>
/// <param name="Pairs">Every scenario with each of its designs, in order.</param>
/// <param name="Options">How far each exploration may go.</param>
/// <param name="Workers">How many processors to use; no result depends on it.</param>
/// <param name="Samples">Schedules to sample of each pair; 0 for none.</param>
/// <param name="Output">The folder for trace files.</param>
internal sealed record ProofPlan(
    IReadOnlyList<(Scenario Scenario, Design Design)> Pairs,
    ExploreOptions Options,
    int Workers,
    long Samples,
    string Output)
{
    /// <summary>The options in force, as on the command line.</summary>
    public string CommandLine => string.Create(
        CultureInfo.InvariantCulture,
        $"luo prove --max-executions {Options.MaxExecutions}{Preemptions} --workers {Workers} --samples {Samples} --max-configurations {Options.MaxConfigurations}");

    private string Preemptions => Options.Preemptions is { } bound ? $" --preemptions {bound}" : "";
}
