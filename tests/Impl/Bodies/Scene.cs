using LuoVerified.Core;
using LuoVerified.Core.Locking;
using Microsoft.Coyote.Runtime;
using Thread = System.Threading.Thread;

namespace LuoVerified.Impl.TestBodies;

/// <summary>One schedule's machine, lock and threads.</summary>
internal sealed class Scene
{
    private readonly List<Thread> _threads = [];
    private int _readers;
    private int _writers;

    public Scene(LockUnderTest kind, PulseMode mode)
    {
        Control = new LockControl(mode);
        Machine = new Machine(Control, Design.Hardened);
        Machine.ColdBoot();
        Lock = kind.Make(Platform);
    }

    public LockControl Control { get; }

    public Machine Machine { get; }

    public KernelPlatform Platform => Machine.Kernel!.Platform;

    public DomainLock Lock { get; }

    public int MostReadersTogether { get; private set; }

    public static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new RuleBrokenException(rule);
        }
    }

    public void Start(Action body)
    {
        var thread = new Thread(() => body());
        _threads.Add(thread);
        thread.Start();
    }

    public void JoinAll() => _threads.ForEach(thread => thread.Join());

    /// <summary>Takes the lock, stays inside for a while, gives it up.</summary>
    public void Visit(bool exclusive)
    {
        Lock.Acquire(exclusive);
        _ = exclusive ? _writers++ : _readers++;
        MostReadersTogether = Math.Max(MostReadersTogether, _readers);
        Require(_writers <= 1, "two writers are inside");
        Require(_writers == 0 || _readers == 0, "a reader is inside with a writer");
        SchedulingPoint.Interleave();
        _ = exclusive ? _writers-- : _readers--;
        Lock.Release(exclusive);
    }

    /// <summary>Waits until so many threads wait for the lock.</summary>
    public void AwaitWaiting(int threads)
    {
        while (LockUnderTest.Waiting(Lock) < threads)
        {
            SchedulingPoint.Interleave();
        }
    }
}
