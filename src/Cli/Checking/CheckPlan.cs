using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Sample;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Origins;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Checking;

/// <summary>What a check is to do.</summary>
/// <param name="Scenarios">The scenarios, in order.</param>
/// <param name="Designs">The designs, in order.</param>
/// <param name="Options">How much to sample, and how.</param>
/// <param name="Iterations">The schedules for each scenario and design, as asked for.</param>
/// <param name="Output">The folder for trace files.</param>
internal sealed record CheckPlan(
    IReadOnlyList<Scenario> Scenarios,
    IReadOnlyList<Design> Designs,
    CheckOptions Options,
    long Iterations,
    string Output)
{
    /// <summary>How schedules are drawn on models of the locks; null, the default, if Coyote runs them.</summary>
    public SampleOptions? Drawing { get; init; }

    /// <summary>The name of the strategy.</summary>
    public string Strategy => Drawing?.Strategy.Name ?? Options.Strategy.Name;

    /// <summary>Whether the traces of what was found first are kept; not by default.</summary>
    public bool KeepsFirst { get; init; }

    /// <summary>The time limit in seconds; null for none.</summary>
    public double? Seconds { get; init; }

    /// <summary>Which of the pairs are checked; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>What the results rest on.</summary>
    public Basis Basis => new(
        Scenarios,
        Designs,
        new
        {
            Strategy,
            Iterations,
            Barging = Options.BargingSchedules,
            Volume = Options.VolumeSchedules,
            Options.Seed,
            Options.MaxConfigurations,
            Time = Seconds,
        },
        CommandLine,
        Samples: true);

    /// <summary>The options that the schedules depend on, as on the command line.</summary>
    public string CommandLine => string.Create(
        CultureInfo.InvariantCulture,
        $"luo check --strategy {Strategy} --iterations {Iterations} --seed {Options.Seed} "
            + $"--max-configurations {Options.MaxConfigurations}{ShardOption.Text(Shard)}");

    /// <summary>Every pair to check.</summary>
    public IEnumerable<(Scenario Scenario, Design Design)> Pairs =>
        Scenarios.SelectMany(_ => Designs, (scenario, design) => (scenario, design));
}
