using LuoVerified.Monitors;

namespace LuoVerified.Core.Locking;

/// <summary>A <see cref="DomainLock"/> on a monitor. Threads that must wait queue in order of arrival, and
/// no thread passes a queue, so neither readers nor writers starve; neighbouring readers enter together.</summary>
internal sealed class FairLock : DomainLock
{
    /// <summary>Guards the queue, and who holds the lock.</summary>
    private readonly WaitMonitor _monitor;
    private readonly Queue<object> _queue = new();

    public FairLock(Domain domain, string lockClass, TrackedObject? within, WaitMonitor monitor)
        : base(domain, lockClass, within) => _monitor = monitor;

    internal override void WakeAll()
    {
        using (_monitor.Enter())
        {
            _monitor.WakeAll();
        }
    }

    protected override void Take(bool exclusive, in Step step)
    {
        using (_monitor.Enter())
        {
            // Looked at here too: who comes after the halt must not go to sleep, nobody would wake it.
            Domain.ThrowIfHalted();
            if (_queue.Count > 0 || !IsAvailable(exclusive))
            {
                WaitForTurn(exclusive);
            }

            Grant(exclusive, step);
        }
    }

    protected override void Give(bool exclusive, in Step step)
    {
        using (_monitor.Enter())
        {
            if (Domain.Halted)
            {
                // The domain was left while this thread was on its way in.
                return;
            }

            Withdraw(exclusive, step);
            if (_queue.Count > 0)
            {
                _monitor.WakeAll();
            }
        }
    }

    /// <summary>Who holds the lock changes in the monitor only.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InternalErrorException">The calling thread is not in the monitor.</exception>
    protected override void Happens(in Step step)
    {
        if (!_monitor.IsEntered)
        {
            throw new InternalErrorException($"{Label} is taken or given up outside of its monitor");
        }

        base.Happens(step);
    }

    /// <summary>Waits at the end of the queue until this thread is first in it and the lock is free for it.</summary>
    private void WaitForTurn(bool exclusive)
    {
        var ticket = new object();
        _queue.Enqueue(ticket);
        while (_queue.Peek() != ticket || !IsAvailable(exclusive))
        {
            _monitor.Wait();
            Domain.ThrowIfHalted();
        }

        _queue.Dequeue();
        if (!exclusive && _queue.Count > 0)
        {
            // The next in the queue may be a reader too, and has been asleep since before this one left the queue.
            _monitor.WakeAll();
        }
    }
}
