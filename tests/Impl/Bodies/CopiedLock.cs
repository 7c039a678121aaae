using LuoVerified.Impl.Control;
using LuoVerified.Impl.Locking;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Impl.TestBodies;

/// <summary>A copy of the fair lock with one thing wrong, so that a check of the real one can be seen to bite.</summary>
internal sealed class CopiedLock(KernelPlatform platform, Defect defect) : KernelLock(platform, "lock", null)
{
    private readonly object _monitor = new();
    private readonly List<int> _readers = [];
    private readonly Queue<object> _queue = new();
    private int _writer;

    public int Waiting => _queue.Count;

    private static int Me => Environment.CurrentManagedThreadId;

    public override bool IsAvailable(bool exclusive) => exclusive
        ? _writer == 0 && (_readers.Count == 0 || defect == Defect.WritersIgnoreReaders)
        : (_writer == 0 || defect == Defect.ReadersIgnoreTheWriter)
            && (_readers.Count == 0 || defect != Defect.ReadersExclude);

    public override IReadOnlyCollection<int> Holders() => _writer != 0 ? [_writer] : [.. _readers];

    public override bool IsWriter(int thread) => _writer == thread;

    internal override void WakeAll()
    {
        lock (_monitor)
        {
            if (defect != Defect.SleepsThroughHalt)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    protected override void Take(bool exclusive, in Step step)
    {
        lock (_monitor)
        {
            if (MustWait(exclusive))
            {
                WaitForTurn(exclusive);
            }

            Platform.ThrowIfHalted();
            Happens(step);
            if (exclusive)
            {
                _writer = Me;
            }
            else
            {
                _readers.Add(Me);
            }
        }
    }

    protected override void Give(bool exclusive, in Step step)
    {
        lock (_monitor)
        {
            bool held = exclusive ? _writer == Me : _readers.Contains(Me);
            if (!held && defect == Defect.ReleasesBeforeChecking)
            {
                Leave(exclusive);
            }

            if (!held && defect != Defect.TrustsTheReleaser)
            {
                throw new LockNotHeldException(Label);
            }

            Happens(step);
            Leave(exclusive);
            if (defect == Defect.WakesOnlyOne)
            {
                Monitor.Pulse(_monitor);
            }
            else if (defect != Defect.ForgetsToWake)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    private void Leave(bool exclusive)
    {
        if (exclusive)
        {
            _writer = 0;
        }
        else if (!_readers.Remove(Me) && _readers.Count > 0)
        {
            _readers.RemoveAt(0);
        }
    }

    private bool MustWait(bool exclusive)
    {
        bool available = IsAvailable(exclusive);
        return defect switch
        {
            Defect.Recursive when Holders().Contains(Me) => false,
            Defect.ReadersPassTheQueue when !exclusive => !available,
            Defect.LateComersPassTheQueue => !available,
            _ => !available || _queue.Count > 0,
        };
    }

    private void WaitForTurn(bool exclusive)
    {
        if (defect != Defect.WaitsThoughHalted)
        {
            Platform.ThrowIfHalted();
        }

        var ticket = new object();
        _queue.Enqueue(ticket);
        do
        {
            Monitor.Wait(_monitor);
            if (defect != Defect.WaitsOnAfterHalt)
            {
                Platform.ThrowIfHalted();
            }
        }
        while (defect != Defect.LooksOnlyOnce && (_queue.Peek() != ticket || !IsAvailable(exclusive)));

        _queue.Dequeue();
        if (!exclusive && _queue.Count > 0)
        {
            Monitor.PulseAll(_monitor);
        }
    }
}
