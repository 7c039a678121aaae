using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Traces;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>The order of locks is judged even where nothing waits, with both places; what is in order passes.</summary>
public class LockOrderTests
{
    private const string Create = "thread create a\nthread create b";
    private const string BothOrders = "thread create a; serialize";

    [Theory]
    [InlineData("inner", "outer", false, "inner (create b by B, step 2) -> outer (create b by B, step 3): documented is outer -> inner")]
    [InlineData("one", "one", false, "one (create b by B, step 2) -> one (create b by B, step 3): both are of the class one, which has no order in itself")]
    [InlineData("one", "one", true, "one (create b by B, step 2) -> one (create b by B, step 3): the thread waits for itself")]
    [InlineData("outer", "inner", false, null)]
    [InlineData("inner", "undocumented", false, null)]
    public void AnAcquireThatIsOutOfOrderIsAViolationThatReplays(string first, string second, bool same, string? message)
    {
        var design = new Design("nests", "Two locks.", platform => new NestsLocks(platform, first, second, same))
        {
            LockHierarchy = ["outer", "inner"],
        };
        Proof proof = Prove(design, $"{Create}\nexpect nests: {(message is null ? "pass" : Checks.LockOrder)}");
        Assert.Equal(Verdict.Pass, proof.AgainstExpectation);
        Assert.Equal(message is null ? Verdict.Pass : Verdict.Violation, proof.Verdict);
        if (message is not null)
        {
            ShortestFinding finding = Assert.Single(proof.Shortest);
            Assert.Equal((Checks.LockOrder, true), (finding.Finding.Violation.Check, finding.Replays));
            Assert.Equal(message.Replace("create b by B", "create a by A", StringComparison.Ordinal), finding.Finding.Violation.Message);
            Assert.EndsWith(" !", finding.Finding.Steps[^1].Text, StringComparison.Ordinal);
            Assert.Equal(Verdict.Violation, Prove(design, Create).AgainstExpectation);
        }
    }

    [Fact]
    public void AThreadThatWaitsForWhatItQuiescedIsToldSo()
    {
        Proof proof = Prove(Design.Hardened, "thread quiesce; serialize");
        Assert.Equal(
            "gate (quiesce by A, step 2) -> gate (serialize by A, step 7): the thread waits for itself",
            Assert.Single(proof.Shortest).Finding.Violation.Message);
        Assert.True(proof.Shortest[0].Replays);
    }

    /// <summary>No deadlock happens in one thread; the cycle is there all the same, and each order has its schedule.</summary>
    [Fact]
    public void LocksInBothOrdersAreACycleThoughNoDeadlockHappens()
    {
        Design design = SeededBugs.All.First(each => each.Rule == Checks.Deadlock).Design;
        Proof proof = Prove(design, $"{BothOrders}\nexpect {design.Name}: {Checks.LockOrder}");
        Assert.Equal("one -> two in create, two -> one in serialize", Assert.Single(proof.Report.LockCycles).ToString());
        Assert.Equal((Verdict.Violation, Verdict.Pass), (proof.Verdict, proof.AgainstExpectation));
        Assert.Empty(proof.Shortest);
        Assert.Equal(
            ["one (create a by A, step 2) -> two (create a by A, step 3)", "two (serialize by A, step 12) -> one (serialize by A, step 13)"],
            proof.Orders.Select(order => order.Finding.Violation.Message));
        Assert.All(proof.Orders, order => Assert.True(order.Replays));
        Assert.Equal(Verdict.Violation, Prove(design, BothOrders).AgainstExpectation);
        Assert.Equal(Verdict.Pass, Prove(Design.Hardened, BothOrders).AgainstExpectation);
    }

    [Fact]
    public void EachOrderOfACycleIsShrunkAsThatOrder()
    {
        Design design = SeededBugs.All.First(each => each.Rule == Checks.Deadlock).Design;
        Proof proof = Prove(design, "thread create a; create b; serialize");
        Trace[] shrunk =
        [
            .. proof.Orders.Select(order => TraceShrinker.Shrink(
                Trace.Of(proof.Scenario, design.Name, order.Finding, 0), design, order.Finding, 1_000).Trace),
        ];

        Assert.Equal(
            ["one (create a by A, step 2) -> two (create a by A, step 3)", "two (serialize by A, step 12) -> one (serialize by A, step 13)"],
            shrunk.Select(trace => trace.Violation.Message));
        Assert.All(shrunk, trace => Assert.Equal(2, ProgramLength.Operations(trace.Scenario)));
        Assert.All(shrunk, trace => Assert.True(Replayer.Replay(trace, design).Reproduces(trace)));
        Assert.False(shrunk[0].Violation.IsLike(shrunk[1].Violation));
    }

    [Fact]
    public void ADeadlockIsFoundBesideItsCycle()
    {
        Design design = SeededBugs.All.First(each => each.Rule == Checks.Deadlock).Design;
        Proof proof = Prove(design, $"thread create a\nthread serialize\nexpect {design.Name}: deadlock, lock-order");
        Assert.Equal((Verdict.Violation, Verdict.Pass), (proof.Verdict, proof.AgainstExpectation));
        Assert.Equal((Checks.Deadlock, true), (Assert.Single(proof.Shortest).Finding.Violation.Check, proof.Shortest[0].Replays));
        Assert.Equal(Verdict.Pass, Prove(Design.Hardened, "thread create a\nthread serialize").AgainstExpectation);
    }

    [Fact]
    public void ATraceOfAnOrderDoesNotReplayOnADesignWithoutIt()
    {
        Design design = SeededBugs.All.First(each => each.Rule == Checks.Deadlock).Design;
        Proof proof = Prove(design, BothOrders);
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(proof.Scenario, proof.Design.Name, proof.Orders[0].Finding, 0)), "trace");
        Assert.True(Replayer.Replay(trace, design).Reproduces(trace));
        Assert.NotNull(Replayer.Replay(trace, Design.Hardened).Divergence);
    }

    /// <summary>The hierarchy that the design documents is the one that its locks are taken in, in every scenario.</summary>
    [Fact]
    public void TheHardenedDesignNestsOnlyLocksOfItsHierarchy()
    {
        IEnumerable<string> nested = Catalogue.All.SelectMany(scenario => Explorer.Explore(scenario, Design.Hardened, new ExploreOptions { MaxExecutions = 200 }).LockOrder)
            .Select(edge => $"{edge.Outer.Lock.Class} -> {edge.Inner.Lock.Class}");
        Assert.Equal(["gate -> lists", "once -> lists"], nested.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["gate", "once", "lists"], Design.Hardened.LockHierarchy);
    }

    private static Proof Prove(Design design, string threads) =>
        Prover.Prove(ScenarioText.Parse($"scenario test\nsummary A test.\n{threads}\n", "test"), design, new ExploreOptions { MaxExecutions = 10_000 });
}
