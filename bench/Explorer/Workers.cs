using System.Diagnostics;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Benchmarks;

/// <summary>What a second worker brings on one large exploration.</summary>
internal static class Workers
{
    private static readonly Scenario Large = ScenarioText.Parse(
        """
        scenario large
        summary Three threads, each with its own name.
        thread create a; close a; create a; close a
        thread create b; close b; create b; close b
        thread create c; close c; create c; close c
        """,
        "large");

    /// <summary>Explores by turns with one worker and with two; the seconds that each takes, the median of some
    /// rounds.</summary>
    /// <returns>How many times as fast two are, and how many executions there are.</returns>
    public static (double Ratio, long Executions) TwoOverOne()
    {
        long executions = Explore(workers: 2);
        return (Rounds.Median(5, () => Seconds(workers: 1) / Seconds(workers: 2)), executions);
    }

    /// <summary>Explores.</summary>
    /// <param name="workers">With how many workers, 1 and up.</param>
    /// <returns>The seconds that it takes.</returns>
    public static double Seconds(int workers)
    {
        var clock = Stopwatch.StartNew();
        Explore(workers);
        return clock.Elapsed.TotalSeconds;
    }

    private static long Explore(int workers)
    {
        using var explorer = new Check.Explore.Explorer(Large.On(Design.Hardened), workers);
        return explorer.Explore(new ExploreOptions()).Executions;
    }
}
