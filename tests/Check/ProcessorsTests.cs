using LuoVerified.Check.Explore;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Tests;

/// <summary>Where workers run.</summary>
public class ProcessorsTests
{
    /// <summary>Two workers on one processor take as long as one: once that was up to where each happened to start.</summary>
    [Fact]
    public void EachWorkerHasAProcessorOfItsOwnWhereverItStarts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells, and nothing but the time depends on it");
        for (int round = 0; round < 50; round++)
        {
            int[] places = [.. Processors.Current.Spread(Environment.ProcessorCount).Select(PlaceOf)];
            Assert.Equal(places.Length, places.Distinct().Count());
        }
    }

    /// <summary>What a worker does on a thread of its own is done where the worker is; what it does on any other new thread may be
    /// done beside another worker.</summary>
    [Fact]
    public void AThreadOfAWorkerKeepsToTheProcessorOfTheWorker()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.ProcessorCount > 1, "only Linux tells, and with one processor there is no choice");
        SpreadWork.Do(2, 8, _ =>
        {
            string mine = Allowed();
            Assert.Equal(mine, On(work => SpreadWork.NewThread(work, stackBytes: 1 << 20)));
            Assert.NotEqual(mine, On(work => new Thread(new System.Threading.ThreadStart(work))));
        });

        static string Allowed() => File.ReadLines("/proc/thread-self/status").Single(line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal));

        static string On(Func<Action, Thread> make)
        {
            string allowed = "";
            Thread thread = make(() => allowed = Allowed());
            thread.Start();
            thread.Join();
            return allowed;
        }
    }

    [Fact]
    public void MoreWorkersThanProcessorsShareThem() =>
        Assert.Equal(3 * Environment.ProcessorCount, Processors.Current.Spread(3 * Environment.ProcessorCount).Count);

    private static int PlaceOf(Processors processors)
    {
        int place = -1;
        var worker = new Thread(() =>
        {
            processors.Use();
            place = Thread.GetCurrentProcessorId();
        });
        worker.Start();
        worker.Join();
        return place;
    }
}
