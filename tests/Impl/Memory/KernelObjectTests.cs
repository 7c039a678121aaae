using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Memory;

public class KernelObjectTests
{
    private readonly Bench _bench = new(Design.Hardened);

    private KernelPlatform Platform => _bench.Machine.Kernel!.Platform;

    [Fact]
    public void ALiveObjectMayBeTouched() => new Thing(Platform).Touch();

    [Fact]
    public void AFreedObjectMayNotBeTouched()
    {
        Thing thing = Freed(out _);
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, thing.Touch);
    }

    [Fact]
    public void AnObjectIsFreedOnce()
    {
        Thing thing = Freed(out _);
        Bench.AssertViolation(RuntimeChecks.DoubleFree, thing.Free);
    }

    [Fact]
    public void TakingTheMutexOfAFreedObjectIsUseAfterFree()
    {
        Freed(out DomainMutex mutex);
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, () => mutex.Lock());
    }

    [Fact]
    public void GivingUpTheMutexOfAFreedObjectIsUseAfterFree()
    {
        var thing = new Thing(Platform);
        DomainMutex mutex = Platform.NewMutex("mutex", thing);
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, () =>
        {
            using (mutex.Lock())
            {
                thing.Free();
            }
        });
    }

    [Fact]
    public void ARefusedAllocationMakesNoObject()
    {
        _bench.Control.Refuse(FaultSites.SessionAllocation);
        Assert.False(Platform.TryAllocate(() => new Thing(Platform), out Thing? thing));
        Assert.Null(thing);
        Assert.Equal(0, Platform.LiveObjects);
    }

    [Fact]
    public void ObjectsThatAreNotFreedAreCounted()
    {
        var thing = new Thing(Platform);
        _ = new Thing(Platform);
        Assert.Equal(2, Platform.LiveObjects);
        thing.Free();
        Assert.Equal(1, Platform.LiveObjects);
    }

    [Fact]
    public void FreeingIsOneStep()
    {
        var thing = new Thing(Platform);
        _bench.Control.Done.Clear();
        thing.Free();
        Assert.Equal([new Step(StepKind.Free, thing)], _bench.Control.Done);
    }

    private Thing Freed(out DomainMutex mutex)
    {
        var thing = new Thing(Platform);
        mutex = Platform.NewMutex("mutex", thing);
        thing.Free();
        return thing;
    }

    private sealed class Thing(KernelPlatform platform) : TrackedObject(platform)
    {
        public override string Label => "thing";
    }
}
