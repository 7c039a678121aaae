using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>An epoch that begins: where an exploration starts.</summary>
/// <param name="From">The jump into it; null where none comes before.</param>
internal sealed record Start(Checkpoint? From)
{
    /// <summary>Which phase of the program, from 0.</summary>
    public int Phase => From is null ? 0 : From.Phase + 1;

    /// <summary>What each request that may be refused gets while the epoch is entered: 0 granted, 1 refused.</summary>
    public IReadOnlyList<int> Boot { get; init; } = [];

    /// <summary>Choices in the epochs before.</summary>
    public int Depth { get; init; }

    /// <summary>Locks taken and given up in the epochs before.</summary>
    public int LockSteps { get; init; }

    /// <summary>Switches of the running thread in the epochs before.</summary>
    public int Switches { get; init; }

    /// <summary>Preemptions in the epochs before.</summary>
    public int Preemptions { get; init; }
}

/// <summary>Schedules from a start on, searched in one go.</summary>
/// <param name="Start">The start.</param>
/// <param name="Thread">Without reduction, the thread that does the first step; the next one that can, if it
/// cannot.</param>
internal sealed record Subtree(Start Start, int Thread);

/// <summary>What the search through a subtree covered and found.</summary>
internal sealed class SubtreeReport
{
    /// <summary>The thread that did the first step; -1 where there was none.</summary>
    public int Thread { get; set; } = -1;

    /// <summary>The threads that could have done it, as a mask.</summary>
    public int Enabled { get; set; }

    public bool Exhausted { get; set; }

    public bool BoundReached { get; set; }

    public long Executions { get; set; }

    public long Redundant { get; set; }

    public long Undecided { get; set; }

    public int Depth { get; set; }

    public int LockSteps { get; set; }

    public List<Finding> Findings { get; } = [];

    public HashSet<string> Outcomes { get; } = [];

    public HashSet<ulong> Classes { get; } = [];

    public DataRaces DataRaces { get; } = new();

    /// <summary>Members that race and were no steps: the search has ended for them.</summary>
    public SortedSet<string> Racing { get; } = new(StringComparer.Ordinal);

    public LockOrder LockOrder { get; } = new();

    /// <summary>The different states that the next epoch was handed, and how it starts from each: as after the first
    /// schedule that led to it.</summary>
    public OrderedDictionary<HandOver, Start> HandOvers { get; } = [];
}
