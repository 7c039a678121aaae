using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>What one thread sees of a lock.</summary>
public class SequentialTests
{
    private readonly Bench _bench = new(Design.Hardened);
    private readonly RwSemaphore _semaphore;
    private readonly DomainLock _lock;

    public SequentialTests()
    {
        _semaphore = Platform.NewRwSemaphore("semaphore");
        _lock = Platform.Locks[^1];
    }

    private KernelPlatform Platform => _bench.Machine.Kernel!.Platform;

    private static int Me => Environment.CurrentManagedThreadId;

    [Fact]
    public void ANewLockIsFree()
    {
        Assert.Empty(_lock.Holders());
        Assert.True(_lock.IsAvailable(exclusive: true), "held");
        Assert.False(_lock.IsHeld(exclusive: true), "written");
    }

    [Fact]
    public void WhileItIsReadItIsAvailableToReadersOnly()
    {
        using (_semaphore.Read())
        {
            Assert.Equal([Me], _lock.Holders());
            Assert.True(_lock.IsAvailable(exclusive: false), "no reader may come");
            Assert.False(_lock.IsAvailable(exclusive: true), "a writer may come");
            Assert.False(_lock.IsHeld(exclusive: true), "a reader is taken for a writer");
        }

        Assert.Empty(_lock.Holders());
    }

    [Fact]
    public void WhileItIsWrittenItIsAvailableToNobody()
    {
        using (_semaphore.Write())
        {
            Assert.Equal([Me], _lock.Holders());
            Assert.False(_lock.IsAvailable(exclusive: false), "a reader may come");
            Assert.False(_lock.IsAvailable(exclusive: true), "a writer may come");
            Assert.True(_lock.IsHeld(exclusive: true), "nobody writes");
        }

        Assert.Empty(_lock.Holders());
    }

    [Fact]
    public void AMutexIsHeldForExclusiveUse()
    {
        DomainMutex mutex = Platform.NewMutex("mutex");
        using (mutex.Lock())
        {
            Assert.True(Platform.Locks[^1].IsHeld(exclusive: true), "not exclusive");
            Bench.AssertWaits("mutex", () => mutex.Lock());
        }

        Assert.Empty(Platform.Locks[^1].Holders());
    }

    [Fact]
    public void GivingUpAFreeLockIsAnError() => Refused(_semaphore.UpWrite);

    [Fact]
    public void GivingUpForWritingWhatIsHeldForReadingIsAnError()
    {
        using (_semaphore.Read())
        {
            Refused(_semaphore.UpWrite);
            Assert.Equal([Me], _lock.Holders());
        }
    }

    [Fact]
    public void WhatIsTakenForReadingIsGivenUpForReading()
    {
        _semaphore.DownRead();
        Assert.True(_lock.IsHeld(exclusive: false), "not shared");
        _semaphore.UpRead();
        Assert.Empty(_lock.Holders());
        Refused(_semaphore.UpRead);
        _semaphore.DownWrite();
        Refused(_semaphore.UpRead);
    }

    [Fact]
    public void GivingUpASecondTimeIsAnError()
    {
        _semaphore.DownWrite();
        _semaphore.UpWrite();
        Refused(_semaphore.UpWrite);
    }

    [Fact]
    public void GivingUpWhatAnotherThreadHoldsIsAnError()
    {
        _semaphore.DownWrite();
        Assert.IsType<LockNotHeldException>(Bench.InAnotherThread(_semaphore.UpWrite));
        Assert.True(_lock.IsHeld(exclusive: true), "the lock was given up");
    }

    [Fact]
    public void TheAssertionThatItIsHeldForWritingHoldsForTheWriterOnly()
    {
        Refused(_semaphore.AssertHeldWrite);
        using (_semaphore.Read())
        {
            Refused(_semaphore.AssertHeldWrite);
        }

        _semaphore.DownWrite();
        _semaphore.AssertHeldWrite();
        Assert.IsType<LockNotHeldException>(Bench.InAnotherThread(_semaphore.AssertHeldWrite));
    }

    [Fact]
    public void TakingAndGivingUpAreOneStepEach()
    {
        _bench.Control.Announced.Clear();
        _bench.Control.Done.Clear();
        _semaphore.Read().Dispose();
        _semaphore.Write().Dispose();
        StepKind[] steps = [StepKind.AcquireRead, StepKind.ReleaseRead, StepKind.AcquireWrite, StepKind.ReleaseWrite];
        Assert.Equal(steps, _bench.Control.Announced.Select(step => step.Kind));
        Assert.Equal(steps, _bench.Control.Done.Select(step => step.Kind));
    }

    [Fact]
    public void ARefusedReleaseDoesNotCountAsDone()
    {
        _bench.Control.Done.Clear();
        Refused(_semaphore.UpWrite);
        Assert.Empty(_bench.Control.Done);
    }

    [Fact]
    public void InAKernelThatWasLeftTakingALockEndsTheThreadAndGivingItUpDoesNothing()
    {
        _semaphore.DownWrite();
        _bench.Machine.Jump();
        _semaphore.UpWrite();
        Assert.True(_lock.IsHeld(exclusive: true), "a kernel that was left goes on");
        Assert.Throws<HaltedException>(_semaphore.DownWrite);
    }

    /// <summary>What a lock promises is checked apart from how it decides: one that lets everybody in is our bug, and says so.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void ALockThatLetsEverybodyInIsAnInternalError(bool first, bool second)
    {
        var open = new OpenLock(_bench.Machine.Platform);
        open.Acquire(first);
        Assert.True(open.IsAvailable(second));
        InternalErrorException error = Assert.Throws<InternalErrorException>(() => open.Acquire(second));
        Assert.Equal($"open is granted for {(second ? "exclusive" : "shared")} use while another holds it", error.Message);
    }

    [Fact]
    public void ReadersShareALock()
    {
        var open = new OpenLock(_bench.Machine.Platform);
        open.Acquire(exclusive: false);
        open.Acquire(exclusive: false);
        Assert.Equal(2, open.Holders().Count);
    }

    private static void Refused(Action release) => Assert.Throws<LockNotHeldException>(release);

    private sealed class OpenLock(Domain domain) : DomainLock(domain, "open", within: null)
    {
        public override bool IsAvailable(bool exclusive) => true;

        internal override void WakeAll()
        {
        }

        protected override void Take(bool exclusive, in Step step) => Grant(exclusive, step);

        protected override void Give(bool exclusive, in Step step) => Withdraw(exclusive, step);
    }
}
