using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>An epoch that begins: where an exploration starts.</summary>
/// <param name="From">The jump into it; null if none comes before.</param>
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

/// <summary>Schedules from a start on that begin with the same choices.</summary>
/// <param name="start">The start.</param>
/// <param name="path">The choices of the first execution: never changed.</param>
/// <param name="root">Where the subtree begins in it: choices before are not tried otherwise; of the one right before, the other
/// option of a request may be left.</param>
internal sealed class Subtree(Start start, IReadOnlyList<SearchNode> path, int root)
{
    /// <summary>All schedules from a start on.</summary>
    /// <param name="start">The start.</param>
    public Subtree(Start start)
        : this(start, [.. start.Boot.Select(SearchNode.OfBoot)], start.Boot.Count)
    {
    }

    /// <summary>The start.</summary>
    public Start Start => start;

    /// <summary>The choices of the first execution.</summary>
    public IReadOnlyList<SearchNode> Path => path;

    /// <summary>Where the subtree begins.</summary>
    public int Root => root;
}

/// <summary>What the search through a subtree covered and found.</summary>
internal sealed class SubtreeReport
{
    /// <summary>Whether all of it was searched.</summary>
    public bool Exhausted { get; set; }

    /// <summary>What is left, if there was more of it than one search does; null if it is exhausted, or a limit was
    /// reached.</summary>
    public Fork? Left { get; set; }

    /// <summary>What is to be tried at choices before it.</summary>
    public List<WakeupRequest> Asked { get; } = [];

    public bool BoundReached { get; set; }

    public long Executions { get; set; }

    public long Redundant { get; set; }

    /// <summary>Executions, redundant ones included.</summary>
    public long Performed => Executions + Redundant;

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
