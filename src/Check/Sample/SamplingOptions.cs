using LuoVerified.Check.Explore;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>How much to sample, and how: what the ways to draw schedules have in common.</summary>
public abstract record SamplingOptions
{
    /// <summary>Equal seeds give equal schedules; 1 by default.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>The bound of each search for a linearization.</summary>
    public long MaxConfigurations { get; init; } = LinearizabilityChecker.DefaultBound;

    /// <summary>How long a thread may go on without coming to a step or to its end, by the clock on the wall, before the sampler
    /// gives up; 30 seconds by default. No schedule depends on it.</summary>
    public TimeSpan Patience { get; init; } = ExploreOptions.DefaultPatience;

    /// <summary>Asked after each schedule, with what was found so far: whether more can tell nothing new. As soon as anything was
    /// found, by default.</summary>
    public Func<IReadOnlyList<Finding>, bool> IsDecided { get; init; } = findings => findings.Count > 0;

    /// <summary>Asked before the first schedule and after each: whether the time is up. Never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;

    /// <summary>Told of the steps of each schedule; null, the default, for nobody.</summary>
    public Action<IReadOnlyList<RecordedStep>>? Ran { get; init; }

    /// <summary>The name of the strategy on the command line.</summary>
    public abstract string StrategyName { get; }

    /// <summary>What draws schedules independently of each other and all from one distribution, in words; none if nothing
    /// does.</summary>
    public abstract IReadOnlyList<string> Independent { get; }

    /// <summary>Each way in which these options draw schedules, by itself.</summary>
    /// <param name="schedules">The most schedules of each, 1 and up.</param>
    /// <returns>One or more.</returns>
    public abstract IReadOnlyList<SamplingOptions> Alone(long schedules);
}
