using LuoVerified.Impl.Control;
using LuoVerified.Impl.Memory;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Impl.Locking;

/// <summary>A <see cref="KernelLock"/> on the runtime's monitor. Threads that must wait queue in order of arrival, and
/// no thread passes a queue, so neither readers nor writers starve; neighbouring readers enter together.</summary>
internal sealed class FairLock : KernelLock
{
    private readonly object _monitor = new();

    /// <summary>invariant: never both a writer and readers. Guarded by the monitor, like the two fields that follow.</summary>
    private readonly List<int> _readers = [];
    private readonly Queue<object> _queue = new();
    private int _writer;

    public FairLock(KernelPlatform platform, string lockClass, KernelObject? within)
        : base(platform, lockClass, within)
    {
    }

    public override bool IsAvailable(bool exclusive) => _writer == 0 && (!exclusive || _readers.Count == 0);

    public override IReadOnlyCollection<int> Holders() => _writer != 0 ? [_writer] : [.. _readers];

    public override bool IsWriter(int thread) => _writer == thread;

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
            Platform.ThrowIfHalted();
            if (_queue.Count > 0 || !IsAvailable(exclusive))
            {
                WaitForTurn(exclusive);
            }

            Happens(step);
            if (exclusive)
            {
                _writer = Environment.CurrentManagedThreadId;
            }
            else
            {
                _readers.Add(Environment.CurrentManagedThreadId);
            }
        }
    }

    protected override void Give(bool exclusive, in Step step)
    {
        int me = Environment.CurrentManagedThreadId;
        lock (_monitor)
        {
            if (Platform.Halted)
            {
                // The kernel was left while this thread was on its way in.
                return;
            }

            if (exclusive ? _writer != me : !_readers.Contains(me))
            {
                throw new LockNotHeldException(Label);
            }

            Happens(step);
            if (exclusive)
            {
                _writer = 0;
            }
            else
            {
                _readers.Remove(me);
            }

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
            Platform.ThrowIfHalted();
        }

        _queue.Dequeue();
        if (!exclusive && _queue.Count > 0)
        {
            // The next in the queue may be a reader too, and has been asleep since before this one left the queue.
            Monitor.PulseAll(_monitor);
        }
    }
}
