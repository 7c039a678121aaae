using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Failing;

/// <summary>A scenario on a design, with its place among all that were asked for.</summary>
/// <param name="Number">The place, from 1.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="Design">The design.</param>
internal readonly record struct PlacedPair(int Number, Scenario Scenario, Design Design)
{
    /// <summary>Those that belong to a shard.</summary>
    /// <param name="pairs">All that were asked for.</param>
    /// <param name="shard">The shard.</param>
    /// <returns>The pairs, in order.</returns>
    public static IReadOnlyList<PlacedPair> Of(IEnumerable<(Scenario Scenario, Design Design)> pairs, Shard shard) =>
    [
        .. pairs.Index().Where(pair => shard.Has(pair.Index))
            .Select(pair => new PlacedPair(pair.Index + 1, pair.Item.Scenario, pair.Item.Design)),
    ];
}
