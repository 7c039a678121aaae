namespace LuoVerified.Check.Sample;

/// <summary>How much to sample on the explorer's executor and its models of locks, and how.</summary>
public sealed record SampleOptions : SamplingOptions
{
    /// <summary>How schedules are drawn; partial order sampling by default.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Pos;

    /// <summary>Which of the sequences of random numbers that a seed has, 0 and up: those of different ones are independent, whatever the
    /// strategies; 0 by default.</summary>
    public int Stream { get; init; }

    /// <summary>The most schedules that are judged, 0 and up; 1,000 by default.</summary>
    public long Schedules { get; init; } = 1_000;

    /// <inheritdoc/>
    public override string StrategyName => Strategy.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Independent => Schedules > (Strategy.IsProfiled ? 1 : 0) ? [Strategy.Name] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<SamplingOptions> Alone(long schedules) => [this with { Schedules = schedules }];
}
