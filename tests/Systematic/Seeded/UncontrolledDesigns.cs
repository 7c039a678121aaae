using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using ReadWrite = System.Threading.ReaderWriterLockSlim;
using Tasks = System.Threading.Tasks;
using Threading = System.Threading;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>A design that does what the checker does not control.</summary>
/// <param name="What">What it uses, as the message has it.</param>
/// <param name="Instead">What the message says to do.</param>
/// <param name="Do">Does it, on the line <paramref name="Line"/>.</param>
internal sealed record UncontrolledDesign(string What, string Instead, Action Do, [CallerLineNumber] int Line = 0)
{
    public Design Design => Doing(Do);

    public override string ToString() => What;

    public static Design Doing(Action action) => new("mine", "", platform => new DoesOnCreate(platform, action));

    /// <summary>The hardened design whose create does something first.</summary>
    internal sealed class DoesOnCreate(KernelPlatform platform, Action first) : SeededSessions(platform)
    {
        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            first();
            return base.Create(name, out file);
        }
    }
}

/// <summary>One for each primitive.</summary>
[LuoVerified.Core.Watching.Unwatched]
internal static class UncontrolledDesigns
{
    private const string Locks = "use NewMutex or NewRwSemaphore of the platform";
    private const string Fields = "use a plain field: accesses that race are steps";
    private const string Threads = "the threads of the program are all that there are";
    private const string Repeats = "every run must be repeatable";

    private const string T = "System.Threading.";

    private static readonly object Gate = new();
    private static volatile int _volatile;
    private static int _plain;

    public static IReadOnlyList<UncontrolledDesign> All { get; } =
    [
        new(T + "Monitor.Enter", Locks, () => { lock (Gate) { } }),
        new(T + "Lock.EnterScope", Locks, () => { lock (new Threading.Lock()) { } }),
        new(T + "Lock.Enter", Locks, () => new Threading.Lock().Enter()),
        new(T + "WaitHandle.WaitOne", Locks, () => new Threading.Mutex().WaitOne()),
        new(T + "SemaphoreSlim.Wait", Locks, () => new Threading.SemaphoreSlim(0).Wait()),
        new(T + "Semaphore.Release", Locks, () => new Threading.Semaphore(0, 1).Release()),
        new(T + "ReaderWriterLock.ReleaseLock", Locks, () => new Threading.ReaderWriterLock().ReleaseLock()),
        new(T + "ReaderWriterLockSlim.EnterReadLock", Locks, () => new ReadWrite().EnterReadLock()),
        new(T + "EventWaitHandle.Set", Locks, () => new Threading.AutoResetEvent(false).Set()),
        new(T + "ManualResetEventSlim.Wait", Locks, () => new Threading.ManualResetEventSlim().Wait()),
        new(T + "Barrier.SignalAndWait", Locks, () => new Threading.Barrier(2).SignalAndWait()),
        new(T + "CountdownEvent.Wait", Locks, () => new Threading.CountdownEvent(1).Wait()),
        new(T + "SpinWait.SpinUntil", Locks, () => Threading.SpinWait.SpinUntil(() => false)),
        new(T + "SpinLock.TryEnter", Locks, () => { bool t = false; default(Threading.SpinLock).TryEnter(ref t); }),
        new("System.Lazy.Value", Locks, () => _plain = new Lazy<int>(() => 1).Value),
        new("System.Collections.Concurrent.ConcurrentBag.Clear", Locks, () => new ConcurrentBag<int>().Clear()),
        new(T + "Channels.Channel.CreateUnbounded", Locks, () => Channel.CreateUnbounded<int>()),
        new(T + "Interlocked.Increment", Fields, () => Threading.Interlocked.Increment(ref _plain)),
        new(T + "Volatile.Write", Fields, () => Threading.Volatile.Write(ref _plain, 1)),
        new("the volatile field UncontrolledDesigns._volatile", Fields, () => _volatile++),
        new(T + "Thread.Sleep", Threads, () => Threading.Thread.Sleep(1)),
        new(T + "Thread.Start", Threads, () => new Threading.Thread(() => { }).Start()),
        new(T + "ThreadPool.QueueUserWorkItem", Threads, () => Threading.ThreadPool.QueueUserWorkItem(_ => { })),
        new("new System.Threading.Timer", Threads, () => _ = new Threading.Timer(_ => { })),
        new(T + "Tasks.Task.Run", Threads, () => Tasks.Task.Run(() => { })),
        new(T + "Tasks.Parallel.For", Threads, () => Tasks.Parallel.For(0, 1, _ => { })),
        new("System.Random.Next", Repeats, () => new Random().Next()),
        new("System.DateTime.UtcNow", Repeats, () => _plain = DateTime.UtcNow.Second),
        new("System.Guid.NewGuid", Repeats, () => Guid.NewGuid()),
        new("System.Environment.TickCount64", Repeats, () => _plain = (int)Environment.TickCount64),
        new("System.String.GetHashCode", Repeats, () => _plain = $"{_plain}".GetHashCode()),
        new("System.Object.GetHashCode", Repeats, () => _plain = new object().GetHashCode()),
        new("LuoVerified.Systematic.Tests.Seeded.HashedByPlace.GetHashCode", Repeats, () => _plain = new HashedByPlace().GetHashCode()),
        new("System.HashCode.Combine", Repeats, () => _plain = HashCode.Combine(_plain, 1)),
        new("System.Diagnostics.Stopwatch.GetTimestamp", Repeats, () => Stopwatch.GetTimestamp()),
    ];

    /// <summary>Hash codes that are the same in each run, or are asked for by tables only: nothing to refuse.</summary>
    public static Design Hashes { get; } = UncontrolledDesign.Doing(() =>
        _plain = 1.GetHashCode() + ByteString.FromUtf8("a").GetHashCode() + new HashedByValue("a").GetHashCode() + new Dictionary<string, int>().Count);

    /// <summary>The same with a lock of ours: nothing to refuse.</summary>
    public static Design Sound { get; } = new("sound", "", platform =>
    {
        DomainMutex mutex = platform.NewMutex("mine");
        return new UncontrolledDesign.DoesOnCreate(platform, () =>
        {
            using (mutex.Lock())
            {
                _plain++;
            }
        });
    });
}

/// <summary>Has no hash code of its own.</summary>
internal sealed class HashedByPlace;

/// <summary>Has one that is computed by that of a string.</summary>
internal sealed record HashedByValue(string Text)
{
    public override int GetHashCode() => HashCode.Combine(Text.GetHashCode(), 1);
}
