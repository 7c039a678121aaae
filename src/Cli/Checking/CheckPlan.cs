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
/// <param name="Pairs">Every scenario with each of its designs, in order.</param>
/// <param name="Options">How much to sample, and how.</param>
/// <param name="Iterations">The schedules for each scenario and design, as asked for.</param>
/// <param name="Output">The folder for trace files.</param>
internal sealed record CheckPlan(
    IReadOnlyList<(Scenario Scenario, Design Design)> Pairs,
    SamplingOptions Options,
    long Iterations,
    string Output)
{
    /// <summary>How many pairs are checked at the same time, each on a processor of its own; 1 by default. No result
    /// depends on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Whether the traces of what was found first are kept; not by default.</summary>
    public bool KeepsFirst { get; init; }

    /// <summary>The time limit in seconds; null for none.</summary>
    public double? Seconds { get; init; }

    /// <summary>Which of the pairs are checked; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>What the results rest on.</summary>
    public Basis Basis => new(
        Pairs,
        new
        {
            Strategy = Options.StrategyName,
            Iterations,
            Barging = Coyote?.BargingSchedules ?? 0,
            Volume = Coyote?.VolumeSchedules ?? 0,
            Options.Seed,
            Options.MaxConfigurations,
            Time = Seconds,
        },
        CommandLine,
        samples: true);

    /// <summary>What Coyote is to do; null for nothing.</summary>
    private CheckOptions? Coyote => (Options is PortfolioOptions all ? all.Members : [Options]).OfType<CheckOptions>().SingleOrDefault();

    /// <summary>The options that the schedules depend on, as on the command line.</summary>
    public string CommandLine => string.Create(
        CultureInfo.InvariantCulture,
        $"luo check --strategy {Options.StrategyName} --iterations {Iterations} --seed {Options.Seed} "
            + $"--max-configurations {Options.MaxConfigurations}{ShardOption.Text(Shard)}");
}
