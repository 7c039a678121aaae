using LuoVerified.Check;
using LuoVerified.Impl;

namespace LuoVerified.Fuzz;

/// <summary>What to fuzz, and how far.</summary>
public sealed record FuzzOptions
{
    /// <summary>The designs; each program is judged on each of them.</summary>
    public IReadOnlyList<Design> Designs { get; init; } = [Design.Hardened];

    /// <summary>Equal seeds give equal programs; 1 by default.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>How many programs, 1 and up; null for no end but that of the time.</summary>
    public int? Programs { get; init; }

    /// <summary>How many files sessions can preserve; 0, the default, for no operations on files.</summary>
    public int Files { get; init; }

    /// <summary>Which of the programs are judged; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>The most executions of each exploration, 1 and up.</summary>
    public required long MaxExecutions { get; init; }

    /// <summary>Asked after each execution: whether the time is up. Never, by default.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;
}
