using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using LuoVerified.Core.Controlled;
using LuoVerified.Core.Locking;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>What a lock says of itself, checked by itself: the search asks it who would wait, a replay who will be refused, and a deadlock who
/// holds it. After every short history of takes and releases by two threads each answer is compared with the history.</summary>
public static class HoldersProof
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "who holds a lock";

    private const int Threads = 2;
    private const int Heir = 2;
    private const int Length = 4;

    private static readonly StepKind[] Kinds = [StepKind.AcquireRead, StepKind.AcquireWrite, StepKind.ReleaseRead, StepKind.ReleaseWrite];

    /// <summary>Whatever can be done to a lock; null as the kind hands it from the thread to a third one.</summary>
    private static readonly (int Thread, StepKind? Kind)[] Deeds =
    [
        .. from thread in Enumerable.Range(0, Threads)
           from kind in Kinds.Select(kind => (StepKind?)kind).Append(null)
           select (thread, kind),
    ];

    /// <summary>Asks the lock after every history; and one on which threads wait for a pulse.</summary>
    /// <param name="timeIsUp">Asked after each history; what is left is left out then.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="InternalErrorException">The lock says something else; the message says after which history.</exception>
    public static long Require(Func<bool> timeIsUp)
    {
        JudgePulse();
        long told = 0;
        foreach ((int, StepKind?)[] history in Histories(Length).TakeWhile(_ => !timeIsUp()))
        {
            Judge(history);
            told++;
        }

        return told;
    }

    private static IEnumerable<(int Thread, StepKind? Kind)[]> Histories(int length) => length == 0 ? [[]]
        : Histories(length - 1).SelectMany(before => Deeds.Select(deed => ((int, StepKind?)[])[.. before, deed]));

    private static void Judge((int Thread, StepKind? Kind)[] history)
    {
        var threads = new OneAtATime();
        var domain = new Domain(threads, LockKind.Model);
        RwSemaphore semaphore = domain.NewRwSemaphore("lock");
        DomainLock asked = domain.Locks[^1];
        List<(int Thread, bool IsExclusive)> holds = [];
        foreach ((int thread, StepKind? kind) in history)
        {
            threads.Caller = thread;
            if (kind is not { } does)
            {
                asked.Bequeath(thread, Heir);
                holds = [.. holds.Select(each => (each.Thread == thread ? Heir : each.Thread, each.IsExclusive))];
            }
            else if (!Perform(threads, semaphore, asked, does, holds))
            {
                throw Wrong(history, $"{does} of thread {thread} is answered or reported otherwise");
            }

            if (Difference(threads, asked, holds) is { } difference)
            {
                throw Wrong(history, difference);
            }
        }
    }

    /// <summary>Does one step, and adds it to what is held or strikes it out; false if the lock does something else. It gives itself to nobody
    /// who must wait, and takes nothing from somebody who does not hold it.</summary>
    private static bool Perform(
        OneAtATime threads, RwSemaphore semaphore, DomainLock asked, StepKind kind, List<(int Thread, bool IsExclusive)> holds)
    {
        var step = new Step(kind, asked);
        (int Thread, bool IsExclusive) what = (threads.Caller, step.IsExclusive);
        Type? fault = MustWait(holds, kind) ? typeof(InternalErrorException)
            : step.Releases && !holds.Remove(what) ? typeof(LockNotHeldException)
            : null;
        if (step.Acquires && fault is null)
        {
            holds.Add(what);
        }

        threads.Begin();
        return Thrown(semaphore, kind) == fault && threads.Saw(step, happened: fault is null);
    }

    private static Type? Thrown(RwSemaphore semaphore, StepKind kind)
    {
        try
        {
            Action perform = kind switch
            {
                StepKind.AcquireRead => semaphore.DownRead,
                StepKind.AcquireWrite => semaphore.DownWrite,
                StepKind.ReleaseRead => semaphore.UpRead,
                _ => semaphore.UpWrite,
            };
            perform();
            return null;
        }
        catch (Exception thrown) when (thrown is LockNotHeldException or InternalErrorException)
        {
            return thrown.GetType();
        }
    }

    /// <summary>What the lock answers otherwise than what is held says; null if it is nothing.</summary>
    private static string? Difference(OneAtATime threads, DomainLock asked, List<(int Thread, bool IsExclusive)> holds)
    {
        if (!asked.Holders().Order().SequenceEqual(holds.Select(each => each.Thread).Order()))
        {
            return $"it is said to be held by {string.Join(", ", asked.Holders())}";
        }

        foreach ((int thread, StepKind kind) in Enumerable.Range(0, Threads + 1).SelectMany(thread => Kinds.Select(kind => (thread, kind))))
        {
            threads.Caller = thread;
            var step = new Step(kind, asked);
            bool mustWait = MustWait(holds, kind);
            bool isRefused = step.Releases && !holds.Contains((thread, step.IsExclusive));
            if (DomainLock.WouldWait(step) != mustWait || DomainLock.WillBeRefused(step) != isRefused
                || (step.Acquires && asked.IsAvailable(step.IsExclusive) == mustWait))
            {
                return $"whether {kind} of thread {thread} waits or is refused";
            }
        }

        return null;
    }

    private static bool MustWait(List<(int Thread, bool IsExclusive)> holds, StepKind kind) => kind switch
    {
        StepKind.AcquireRead => holds.Any(each => each.IsExclusive),
        StepKind.AcquireWrite => holds.Count > 0,
        _ => false,
    };

    /// <summary>Nobody holds what stands for a pulse, and nobody can take it before the pulse.</summary>
    private static void JudgePulse()
    {
        var threads = new OneAtATime { EndsWhoWaits = true };
        var domain = new Domain(threads, LockKind.Model);
        var monitor = new object();
        (Domain? before, Control.Domain) = (Control.Domain, domain);
        try
        {
            ControlledMonitor.Enter(monitor);
            try
            {
                ControlledMonitor.Wait(monitor);
                throw Wrong([], "a thread goes on without a pulse");
            }
            catch (ThreadWaitsException)
            {
                DomainLock pulse = domain.Locks[^1];
                threads.Caller = 1;
                Require(domain.Locks[0], [], isFree: true);
                Require(pulse, [], isFree: false);
                ControlledMonitor.Enter(monitor);
                Require(domain.Locks[0], [1], isFree: false);
                ControlledMonitor.Pulse(monitor);
                Require(pulse, [], isFree: true);
            }
        }
        finally
        {
            Control.Domain = before;
        }

        static void Require(DomainLock asked, int[] holders, bool isFree)
        {
            if (!asked.Holders().SequenceEqual(holders) || asked.IsAvailable(exclusive: true) != isFree)
            {
                throw Wrong([], $"{asked.Label} is said to be held by {string.Join(", ", asked.Holders())}");
            }
        }
    }

    private static InternalErrorException Wrong((int Thread, StepKind? Kind)[] history, string what) => new(
        $"{Subject}: {what}, after {(history.Length == 0 ? "a wait for a pulse" : string.Join(", ", history.Select(each => $"{each.Kind?.ToString() ?? "Bequeath"} by {each.Thread}")))}");

    /// <summary>A thread that must wait ends.</summary>
    private sealed class ThreadWaitsException : Exception;

    /// <summary>Keeps what it is told of a step.</summary>
    private sealed class OneAtATime : IRunControl
    {
        private readonly List<Step> _before = [];
        private readonly List<Step> _after = [];

        public int Caller { get; set; }

        public bool EndsWhoWaits { get; init; }

        public void Begin()
        {
            _before.Clear();
            _after.Clear();
        }

        /// <summary>Whether it was told of this step and of no other.</summary>
        public bool Saw(Step step, bool happened) => _before.SequenceEqual([step]) && _after.SequenceEqual(happened ? [step] : []);

        public void Before(in Step step)
        {
            if (EndsWhoWaits && DomainLock.WouldWait(step))
            {
                throw new ThreadWaitsException();
            }

            _before.Add(step);
        }

        public void After(in Step step) => _after.Add(step);

        public bool Refuses(FaultSite site) => false;

        [DoesNotReturn]
        public void Violation(string check, string message) => throw new InternalErrorException($"{Subject}: {check}: {message}");
    }
}
