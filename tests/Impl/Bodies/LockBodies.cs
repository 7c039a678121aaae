using LuoVerified.Core;
using LuoVerified.Core.Locking;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Impl.TestBodies;

/// <summary>What threads do with one lock. Each method gives the body of a test; Coyote runs it once a schedule.</summary>
public static class LockBodies
{
    /// <summary>Two writers and two readers come and go.</summary>
    /// <param name="kind">The lock.</param>
    /// <param name="mode">As Coyote is configured.</param>
    /// <param name="mostReaders">Is told at the end how many readers were inside together.</param>
    public static Action TwoWritersAndTwoReaders(LockUnderTest kind, PulseMode mode, Action<int> mostReaders) => () =>
    {
        var scene = new Scene(kind, mode);
        bool[] exclusive = [true, false, true, false];
        foreach (bool each in exclusive)
        {
            scene.Start(() => scene.Visit(each));
        }

        scene.JoinAll();
        Scene.Require(scene.Lock.Holders().Count == 0, "a lock that all have given up has a holder");
        mostReaders(scene.MostReadersTogether);
    };

    /// <summary>The body's own thread visits beside one other: few schedules, so that all can be tried.</summary>
    public static Action Pair(LockUnderTest kind, PulseMode mode, bool first, bool second, Action<int> mostReaders) => () =>
    {
        var scene = new Scene(kind, mode);
        scene.Start(() => scene.Visit(first));
        scene.Visit(second);
        scene.JoinAll();
        mostReaders(scene.MostReadersTogether);
    };

    /// <summary>Threads come at any time; they must get the lock in the order in which they came. Exact mode only: there
    /// it is known who came first.</summary>
    public static Action FirstComeFirstServed(LockUnderTest kind, bool[] exclusive) => () =>
    {
        var scene = new Scene(kind, PulseMode.Exact);
        foreach (bool each in exclusive)
        {
            scene.Start(() => scene.Visit(each));
        }

        scene.JoinAll();
        Scene.Require(
            scene.Control.Acquisitions.SequenceEqual(scene.Control.Arrivals), "a thread was passed by one that came later");
    };

    /// <summary>While the lock is held one thread lies down to wait, then another; a third comes whenever it likes. All
    /// three must get the lock in that order.</summary>
    public static Action QueueBehindHolder(LockUnderTest kind, PulseMode mode, bool holder, bool[] exclusive) => () =>
    {
        var scene = new Scene(kind, mode);
        var turns = new Dictionary<int, int>();
        scene.Lock.Acquire(holder);
        for (int i = 0; i < exclusive.Length; i++)
        {
            int turn = i;
            scene.Start(() =>
            {
                turns[Environment.CurrentManagedThreadId] = turn;
                scene.Lock.Acquire(exclusive[turn]);
                scene.Lock.Release(exclusive[turn]);
            });
            if (i < exclusive.Length - 1)
            {
                scene.AwaitWaiting(i + 1);
            }
        }

        scene.Lock.Release(holder);
        scene.JoinAll();
        Scene.Require(
            scene.Control.Acquisitions.Skip(1).Select(thread => turns[thread]).SequenceEqual([0, 1, 2]),
            "a thread that waits was passed by one that came later");
    };

    /// <summary>Two readers wait for a writer; once it goes, each stays inside until the other is inside too.</summary>
    public static Action ReadersMeetInside(LockUnderTest kind, PulseMode mode) => () =>
    {
        var scene = new Scene(kind, mode);
        var meeting = new object();
        int inside = 0;
        scene.Lock.Acquire(exclusive: true);
        for (int i = 0; i < 2; i++)
        {
            scene.Start(() =>
            {
                scene.Lock.Acquire(exclusive: false);
                lock (meeting)
                {
                    inside++;
                    Monitor.PulseAll(meeting);
                    while (inside < 2)
                    {
                        Monitor.Wait(meeting);
                    }
                }

                scene.Lock.Release(exclusive: false);
            });
        }

        scene.AwaitWaiting(2);
        scene.Lock.Release(exclusive: true);
        scene.JoinAll();
    };

    /// <summary>The same thread takes the lock a second time while it holds it.</summary>
    public static Action TakeTwice(LockUnderTest kind, PulseMode mode, bool first, bool second) => () =>
    {
        var scene = new Scene(kind, mode);
        scene.Lock.Acquire(first);
        scene.Lock.Acquire(second);
    };

    /// <summary>A reader takes the lock a second time, and a writer comes at any time.</summary>
    public static Action ReadTwiceBesideWriter(LockUnderTest kind, PulseMode mode) => () =>
    {
        var scene = new Scene(kind, mode);
        scene.Start(() => scene.Visit(exclusive: true));
        scene.Lock.Acquire(exclusive: false);
        scene.Lock.Acquire(exclusive: false);
        scene.Lock.Release(exclusive: false);
        scene.Lock.Release(exclusive: false);
        scene.JoinAll();
    };

    /// <summary>A thread gives up a lock that another one holds, and one that it holds the other way.</summary>
    public static Action ReleaseByAnother(LockUnderTest kind, PulseMode mode, bool exclusive) => () =>
    {
        var scene = new Scene(kind, mode);
        scene.Lock.Acquire(exclusive);
        RefusesToRelease(scene, !exclusive);
        scene.Start(() => RefusesToRelease(scene, exclusive: true));
        scene.Start(() => RefusesToRelease(scene, exclusive: false));
        scene.JoinAll();
        scene.Lock.Release(exclusive);
        RefusesToRelease(scene, exclusive);
        Scene.Require(scene.Lock.Holders().Count == 0, "the lock has a holder after it was given up");
    };

    /// <summary>The machine leaves a kernel in which a writer holds the lock and others wait for it or come.</summary>
    public static Action JumpWhileHeld(LockUnderTest kind, PulseMode mode, bool awaitWaiting) => () =>
    {
        var scene = new Scene(kind, mode);
        int ended = 0;
        scene.Lock.Acquire(exclusive: true);
        bool[] exclusive = [true, false];
        foreach (bool each in exclusive)
        {
            scene.Start(() =>
            {
                if (EndsWithItsKernel(() => scene.Lock.Acquire(each)))
                {
                    ended++;
                }
            });
        }

        if (awaitWaiting)
        {
            scene.AwaitWaiting(exclusive.Length);
        }

        scene.Machine.Jump();
        if (scene.Lock is CopiedLock)
        {
            scene.Lock.WakeAll(); // the kernel does not know of it
        }

        scene.JoinAll();
        Scene.Require(ended == exclusive.Length, "a thread of a kernel that was left goes on");
    };

    /// <summary>Whether <paramref name="body"/> is cut off because the machine has left its kernel.</summary>
    internal static bool EndsWithItsKernel(Action body)
    {
        try
        {
            body();
            return false;
        }
        catch (HaltedException)
        {
            return true;
        }
    }

    private static void RefusesToRelease(Scene scene, bool exclusive)
    {
        IReadOnlyCollection<int> before = scene.Lock.Holders();
        bool refused = false;
        try
        {
            scene.Lock.Release(exclusive);
        }
        catch (LockNotHeldException)
        {
            refused = true;
        }

        Scene.Require(refused, "a lock is given up by a thread that does not hold it");
        Scene.Require(scene.Lock.Holders().SequenceEqual(before), "a refused release changes the holders");
    }
}
