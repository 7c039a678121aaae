using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Origins;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

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
    /// <summary>Whether the traces of what was found first are kept; not by default.</summary>
    public bool KeepsFirst { get; init; }

    /// <summary>Whether the text has every outcome of each scenario; not by default.</summary>
    public bool ShowsOutcomes { get; init; }

    /// <summary>The time limit in seconds; null for none.</summary>
    public double? Seconds { get; init; }

    /// <summary>Which of the pairs are proved; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>See <see cref="Basis.SeededBugs"/>.</summary>
    public int? SeededBugs { get; init; }

    /// <summary>What the proofs rest on.</summary>
    public Basis Basis => new(
        Pairs,
        new
        {
            Options.MaxExecutions,
            Options.Preemptions,
            Options.MaxConfigurations,
            Samples,
            Seed = ProofRunner.Seed,
            Time = Seconds,
        },
        CommandLine,
        Samples > 0)
    {
        SeededBugs = SeededBugs,
    };

    /// <summary>The options in force, as on the command line.</summary>
    public string CommandLine => string.Create(
        CultureInfo.InvariantCulture,
        $"luo prove --max-executions {Options.MaxExecutions}{Preemptions} "
            + $"--max-configurations {Options.MaxConfigurations} --samples {Samples}{Time}{ShardOption.Text(Shard)}");

    private string Time => Seconds is { } time ? string.Create(CultureInfo.InvariantCulture, $" --time {time}") : "";

    private string Preemptions => Options.Preemptions is { } bound ? $" --preemptions {bound}" : "";
}
