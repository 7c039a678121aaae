using System.Text.Json;
using LuoVerified.Check;

namespace LuoVerified.Cli.Merging;

/// <summary>Which of several shards a report is about.</summary>
/// <param name="Of">How many shards there are, 2 and up; 1 for <see cref="Whole"/>.</param>
/// <param name="Has">The numbers of those that it is about, from 1, in order.</param>
internal sealed record ShardSet(int Of, IReadOnlyList<int> Has)
{
    /// <summary>All of the work in one report.</summary>
    public static ShardSet Whole { get; } = new(1, [1]);

    /// <summary>The shards that are missing.</summary>
    public IEnumerable<int> Missing() => Enumerable.Range(1, Of).Except(Has);

    /// <summary>One shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>It; null if it is all of the work.</returns>
    public static ShardSet? Only(Shard shard) => shard.IsWhole ? null : new ShardSet(shard.Of, [shard.Number]);

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="JsonException">The numbers are not in order or out of range.</exception>
    public void RequireSound()
    {
        bool isSound = Of >= 2 && Has.Count > 0 && Has.Count < Of && Has[0] >= 1 && Has[^1] <= Of
            && Has.Zip(Has.Skip(1)).All(pair => pair.First < pair.Second);
        if (!isSound)
        {
            throw new JsonException("there are no such shards");
        }
    }
}
