using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.AsPosted;

/// <summary><c>luo_session_deserialize</c> of the patch.</summary>
public class DeserializeTests
{
    private static readonly (BlockState, int)[] OwnPages = [(BlockState.Preserved, 1), (BlockState.Preserved, 16)];

    [Fact]
    public void AfterAColdBootItAnswersOkEveryTime()
    {
        var bench = new Bench(Design.AsPosted);
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Empty(bench.Incoming);
    }

    [Fact]
    public void TheSessionsBecomeVisibleInTheirOrderAndTheBlockIsGivenBack()
    {
        Bench bench = Handed("b", "a");
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(["b", "a"], bench.Incoming);
        Assert.Equal(2, bench.State.IncomingCount);
        Assert.Equal(OwnPages, bench.Live());
    }

    [Fact]
    public void ASecondCallAnswersOkAndDoesNothing()
    {
        Bench bench = Handed("a");
        bench.Sessions.Deserialize();
        bench.Unchanged(() => Assert.Equal(Errno.Ok, bench.Sessions.Deserialize()));
    }

    [Fact]
    public void ARefusedAllocationAnswersEnomemAndLeavesAPartialList()
    {
        Bench bench = Handed("a", "b", "c");
        bench.Control.Refuse(FaultSites.SessionAllocation, request: 3);
        Assert.Equal(Errno.ENOMEM, bench.Sessions.Deserialize());
        Assert.Equal(["a", "b"], bench.Incoming);
        Assert.Equal(2, bench.State.IncomingCount);
    }

    [Fact]
    public void AfterARefusedAllocationTheSecondCallAnswersOkOverThePartialList()
    {
        Bench bench = Handed("a", "b");
        bench.Control.Refuse(FaultSites.SessionAllocation, request: 2);
        bench.Sessions.Deserialize();
        bench.Unchanged(() => Assert.Equal(Errno.Ok, bench.Sessions.Deserialize()));
        Assert.Equal(["a"], bench.Incoming);
    }

    [Fact]
    public void AfterARefusedAllocationTheBlockIsLeaked()
    {
        Bench bench = Handed("a");
        bench.Control.Refuse(FaultSites.SessionAllocation);
        bench.Sessions.Deserialize();
        Assert.Contains((BlockState.HandedOver, 16), bench.Live());
    }

    [Fact]
    public void ADuplicateEntryIsFreedAndThenItsNameIsPrinted()
    {
        Bench bench = Handed("a", "b", "a");
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, () => bench.Sessions.Deserialize());
        Assert.Equal(["a", "b"], bench.Incoming);
    }

    [Fact]
    public void ACountBeyondTheBlockReadsOutOfBounds()
    {
        string[] names = [.. Enumerable.Range(0, Limits.SessionCapacity).Select(i => $"vm-{i}")];
        Bench bench = Bench.HandedOver(Design.AsPosted, Limits.SessionCapacity + 2, names);
        Bench.AssertViolation(RuntimeChecks.OutOfBounds, () => bench.Sessions.Deserialize());
    }

    /// <summary>The 56 bytes behind the last entry are zero and lie within the block; <c>strscpy</c> stops at the first.</summary>
    [Fact]
    public void ACountThatIsTooLargeByOneReadsAnEmptyNameBehindTheLastEntry()
    {
        string[] names = [.. Enumerable.Range(0, Limits.SessionCapacity).Select(i => $"vm-{i}")];
        Bench bench = Bench.HandedOver(Design.AsPosted, Limits.SessionCapacity + 1, names);
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal([.. names, ""], bench.Incoming);
    }

    [Fact]
    public void ACountWithZerosBehindItGivesAnEmptyNameAndThenADuplicate()
    {
        Assert.Equal(Errno.Ok, Bench.HandedOver(Design.AsPosted, 1).Sessions.Deserialize());
        Bench bench = Bench.HandedOver(Design.AsPosted, 2);
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, () => bench.Sessions.Deserialize());
    }

    [Fact]
    public void AnEntryWithoutNulIsCutAfter63Bytes()
    {
        Bench bench = Handed(new string('x', 64), "b");
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal([new string('x', 63), "b"], bench.Incoming);
    }

    [Fact]
    public void TheCapacityOfTheOutgoingListDoesNotBoundTheIncomingOne()
    {
        var bench = new Bench(Design.AsPosted, capacity: 1);
        bench.Block[0] = 2;
        bench.Block[SessionBlockLayout.EntryOffset(0)] = (byte)'a';
        bench.Block[SessionBlockLayout.EntryOffset(1)] = (byte)'b';
        bench.Machine.Jump();
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(["a", "b"], bench.Incoming);
    }

    [Fact]
    public void TheFailureIsNotGivenAReason()
    {
        Bench bench = Handed("a");
        bench.Control.Refuse(FaultSites.SessionAllocation);
        bench.Sessions.Deserialize();
        Assert.Empty(bench.State.DeserializeFailure);
    }

    private static Bench Handed(params string[] names) =>
        Bench.HandedOver(Design.AsPosted, (ulong)names.Length, names);
}
