using LuoVerified.Check.Races;
using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Accesses that no lock orders are races, with both places; their twins under a lock are none.</summary>
public class AccessRaceTests
{
    private readonly Threads _threads = new();
    private readonly Counter _counter;

    public AccessRaceTests() => _counter = new Counter(_threads.Domain);

    [Fact]
    public void ASeededRaceIsFoundWithBothPlaces()
    {
        Assert.Equal(
            [
                "write Counter._count in Counter.Racy / read Counter._count in Counter.Racy",
                "write Counter._count in Counter.Racy / write Counter._count in Counter.Racy",
            ],
            _threads.Run((0, _counter.Racy), (1, _counter.Racy), (2, _counter.Racy)));
        AccessRace race = _threads.Detector.Races[^1];
        Assert.EndsWith("tests/Core/Samples/Counter.cs", race.First.Site.File, StringComparison.Ordinal);
        Assert.Equal("_count++;", Recorder.Line(race.Second.Site));
        Assert.Contains("no lock held", race.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ItsLockedTwinIsClean() =>
        Assert.Empty(
            _threads.Run((0, _counter.Locked), (1, _counter.Locked), (0, _counter.Locked), (2, _counter.Locked)));

    [Fact]
    public void OneSideUnderALockIsNotEnough()
    {
        Assert.Equal(
            ["write Counter._table in Counter.Locked / read Counter._table in Counter.Looks"],
            _threads.Run((0, _counter.Locked), (1, () => _counter.Looks())));
        Assert.Equal(["mutex"], _threads.Detector.Races[0].First.Held);
        Assert.Empty(_threads.Detector.Races[0].Second.Held);
    }

    [Fact]
    public void ReadersOfASemaphoreAreOrderedWithItsWriters()
    {
        Assert.Empty(_threads.Run(
            (0, () => _counter.Shared()), (1, () => _counter.Shared()), (2, _counter.Exclusive),
                (0, () => _counter.Shared())));
        Assert.NotEmpty(_threads.Run((0, _counter.WritesShared), (1, _counter.WritesShared)));
    }

    [Fact]
    public void ElementsAreApart()
    {
        Assert.Empty(_threads.Run((0, () => _counter.Slot(0)), (1, () => _counter.Slot(1))));
        Assert.Equal(
            ["write Counter._slots[1] in Counter.Slot / write Counter._slots[1] in Counter.Slot"],
            _threads.Run((2, () => _counter.Slot(1))));
    }

    [Fact]
    public void AVolatileFieldOrders() =>
        Assert.Empty(_threads.Run((0, _counter.Publish), (1, () => _counter.Consume())));

    [Fact]
    public void ANewExecutionForgetsAccessesAndKeepsRaces()
    {
        _threads.Run((0, _counter.Racy));
        _threads.Detector.Clear(2);
        Assert.Empty(_threads.Run((1, _counter.Racy)));
        Assert.NotEmpty(_threads.Run((0, _counter.Racy)));
        int races = _threads.Detector.Races.Count;
        _threads.Detector.Clear(3);
        Assert.Equal(races, _threads.Detector.Races.Count);
        Assert.Equal(2, _threads.Detector.Races[0].Execution);
        _threads.Detector.Forget();
        Assert.Empty(_threads.Detector.Races);
    }

    [Fact]
    public void EachStepHasItsPlace()
    {
        _threads.Run((0, _counter.Exclusive));
        Assert.Equal((0, StepKind.AcquireWrite, "using (_semaphore.Write())"), _threads.Steps[0]);
        Assert.Equal((0, StepKind.ReleaseWrite, "}"), _threads.Steps[1]);
    }
}
