namespace LuoVerified.Check.Sample;

/// <summary>How much to sample on the explorer's executor and its models of locks, and how.</summary>
public sealed record SampleOptions : SamplingOptions
{
    /// <summary>How schedules are drawn; partial order sampling by default.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Pos;

    /// <summary>The most schedules, 0 and up; 1,000 by default.</summary>
    public long Schedules { get; init; } = 1_000;

    /// <inheritdoc/>
    public override string StrategyName => Strategy.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Independent => Schedules > 0 ? [Strategy.Name] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<SamplingOptions> Alone(long schedules) => [this with { Schedules = schedules }];
}
