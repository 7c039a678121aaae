using System.Collections.Concurrent;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using Interlocked = System.Threading.Interlocked;
using LockRecursionPolicy = System.Threading.LockRecursionPolicy;
using ManualResetEventSlim = System.Threading.ManualResetEventSlim;
using Monitor = System.Threading.Monitor;
using ReaderWriterLockSlim = System.Threading.ReaderWriterLockSlim;
using SemaphoreSlim = System.Threading.SemaphoreSlim;
using SpinWait = System.Threading.SpinWait;
using Task = System.Threading.Tasks.Task;
using Thread = System.Threading.Thread;

namespace LuoVerified.Protocols.Tests;

/// <summary>What cannot be controlled is refused before it runs: by name, with the line and with advice.</summary>
public class RefusalTests
{
    private const string Locks = "use lock, Monitor, SemaphoreSlim, ReaderWriterLockSlim, Volatile or Interlocked";

    private static readonly Dictionary<string, (Action<object> Use, string Advice)> Uses = new()
    {
        ["System.Threading.Monitor.TryEnter"] = (system => Monitor.TryEnter(system), Locks),
        ["System.Threading.Monitor.Wait"] = (system => Monitor.Wait(system, 1), Locks),
        ["System.Threading.SemaphoreSlim.Wait"] = (_ => new SemaphoreSlim(1).Wait(1), Locks),
        ["System.Threading.SemaphoreSlim.WaitAsync"] = (_ => new SemaphoreSlim(1).WaitAsync(), Locks),
        ["new System.Threading.SemaphoreSlim"] = (_ => _ = new SemaphoreSlim(1, 2), Locks),
        ["System.Threading.ManualResetEventSlim.Wait"] = (_ => new ManualResetEventSlim().Wait(), Locks),
        ["new System.Threading.ReaderWriterLockSlim"] =
            (_ => _ = new ReaderWriterLockSlim(LockRecursionPolicy.SupportsRecursion), Locks),
        ["System.Threading.ReaderWriterLockSlim.EnterUpgradeableReadLock"] =
            (_ => new ReaderWriterLockSlim().EnterUpgradeableReadLock(), Locks),
        ["System.Collections.Concurrent.ConcurrentDictionary.TryAdd"] =
            (_ => new ConcurrentDictionary<int, int>().TryAdd(1, 1), Locks),
        ["System.Threading.SpinWait.SpinOnce"] = (_ => default(SpinWait).SpinOnce(), Locks),
        ["System.Threading.Thread.Sleep"] = (_ => Thread.Sleep(1), "the threads of the program are all that there are"),
        ["System.Threading.Tasks.Task.Run"] =
            (_ => Task.Run(() => { }), "the threads of the program are all that there are"),
        ["System.DateTime.UtcNow"] = (_ => _ = DateTime.UtcNow, "every run must be repeatable"),
    };

    public static TheoryData<string> All() => [.. Uses.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void APrimitiveIsRefusedByNameAndLine(string what)
    {
        (Action<object> use, string advice) = Uses[what];
        Protocol<object, int, int> protocol = Protocol.Of("mine", _ => new object(), (object system, int op) =>
        {
            use(system);
            return op;
        });

        string message = Refusal(protocol);
        Assert.StartsWith($"design mine uses {what} in ", message, StringComparison.Ordinal);
        Assert.Matches(@"\(RefusalTests\.cs:[0-9]+\), which this checker does not control; ", message);
        Assert.EndsWith(advice, message, StringComparison.Ordinal);
    }

    [Fact]
    public void CodeThatIsNotWatchedIsRefused()
    {
        Protocol<Verdicts, int, int> protocol =
            Protocol.Of("mine", _ => new Verdicts(), (Verdicts system, int op) => op);
        Explorer.Explore(protocol, [[1]]);

        // Assert is in an assembly of somebody else.
        Protocol<Assert, int, int> other = Protocol.Of("mine", Assert (_) => null!, (Assert system, int op) => op);
        Assert.Equal(
            "design mine is in xunit.v3.assert, whose accesses to fields are not seen; "
            + "import build/Library.props in its project (docs/library.md)",
            Refusal(other));
    }

    [Fact]
    public void AStaticFieldThatIsWrittenIsRefused()
    {
        Protocol<object, int, int> protocol =
            Protocol.Of("mine", _ => new object(), (object system, int op) => Interlocked.Increment(ref _calls));
        string message = Refusal(protocol);
        Assert.StartsWith(
            "design mine uses the static field RefusalTests._calls in ", message, StringComparison.Ordinal);
        Assert.EndsWith(
            "make it a part of the system: what is static outlives a run", message, StringComparison.Ordinal);

        Protocol<object, int, int> reads = Protocol.Of("mine", _ => new object(), (object system, int op) => _calls);
        Assert.Equal(["A=0"], Explorer.Explore(reads, [[1]]).Outcomes);
    }

    private static int _calls;

    private static string Refusal<TSystem>(Protocol<TSystem, int, int> protocol) =>
        Assert.Throws<UncontrolledDesignException>(() => Explorer.Explore(protocol, [[1], [2]])).Message;

    private sealed class Verdicts
    {
        private int _count;

        public int Count() => Interlocked.Increment(ref _count);
    }
}
