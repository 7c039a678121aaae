using System.Threading;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Model;

namespace LuoVerified.Sessions.Sampling;

/// <summary>Does pieces of work that do not depend on each other at the same time, each worker on a processor of its own.</summary>
public static class SamplingCrew
{
    /// <summary>Does all of them.</summary>
    /// <param name="workers">How many workers, 1 and up; the calling thread is one.</param>
    /// <param name="count">How many pieces there are, 0 and up.</param>
    /// <param name="work">Does a piece, given its number, from 0; called once for each, in any order. What it throws is
    /// thrown here, as soon as the pieces that are under way are done.</param>
    public static void Do(int workers, int count, Action<int> work)
    {
        int next = 0;
        Processors all = Processors.Current;
        IReadOnlyList<Processors> each = all.Spread(workers);
        using var crew = new Crew(workers);
        try
        {
            crew.Do(worker =>
            {
                each[worker].Use();
                for (int piece; !crew.HasFailed && (piece = Interlocked.Increment(ref next) - 1) < count;)
                {
                    work(piece);
                }
            });
        }
        finally
        {
            all.Use();
        }
    }
}
