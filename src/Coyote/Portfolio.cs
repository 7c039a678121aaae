using LuoVerified.Check.Sample;

namespace LuoVerified.Coyote;

/// <summary>The default of <c>luo check</c>: Coyote, which runs the real locks, and then the three samplers that find
/// most (<c>docs/sampling.md</c>), on models of the locks.</summary>
public static class Portfolio
{
    /// <summary>The samplers, in the order of their mean in <c>docs/sampling.md</c>.</summary>
    public static IReadOnlyList<SamplingStrategy> OnModels { get; } = [SamplingStrategy.Surw, SamplingStrategy.Pct, SamplingStrategy.Pos];

    /// <summary>Shares schedules out.</summary>
    /// <param name="schedules">How many, 1 and up: a tenth, but at least one, in barging mode; of the others one half in volume mode, one
    /// sixth by each sampler, the first ones getting one more if it does not divide.</param>
    /// <returns>The options.</returns>
    public static PortfolioOptions Of(long schedules)
    {
        CheckOptions all = CheckOptions.Of(Strategy.FairPortfolio, schedules);
        long drawn = all.VolumeSchedules / 2;
        return new PortfolioOptions
        {
            Members =
            [
                all with { VolumeSchedules = all.VolumeSchedules - drawn },
                .. OnModels.Select((strategy, index) => new SampleOptions
                {
                    Strategy = strategy,
                    Stream = index + 1,
                    Schedules = (drawn + OnModels.Count - 1 - index) / OnModels.Count,
                }),
            ],
        };
    }
}
