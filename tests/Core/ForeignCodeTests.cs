using LuoVerified.Core.Controlled;
using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>The runtime's locks and volatile accesses are steps in a run, and what they are outside of one.</summary>
public sealed class ForeignCodeTests : IDisposable
{
    private readonly Threads _threads = new();
    private readonly Foreign _foreign = new();

    public ForeignCodeTests() => Control.Domain = _threads.Domain;

    public void Dispose()
    {
        Control.Domain = null;
        _foreign.Dispose();
    }

    [Fact]
    public void EachKindOfLockOrders()
    {
        Assert.Empty(_threads.Run((0, _foreign.WithMonitor), (1, _foreign.WithMonitor)));
        Assert.Equal(
            [StepKind.AcquireWrite, StepKind.ReleaseWrite, StepKind.AcquireWrite, StepKind.ReleaseWrite],
            _threads.Steps.Select(step => step.Kind));
        Assert.Equal("lock (_monitor)", _threads.Steps[0].Line);
        Assert.Equal(["lock(Object)"], _threads.Domain.Locks.Select(each => each.Class));
        Assert.NotEmpty(_threads.Run((2, _foreign.WithLock)));
    }

    [Fact]
    public void TheLockOfTheRuntime() => Assert.Empty(_threads.Run((0, _foreign.WithLock), (1, _foreign.WithLock)));

    [Fact]
    public void ReadersAndWriters() => Assert.Empty(_threads.Run(
        (0, _foreign.WithSlim), (1, () => _foreign.Reads()), (2, () => _foreign.Reads()), (0, _foreign.WithSlim)));

    [Fact]
    public void VolatileAccessesAreSteps()
    {
        Assert.Empty(_threads.Run((0, _foreign.Publishes), (1, () => Assert.Equal(1, _foreign.Consumes()))));
        Assert.Equal(
            [
                (0, StepKind.Write, "Interlocked.Exchange(ref _atomic, 1);"),
                (1, StepKind.Read, "Volatile.Read(ref _atomic) == 1 ? _count : 0;"),
            ],
            _threads.Steps);
    }

    [Fact]
    public void WhatCannotBeControlledSaysSo()
    {
        Assert.Throws<NotSupportedException>(() => _threads.Run((0, () => _foreign.Tries())));
        Assert.Throws<NotSupportedException>(() => _threads.Run((0, _foreign.Waits)));
    }

    [Fact]
    public void OutsideOfARunNothingChanges()
    {
        Control.Domain = null;
        _foreign.WithMonitor();
        _foreign.WithLock();
        _foreign.WithSlim();
        _foreign.Publishes();
        Assert.Equal(1, _foreign.Consumes());
        Assert.True(_foreign.Tries());
        _foreign.Waits();
        Assert.Empty(_threads.Steps);
    }
}
