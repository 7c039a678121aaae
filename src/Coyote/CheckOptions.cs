using LuoVerified.Check.Explore;
using LuoVerified.Check.Linearizability;

namespace LuoVerified.Coyote;

/// <summary>How much to sample, and how.</summary>
public sealed record CheckOptions
{
    /// <summary>The strategy of the barging mode; volume mode is always random.</summary>
    public Strategy Strategy { get; init; } = Strategy.Portfolio;

    /// <summary>Schedules in barging mode for each scenario and design, 0 and up; 400 by default.</summary>
    public long BargingSchedules { get; init; } = 400;

    /// <summary>Schedules in volume mode for each scenario and design, 0 and up; 4,000 by default.</summary>
    public long VolumeSchedules { get; init; } = 4_000;

    /// <summary>Equal seeds give equal schedules; 1 by default.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>The bound of each search for a linearization.</summary>
    public long MaxConfigurations { get; init; } = LinearizabilityChecker.DefaultBound;

    /// <summary>The members that are known to race: accesses to them are steps from the first schedule on. None by default; what
    /// races in a schedule is a step from the next one on.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <summary>How long a thread may go on without coming to a step or to its end, by the clock on the wall, before the
    /// check gives up; 30 seconds by default. No schedule depends on it.</summary>
    public TimeSpan Patience { get; init; } = ExploreOptions.DefaultPatience;

    /// <summary>Asked after each schedule: whether the time is up. Never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;
}
