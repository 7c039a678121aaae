namespace LuoVerified.Check.Sample;

/// <summary>Several ways to draw schedules, one after the other.</summary>
public sealed record PortfolioOptions : SamplingOptions
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "portfolio";

    private readonly IReadOnlyList<SamplingOptions> _members = [];

    /// <summary>The ways, in order, each with its number of schedules; none by default. All else is set as here.</summary>
    public IReadOnlyList<SamplingOptions> Members
    {
        get =>
        [
            .. _members.Select(member => member with
            {
                Seed = Seed,
                MaxConfigurations = MaxConfigurations,
                Patience = Patience,
                IsDecided = IsDecided,
                TimeIsUp = TimeIsUp,
                Ran = Ran,
            }),
        ];
        init => _members = value;
    }

    /// <inheritdoc/>
    public override string StrategyName => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Independent => [.. _members.SelectMany(member => member.Independent)];

    /// <inheritdoc/>
    public override IReadOnlyList<SamplingOptions> Alone(long schedules) => [.. Members.SelectMany(member => member.Alone(schedules))];
}
