using LuoVerified.Check.Sample;

namespace LuoVerified.Coyote;

/// <summary>How much to sample under Coyote, and how.</summary>
public sealed record CheckOptions : SamplingOptions
{
    /// <summary>One schedule in so many runs in barging mode, which is slower.</summary>
    private const long BargingShare = 10;

    /// <summary>The strategy of the barging mode; volume mode is always random.</summary>
    public Strategy Strategy { get; init; } = Strategy.FairPortfolio;

    /// <summary>Schedules in barging mode for each scenario and design, 0 and up; 400 by default.</summary>
    public long BargingSchedules { get; init; } = 400;

    /// <summary>Schedules in volume mode for each scenario and design, 0 and up; 4,000 by default.</summary>
    public long VolumeSchedules { get; init; } = 4_000;

    /// <summary>The members that are known to race: accesses to them are steps from the first schedule on. None by default; what
    /// races in a schedule is a step from the next one on.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <summary>Shares schedules out between the two modes.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="schedules">How many, 1 and up. Of <see cref="Strategy.FairPortfolio"/> and <see cref="Strategy.Random"/> a tenth, but
    /// at least one, in barging mode, the others in volume mode; of any other strategy all in barging mode, as volume mode is always
    /// random.</param>
    /// <returns>The options.</returns>
    public static CheckOptions Of(Strategy strategy, long schedules)
    {
        bool both = strategy == Strategy.FairPortfolio || strategy == Strategy.Random;
        long barging = both ? Math.Max(1, schedules / BargingShare) : schedules;
        return new CheckOptions { Strategy = strategy, BargingSchedules = barging, VolumeSchedules = schedules - barging };
    }

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
