using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Benchmarks;

/// <summary>What an exploration keeps on the heap while it goes on.</summary>
internal static class LiveHeap
{
    private const int Few = 5_000;
    private const int Many = 45_000;

    /// <summary>Explores without reduction, and looks at the heap after few executions and after many.</summary>
    /// <param name="each">What is done after each execution.</param>
    /// <returns>The bytes that an execution adds.</returns>
    public static double BytesPerExecution(Action each)
    {
        int executions = 0;
        long few = 0;
        long many = 0;
        Explorer.Explore(
            Catalogue.Find("creates-at-capacity")!, Design.Hardened, new ExploreOptions { Reduction = Reduction.None, TimeIsUp = Look });
        return many == 0 ? throw new InvalidOperationException("not all executions were run") : (double)(many - few) / (Many - Few);

        bool Look()
        {
            each();
            executions++;
            few = executions == Few ? GC.GetTotalMemory(forceFullCollection: true) : few;
            many = executions == Many ? GC.GetTotalMemory(forceFullCollection: true) : many;
            return many != 0;
        }
    }
}
