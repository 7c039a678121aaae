using LuoVerified.Check.Sample;

namespace LuoVerified.Coyote;

/// <summary>How much to sample under Coyote, and how.</summary>
public sealed record CheckOptions : SamplingOptions
{
    /// <summary>The strategy of the barging mode; volume mode is always random.</summary>
    public Strategy Strategy { get; init; } = Strategy.FairPortfolio;

    /// <summary>Schedules in barging mode for each scenario and design, 0 and up; 400 by default.</summary>
    public long BargingSchedules { get; init; } = 400;

    /// <summary>Schedules in volume mode for each scenario and design, 0 and up; 4,000 by default.</summary>
    public long VolumeSchedules { get; init; } = 4_000;

    /// <summary>The members that are known to race: accesses to them are steps from the first schedule on. None by default; what
    /// races in a schedule is a step from the next one on.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <inheritdoc/>
    public override string StrategyName => Strategy.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Independent => VolumeSchedules > 0 ? ["volume mode"] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<SamplingOptions> Alone(long schedules) =>
    [
        this with { BargingSchedules = 0, VolumeSchedules = schedules },
        this with { BargingSchedules = schedules, VolumeSchedules = 0 },
    ];
}
