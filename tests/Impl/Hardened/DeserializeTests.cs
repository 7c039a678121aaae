using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>Deserialize happens once, and as a whole or not at all.</summary>
public class DeserializeTests
{
    private static readonly (BlockState, int)[] OwnPages = [(BlockState.Preserved, 1), (BlockState.Preserved, 16)];

    /// <summary>Name, count, entries, a part of the reason.</summary>
    public static TheoryData<ulong, string[], string> CorruptBlocks => new()
    {
        { 3, ["a", "b", "a"], "name a is that of entry 0" },
        { 2, ["a"], "name is empty" },
        { 1, [new string('x', 64)], "no NUL" },
        { Limits.SessionCapacity + 1, ["a"], "count 1024" },
        { ulong.MaxValue, ["a"], "count 18446744073709551615" },
    };

    [Fact]
    public void AfterAColdBootItAnswersOkEveryTime()
    {
        var bench = new Bench(Design.Hardened);
        bench.Unchanged(() => Assert.Equal(Errno.Ok, bench.Sessions.Deserialize()));
        bench.Unchanged(() => Assert.Equal(Errno.Ok, bench.Sessions.Deserialize()));
    }

    [Fact]
    public void TheSessionsBecomeVisibleInTheirOrderAndTheBlockIsGivenBack()
    {
        Bench bench = Handed("b", "a");
        Assert.True(bench.State.Waiting, "nothing waits");
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(["b", "a"], bench.Incoming);
        Assert.Equal(2, bench.State.IncomingCount);
        Assert.False(bench.State.Waiting, "still waiting");
        Assert.Empty(bench.State.DeserializeFailure);
        Assert.Equal(OwnPages, bench.Live());
    }

    [Fact]
    public void AnEmptyHandOverIsGivenBackToo()
    {
        Bench bench = Handed();
        Assert.False(bench.State.Waiting, "what waits?");
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(OwnPages, bench.Live());
    }

    [Fact]
    public void ASecondCallAnswersOkAndBringsNothingBack()
    {
        Bench bench = Handed("a");
        bench.Sessions.Deserialize();
        bench.Retrieved("a").Release();
        bench.Unchanged(() => Assert.Equal(Errno.Ok, bench.Sessions.Deserialize()));
    }

    [Fact]
    public void BetweenAnyTwoStepsAllSessionsAreVisibleOrNone()
    {
        SortedSet<int> seen = VisibleDuringDeserialize(Design.Hardened);
        Assert.Equal([0, 3], seen);
    }

    [Fact]
    public void AsPostedSomeSessionsAreVisibleBeforeTheOthers() =>
        Assert.Equal([0, 1, 2, 3], VisibleDuringDeserialize(Design.AsPosted));

    [Theory]
    [MemberData(nameof(CorruptBlocks))]
    public void ACorruptBlockAnswersEinvalAndMakesNothingVisible(ulong count, string[] entries, string reason)
    {
        Bench bench = Bench.HandedOver(Design.Hardened, count, entries);
        Assert.Equal(Errno.EINVAL, bench.Sessions.Deserialize());
        Assert.Empty(bench.Incoming);
        Assert.Contains(reason, bench.State.DeserializeFailure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CorruptBlocks))]
    public void AfterACorruptBlockEveryCallAnswersEinvalAndKeepsTheReason(ulong count, string[] entries, string reason)
    {
        Bench bench = Bench.HandedOver(Design.Hardened, count, entries);
        bench.Sessions.Deserialize();
        bench.Unchanged(() => Assert.Equal(Errno.EINVAL, bench.Sessions.Deserialize()));
        Assert.Contains(reason, bench.State.DeserializeFailure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CorruptBlocks))]
    public void ACorruptBlockLeaksNothing(ulong count, string[] entries, string reason)
    {
        Assert.NotEmpty(reason);
        Bench bench = Bench.HandedOver(Design.Hardened, count, entries);
        bench.Sessions.Deserialize();
        Assert.Equal(0, bench.LiveObjects);
        Assert.Equal(OwnPages, bench.Live());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ARefusedAllocationAnswersEnomemMakesNothingVisibleAndLeaksNothing(int request)
    {
        Bench bench = Handed("a", "b", "c");
        bench.Control.Refuse(FaultSites.SessionAllocation, request);
        Assert.Equal(Errno.ENOMEM, bench.Sessions.Deserialize());
        Assert.Empty(bench.Incoming);
        Assert.Equal(0, bench.LiveObjects);
        Assert.Equal(OwnPages, bench.Live());
        Assert.Equal($"no memory for session {"abc"[request - 1]}", bench.State.DeserializeFailure);
    }

    [Fact]
    public void AfterARefusedAllocationEveryCallAnswersEnomem()
    {
        Bench bench = Handed("a");
        bench.Control.Refuse(FaultSites.SessionAllocation);
        bench.Sessions.Deserialize();
        bench.Unchanged(() => Assert.Equal(Errno.ENOMEM, bench.Sessions.Deserialize()));
        Assert.Equal(Errno.ENOENT, bench.Retrieve("a"));
        Assert.False(bench.State.Waiting, "still waiting");
    }

    [Fact]
    public void TheBlockIsJudgedAsAWholeBeforeMemoryIsAskedFor()
    {
        Bench bench = Handed("a", "a");
        bench.Control.Refuse(FaultSites.SessionAllocation);
        Assert.Equal(Errno.EINVAL, bench.Sessions.Deserialize());
    }

    [Fact]
    public void WhatStandsBehindANulIsIgnored()
    {
        Bench bench = Handed("a\0rest");
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(["a"], bench.Incoming);
    }

    private static SortedSet<int> VisibleDuringDeserialize(Design design)
    {
        Bench bench = Bench.HandedOver(design, 3, "a", "b", "c");
        SortedSet<int> seen = [];
        bench.Control.Between = () => seen.Add(bench.Incoming.Length);
        bench.Sessions.Deserialize();
        seen.Add(bench.Incoming.Length);
        return seen;
    }

    private static Bench Handed(params string[] names) =>
        Bench.HandedOver(Design.Hardened, (ulong)names.Length, names);
}
