using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;
using Interlocked = System.Threading.Interlocked;
using Volatile = System.Threading.Volatile;

namespace LuoVerified.Protocols.Tests;

/// <summary>What a protocol and its programs may be, and what reports and traces of them look like.</summary>
public class ProtocolTests
{
    private static readonly Protocol<ICounter, string, int> Torn = Protocol.Of(
        "counter",
        ICounter (_) => new TornCounter(),
        (ICounter counter, string op) => op == "get" ? counter.Get() : counter.Increment(),
        Specification.Of(0, (int value, string op) => op == "get" ? (value, value) : (value + 1, value + 1)));

    [Fact]
    public void AReportIsAPictureOfWhatWasFound() => Assert.Equal(
        """
        violation: 6 executions, every schedule covered
        outcomes:
          A=1 B=2
          A=2 B=1
          linearizable

        step A                             B
           1 inc
           2   acquire-write lock(Object)
           3   release-write lock(Object)
           4                               inc
           5                                 acquire-write lock(Object)
           6                                 release-write lock(Object)
           7                                 acquire-write lock(Object)
           8                                 release-write lock(Object)
           9                               = 1
          10   acquire-write lock(Object)
          11   release-write lock(Object)
          12 = 1

             linearizable: no order explains the answers of all 2 calls; after 1 of them, A: inc must answer 2, answered 1

        calls, time from left to right: [ call, ] return, > cut off
            1 A inc -> 1  [=====]
            2 B inc -> 1    [=]

        longest partial linearization, 1 of 2 calls
            2 B inc -> 1
             leads to 1

        no call that could be next fits
            1 A inc -> 1: must answer 2, answered 1

        """.ReplaceLineEndings("\n"),
        Explorer.Explore(Torn, [["inc"], ["inc"]]).ToString());

    [Fact]
    public void WhatTheSetUpDoesComesBeforeTheThreads()
    {
        ExploreReport report = Explorer.Explore(Torn.Program([["get"], ["get"]], setUp: ["inc", "inc"]));
        Assert.Equal(["A=2 B=2"], report.Outcomes);
        Assert.Equal(Verdict.Pass, report.Verdict);
    }

    [Fact]
    public void ATraceOfAnotherProgramIsRefused()
    {
        Subject subject = Torn.Program([["inc"], ["inc"]]);
        string text = TraceText.Format(Trace.Of(subject, Explorer.Explore(subject).Findings[0]));

        FormatException another = Assert.Throws<FormatException>(
            () => TraceText.Parse(text, "t", Torn.Program([["inc"], ["get"]])));
        Assert.Matches("^t:[0-9]+: this is another program than counter at hand$", another.Message);
        string other = text.Replace("design counter", "design other", StringComparison.Ordinal);
        FormatException renamed = Assert.Throws<FormatException>(() => TraceText.Parse(other, "t", subject));
        Assert.Equal("t:2: the design is other, not counter", renamed.Message);
    }

    [Fact]
    public void ATraceDoesNotReplayOnCodeThatWasRepaired()
    {
        Subject subject = Torn.Program([["inc"], ["inc"]]);
        Trace trace = Trace.Of(subject, Explorer.Explore(subject).Findings[0]);
        Subject repaired = Protocol.Of(
            "counter", ICounter (_) => new LockedCounter(), (ICounter counter, string op) => counter.Increment())
            .Program([["inc"], ["inc"]]);

        ReplayResult replay = Replayer.Replay(trace, repaired);
        Assert.False(replay.Reproduces(trace));
        Assert.StartsWith(
            "step 7: recorded was 'B acquire-write lock(Object)'", replay.Divergence, StringComparison.Ordinal);
    }

    [Fact]
    public void InAReplayOneThreadAtATimeRunsBeforeTheFirstStepToo()
    {
        var overlap = new Overlap();
        Subject subject = Protocol.Of("counter", _ => new TornCounter(), (TornCounter counter, int op) =>
        {
            overlap.Look();
            return counter.Increment();
        }).WithInvariant("never-one", counter => counter.Value != 1).Program([[1], [1], [1]]);

        Trace trace = Trace.Of(subject, Explorer.Explore(subject).Findings[0]);
        for (int i = 0; i < 20; i++)
        {
            ReplayResult replay = Replayer.Replay(trace, subject);
            Assert.True(replay.Reproduces(trace), replay.Divergence);
        }

        Assert.False(overlap.WasSeen);
    }

    [Fact]
    public void TheSameSubjectMayBeExploredByOneOrSeveralWorkers()
    {
        Subject subject = Torn.Program([["inc"], ["inc", "get"], ["get"]]);
        using var several = new Explorer(subject, workers: 2);
        ExploreReport one = Explorer.Explore(subject);
        Assert.Equal(one.ToString(), several.Explore(new ExploreOptions()).ToString());
        Assert.Equal(one.ToString(), several.Explore(new ExploreOptions()).ToString());
    }

    [Fact]
    public void TheShortestScheduleOfAFindingReplays()
    {
        using var explorer = new Explorer(Torn.Program([["inc", "get"], ["inc"], ["get"]]));
        ExploreReport report = explorer.Explore(new ExploreOptions());
        ShortestFinding shortest = ShortestSchedule.Find(explorer, report.Findings[0], new ExploreOptions());
        Assert.Equal((3, true, true), (shortest.Switches, shortest.IsMinimal, shortest.Replays));
    }

    [Fact]
    public void NamesAndNumbersAreChecked()
    {
        Assert.Throws<ArgumentException>(() => Torn.Program([]));
        Assert.Throws<ArgumentException>(() => Torn.Program([[], [], [], [], []]));
        Assert.Throws<ArgumentException>(() => Torn.WithInvariant("two words", _ => true));
        Assert.Throws<ArgumentException>(() => Torn.WithInvariant("", _ => true));
        Assert.Throws<ArgumentException>(() => Torn.WithInvariant(Checks.Deadlock, _ => true));
        Assert.Throws<ArgumentException>(() => Torn.WithInvariant("a", _ => true).WithInvariant("a", _ => true));
        Assert.Throws<ArgumentException>(() => Protocol.Of("a b", _ => 1, (int system, int op) => op));
        Protocol<ICounter, string, int> many =
            Enumerable.Range(0, 30).Aggregate(Torn, (protocol, i) => protocol.WithInvariant($"rule-{i}", _ => true));
        Assert.Throws<ArgumentException>(() => many.WithInvariant("one-more", _ => true));
        Assert.Equal(Verdict.Pass, Explorer.Explore(many, [["inc"]]).Verdict);
    }

    [Fact]
    public void APartOfTheStateHasEquality()
    {
        Protocol<List<int>, int, int> list = Protocol
            .Of("list", _ => new List<int>(), (List<int> system, int op) => op)
            .WithInvariant("is-empty", system => system, items => items.Count == 0);
        UnusableProgramException refused =
            Assert.Throws<UnusableProgramException>(() => Explorer.Explore(list, [[1]]));
        Assert.StartsWith("invariant is-empty looks at a List", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASetUpThatWaitsForEverIsRefused()
    {
        Protocol<DomainCounter, string, int> counter = Protocol.Of(
            "counter",
            domain =>
            {
                domain.NewMutex("gate").Lock();
                return new DomainCounter(domain);
            },
            (DomainCounter system, string op) => system.Get());
        Assert.Equal(Verdict.Pass, Explorer.Explore(counter, [["get"]]).Verdict);

        Protocol<object, string, int> gate = Protocol.Of(
            "gate",
            domain =>
            {
                DomainMutex held = domain.NewMutex("gate");
                held.Lock();
                held.Lock();
                return new object();
            },
            (object system, string op) => 0);
        Assert.Equal(
            "protocol gate: the set-up waits for ever: the constructor needs gate",
            Assert.Throws<UnusableProgramException>(() => Explorer.Explore(gate, [["x"]])).Message);
    }

    /// <summary>Sees whether two threads are in one place at a time.</summary>
    [Unwatched]
    private sealed class Overlap
    {
        private int _inside;

        public bool WasSeen { get; private set; }

        public void Look()
        {
            WasSeen |= Interlocked.Increment(ref _inside) > 1;
            for (int i = 0; i < 1_000_000 && Volatile.Read(ref _inside) == 1; i++)
            {
            }

            Interlocked.Decrement(ref _inside);
        }
    }
}
