using System.Threading;
using LuoVerified.Check.Model;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Explore;

/// <summary>Does pieces of work that do not depend on each other at the same time, each worker on a processor of its own.</summary>
public static class SpreadWork
{
    /// <summary>Does all of them.</summary>
    /// <param name="workers">How many workers, 1 and up; the calling thread is one.</param>
    /// <param name="count">How many pieces there are, 0 and up.</param>
    /// <param name="work">Does a piece, given its number, from 0; called once for each, in any order. What it throws is
    /// thrown here, as soon as the pieces that are under way are done.</param>
    public static void Do(int workers, int count, Action<int> work) => Share(workers, count, next =>
    {
        while (next() is { } piece)
        {
            work(piece);
        }
    });

    /// <summary>Does all of them with a tool for each worker.</summary>
    /// <typeparam name="T">The tool: it is made by its worker, and given back by it.</typeparam>
    /// <param name="workers">As above.</param>
    /// <param name="count">As above.</param>
    /// <param name="tool">Makes a tool.</param>
    /// <param name="work">Does a piece with it.</param>
    public static void Do<T>(int workers, int count, Func<T> tool, Action<T, int> work)
        where T : IDisposable => Share(workers, count, next =>
    {
        using T mine = tool();
        while (next() is { } piece)
        {
            work(mine, piece);
        }
    });

    /// <summary>Makes a thread that keeps to the processors of the calling one: another new thread may run on all, and two proofs beside each
    /// other on one while the next is idle.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="stackBytes">The size of its stack, in bytes.</param>
    /// <returns>The thread, which is not started and does not keep the process alive.</returns>
    public static Thread NewThread(Action work, int stackBytes)
    {
        Processors mine = Processors.Current;
        return new Thread(Work, stackBytes) { IsBackground = true };

        void Work()
        {
            mine.Use();
            work();
        }
    }

    /// <summary>Lets each worker take pieces until there are none, or somebody has failed.</summary>
    private static void Share(int workers, int count, Action<Func<int?>> worker)
    {
        int taken = 0;
        Processors all = Processors.Current;
        IReadOnlyList<Processors> each = all.Spread(workers);
        using var crew = new Crew(workers);
        try
        {
            crew.Do(number =>
            {
                each[number].Use();
                worker(() => !crew.HasFailed && Interlocked.Increment(ref taken) - 1 is var piece && piece < count ? piece : null);
            });
        }
        finally
        {
            all.Use();
        }
    }
}
