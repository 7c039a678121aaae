using Monitor = System.Threading.Monitor;

namespace LuoVerified.Core.Locking;

/// <summary>A <see cref="DomainLock"/> on the runtime's monitor. Threads that must wait queue in order of arrival, and
/// no thread passes a queue, so neither readers nor writers starve; neighbouring readers enter together.</summary>
internal sealed class FairLock : DomainLock
{
    /// <summary>Guards the queue, and who holds the lock.</summary>
    private readonly object _monitor = new();
    private readonly Queue<object> _queue = new();

    public FairLock(Domain domain, string lockClass, TrackedObject? within)
        : base(domain, lockClass, within)
    {
    }

    internal override void WakeAll()
    {
        lock (_monitor)
        {
            Monitor.PulseAll(_monitor);
        }
    }

    protected override void Take(bool exclusive, in Step step)
    {
        lock (_monitor)
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
        lock (_monitor)
        {
            if (Domain.Halted)
            {
                // The domain was left while this thread was on its way in.
                return;
            }

            Withdraw(exclusive, step);
            if (_queue.Count > 0)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    /// <summary>Waits at the end of the queue until this thread is first in it and the lock is free for it.</summary>
    private void WaitForTurn(bool exclusive)
    {
        var ticket = new object();
        _queue.Enqueue(ticket);
        while (_queue.Peek() != ticket || !IsAvailable(exclusive))
        {
            Monitor.Wait(_monitor);
            Domain.ThrowIfHalted();
        }

        _queue.Dequeue();
        if (!exclusive && _queue.Count > 0)
        {
            // The next in the queue may be a reader too, and has been asleep since before this one left the queue.
            Monitor.PulseAll(_monitor);
        }
    }
}
