using LuoVerified.Impl.Control;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl.Locking;

/// <summary>A <see cref="KernelLock"/> for runs in which one thread at a time runs and the run control lets a thread go on
/// to an acquire only while the lock is available. Every order of acquisition that any queueing would give can be had.</summary>
internal sealed class ModelLock : KernelLock
{
    private readonly List<int> _readers = [];
    private int _writer;

    public ModelLock(KernelPlatform platform, string lockClass, KernelObject? within)
        : base(platform, lockClass, within)
    {
    }

    public override bool IsAvailable(bool exclusive) => _writer == 0 && (!exclusive || _readers.Count == 0);

    public override IReadOnlyCollection<int> Holders() => _writer != 0 ? [_writer] : [.. _readers];

    public override bool IsWriter(int thread) => _writer == thread;

    internal override void WakeAll()
    {
    }

    protected override void Take(bool exclusive, in Step step)
    {
        if (!IsAvailable(exclusive))
        {
            throw new InvalidOperationException($"{Label} was to be taken while it is held: the run control is at fault.");
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

    protected override void Give(bool exclusive, in Step step)
    {
        int me = Environment.CurrentManagedThreadId;
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
    }
}
