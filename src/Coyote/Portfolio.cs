using LuoVerified.Check.Sample;

namespace LuoVerified.Coyote;

/// <summary>The default of <c>luo check</c>: Coyote, which runs the real locks, and then the three samplers that find
/// most (<c>docs/sampling.md</c>), on models of the locks.</summary>
public static class Portfolio
{
    /// <summary>One schedule in so many runs in barging mode, which is slower.</summary>
    private const long BargingShare = 10;

    /// <summary>In the order of their mean in <c>docs/sampling.md</c>.</summary>
    private static readonly SamplingStrategy[] OnModels = [SamplingStrategy.Surw, SamplingStrategy.Pct, SamplingStrategy.Pos];

    /// <summary>Shares schedules out.</summary>
    /// <param name="schedules">How many, 1 and up: a tenth, but at least one, in barging mode; of the others one half in volume mode, one
    /// sixth by each sampler, the first ones getting one more if it does not divide.</param>
    /// <returns>The options.</returns>
    public static PortfolioOptions Of(long schedules)
    {
        CheckOptions all = UnderCoyote(Strategy.FairPortfolio, schedules);
        long drawn = all.VolumeSchedules / 2;
        return new PortfolioOptions
        {
            Members =
            [
                all with { VolumeSchedules = all.VolumeSchedules - drawn },
                .. OnModels.Select((strategy, index) => new SampleOptions
                {
                    Strategy = strategy,
                    Schedules = (drawn + OnModels.Length - 1 - index) / OnModels.Length,
                }),
            ],
        };
    }

    /// <summary>Coyote alone, in both modes.</summary>
    /// <param name="strategy">That of barging mode.</param>
    /// <param name="schedules">How many, 1 and up: a tenth, but at least one, in barging mode, the others in volume mode.</param>
    /// <returns>The options.</returns>
    public static CheckOptions UnderCoyote(Strategy strategy, long schedules)
    {
        long barging = Math.Max(1, schedules / BargingShare);
        return new CheckOptions { Strategy = strategy, BargingSchedules = barging, VolumeSchedules = schedules - barging };
    }
}
