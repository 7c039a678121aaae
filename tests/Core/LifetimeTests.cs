using LuoVerified.Core.Locking;
using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Whoever reads or writes a field of an object with a lifetime uses the object, whether or not its author thought of
/// it.</summary>
public class LifetimeTests
{
    private readonly Threads _threads = new();

    [Fact]
    public void EachAccessIsSeen()
    {
        var tracked = new Tracked(_threads.Domain, 1);
        Assert.Equal(["read Tracked._fixed | _fixed;"], Recorder.Of(() => tracked.Fixed()));
        Assert.Equal(
            ["read Tracked._count | _count++;", "write Tracked._count | _count++;"], Recorder.Of(tracked.Increment));
        Assert.Equal(["write Tracked.Auto | Auto = value;"], Recorder.Of(() => tracked.Set(2)));
    }

    [Fact]
    public void NoneIsAllowedAfterAFree()
    {
        var tracked = new Tracked(_threads.Domain, 1);
        tracked.Set(1);
        tracked.Free();
        foreach (Action use in (Action[])[() => tracked.Fixed(), tracked.Increment, () => tracked.Set(2)])
        {
            Exception broken = Assert.Throws<InvalidOperationException>(use);
            Assert.Equal("tracked is used after it was freed", broken.Message);
        }
    }

    /// <summary>Nothing orders the free and the use: the checker must try both orders.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AUseBesideAFreeIsTold(bool isOrdered)
    {
        List<string> beside = [];
        _threads.Detector.Unordered = beside.Add;
        var tracked = new Tracked(_threads.Domain, 1);
        DomainMutex mutex = _threads.Domain.NewMutex("mutex");
        _threads.Run((0, () => Under(() => tracked.Fixed())), (1, () => Under(tracked.Free)));
        Assert.Equal(isOrdered ? [] : ["Tracked._fixed"], beside);

        void Under(Action code)
        {
            if (!isOrdered)
            {
                code();
                return;
            }

            using (mutex.Lock())
            {
                code();
            }
        }
    }
}
