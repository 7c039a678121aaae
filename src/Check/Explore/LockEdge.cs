using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>A class of locks was taken under another: an edge of the graph of lock orders.</summary>
/// <param name="Outer">The lock that was held, and where it was taken.</param>
/// <param name="Inner">The lock that was taken under it, and where.</param>
/// <param name="Finding">The first schedule that showed it; it ends with the second of the two places.</param>
public sealed record LockEdge(HeldLock Outer, HeldLock Inner, Finding Finding)
{
    /// <summary>The classes and the operations, arguments left out.</summary>
    /// <returns>The text, such as <c>gate -> lists in create</c>.</returns>
    public override string ToString() => $"{Outer.Lock.Class} -> {Inner.Lock.Class} in {Word(Inner)}"
        + (Word(Outer) == Word(Inner) ? "" : $" after {Word(Outer)}");

    private static string Word(HeldLock place) => place.Operation.Split(' ')[0];
}

/// <summary>A cycle in the graph of lock orders: a deadlock that some schedule of some program could reach.</summary>
/// <param name="Edges">The edges, each beginning with the class that the one before ends with; the first by name first.</param>
public sealed record LockCycle(IReadOnlyList<LockEdge> Edges)
{
    /// <summary>The cycles in a graph.</summary>
    /// <param name="edges">Its edges, no two with the same classes.</param>
    /// <returns>Each cycle once, from its first class by name, sorted by their text.</returns>
    public static IReadOnlyList<LockCycle> In(IReadOnlyList<LockEdge> edges)
    {
        List<LockCycle> cycles = [];
        foreach (LockEdge first in edges)
        {
            Follow([first], edges, cycles);
        }

        return [.. cycles.OrderBy(cycle => cycle.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Every order of the cycle, with its operations.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(", ", Edges);

    private static void Follow(List<LockEdge> path, IReadOnlyList<LockEdge> edges, List<LockCycle> cycles)
    {
        string start = path[0].Outer.Lock.Class;
        string end = path[^1].Inner.Lock.Class;
        if (end == start)
        {
            cycles.Add(new LockCycle(path));
        }
        else if (string.CompareOrdinal(end, start) > 0 && path.TrueForAll(edge => edge.Outer.Lock.Class != end))
        {
            foreach (LockEdge next in edges.Where(edge => edge.Outer.Lock.Class == end))
            {
                Follow([.. path, next], edges, cycles);
            }
        }
    }
}
