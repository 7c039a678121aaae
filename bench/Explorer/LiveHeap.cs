using LuoVerified.Check.Explore;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;

namespace LuoVerified.Benchmarks;

/// <summary>What an exploration keeps: bytes on the heap after few executions and after many.</summary>
internal static class LiveHeap
{
    private const int Few = 5_000;
    private const int Many = 45_000;

    /// <summary>Explores without reduction, and prints the heap.</summary>
    /// <returns>Whether an execution adds less than a word to it.</returns>
    public static bool Print()
    {
        using var explorer = new Explorer(Catalogue.Find("creates-at-capacity")!, Design.Hardened);
        long few = After(explorer, Few);
        long many = After(explorer, Many);
        Console.WriteLine($"bytes on the heap after {Few} executions {few}, after {Many} {many}");
        return many - few < (Many - Few) * sizeof(long);
    }

    private static long After(Explorer explorer, long executions)
    {
        ExploreReport report = explorer.Explore(new ExploreOptions { Reduction = Reduction.None, MaxExecutions = executions });
        long bytes = GC.GetTotalMemory(forceFullCollection: true);
        return report.Executions == executions ? bytes : throw new InvalidOperationException("not all executions were run");
    }
}
