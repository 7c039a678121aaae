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
