using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Coyote;

namespace LuoVerified.Sampling;

/// <summary>A way to look for a bug.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Kind">Who chooses the schedules.</param>
/// <param name="First">The number of the first schedule that shows the bug of a target; null if none of as many as the bound
/// does.</param>
internal sealed record Method(string Name, MethodKind Kind, Func<Target, uint, long, long?> First)
{
    /// <summary>Whether anything is drawn; else it is run once.</summary>
    public bool HasSeeds { get; init; } = true;

    /// <summary>All of them: the exhaustive search, our samplers, the portfolio of <c>luo check</c>, Coyote's volume mode, which knows one
    /// strategy, and its strategies in barging mode.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new("exhaustive", MethodKind.Exhaustive, (target, _, bound) => Explored(target, bound)) { HasSeeds = false },
        .. SamplingStrategy.All.Select(strategy => new Method(
            strategy.Name, MethodKind.Sampler, (target, seed, bound) => Sampled(strategy, target, seed, bound))),
        new(PortfolioOptions.Name, MethodKind.Coyote, InTurn),
        new("coyote volume random", MethodKind.Coyote, (target, seed, bound) =>
            UnderCoyote(target, new CheckOptions { Seed = seed, VolumeSchedules = bound, BargingSchedules = 0 })),
        .. Strategy.All.Select(strategy => new Method(
            $"coyote barging {strategy.Name}", MethodKind.Coyote, (target, seed, bound) => UnderCoyote(
                target, new CheckOptions { Seed = seed, VolumeSchedules = 0, BargingSchedules = bound, Strategy = strategy })) { HasSeeds = strategy.Name != Strategy.DepthFirst }),
    ];

    /// <summary>Counts the schedules of all members together.</summary>
    private static long? InTurn(Target target, uint seed, long bound)
    {
        SampleReport report = AnySampling.Sample(
            target.Subject, Portfolio.Of(bound) with { Seed = seed, IsDecided = found => At(target, found) is not null });
        return At(target, report.Findings) is null ? null : Within(bound, report.Volume + report.Barging + report.Drawn);
    }

    private static long? Sampled(SamplingStrategy strategy, Target target, uint seed, long bound) => Within(bound, At(target, ScheduleSampler.Sample(
        target.Subject,
        new SampleOptions { Strategy = strategy, Seed = seed, Schedules = bound, IsDecided = found => At(target, found) is not null })
        .Findings));

    private static long? UnderCoyote(Target target, CheckOptions options)
    {
        try
        {
            return Within(options.VolumeSchedules + options.BargingSchedules, At(target, CoyoteChecker.Sample(
                target.Subject, options with { IsDecided = found => At(target, found) is not null }).Findings));
        }
        catch (UnusableProgramException) when (options.Strategy.Name == Strategy.DepthFirst)
        {
            // Requests may be refused.
            return null;
        }
    }

    /// <summary>Schedules that are not judged are run in vain, so there may be some more than the bound.</summary>
    private static long? Within(long bound, long? schedule) => schedule <= bound ? schedule : null;

    /// <summary>Counts every execution that is not redundant, those also that are done again because something turned out to
    /// race.</summary>
    private static long? Explored(Target target, long bound)
    {
        long ran = 0;
        ExploreReport report = Explorer.Explore(target.Subject, new ExploreOptions
        {
            StopAt = target.Rule,
            MaxExecutions = bound,
            Ran = _ => ran++,
        });
        return At(target, report.Findings) is null ? null : ran;
    }

    private static long? At(Target target, IReadOnlyList<Finding> findings) =>
        findings.FirstOrDefault(finding => finding.Violation.Check == target.Rule)?.Schedule;
}

/// <summary>Who chooses the schedules.</summary>
internal enum MethodKind
{
    /// <summary>The explorer.</summary>
    Exhaustive,

    /// <summary>Our samplers.</summary>
    Sampler,

    /// <summary>Coyote, alone or among others.</summary>
    Coyote,
}
