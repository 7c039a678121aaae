using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests;

/// <summary>The invariants of a run: the runs of the specification keep them, and each of them bites.</summary>
public class SpecificationMonitorTests
{
    private static readonly SessionView Empty = SessionView.Of(SessionSpec.ColdBoot(3));

    private readonly SpecificationMonitor _monitor = new();

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void NoRunOfTheSpecificationBreaksAnInvariant(RandomProgram program)
    {
        var monitor = new SpecificationMonitor();
        foreach (SpecStep step in SpecRun.Of(program).Where(step => step.Result is not null))
        {
            monitor.Called(step.Action);
            Assert.Null(step.Action.Kind == ActionKind.Jump
                ? monitor.Jumped(step.Before.Frozen, SessionView.Of(step.Before))
                : monitor.Returned(step.Action, step.Result!.Value.Outcome, SessionView.Of(step.After)));
        }
    }

    [Fact]
    public void AStateThatBreaksAnInvariantIsReported() => AssertBroken(
        Invariants.CountMatches, Returned(ActionKind.Serialize, Outcome.Ok, Empty with { OutgoingCount = 1 }));

    [Fact]
    public void AStateIsCheckedAfterAFailedOperationToo() => AssertBroken(
        Invariants.CountMatches, Returned(ActionKind.Serialize, Outcome.Of(Errno.EBUSY), Empty with { OutgoingCount = 1 }));

    [Fact]
    public void ACreatedSessionUnderAnotherNameIsReported() => AssertBroken(
        Invariants.NamesIntact, Returned(ActionKind.Create, Outcome.Ok, Outgoing("v"), "vm", handle: 1));

    [Fact]
    public void ACreateThatFailedNeedsNoSession() =>
        Assert.Null(Returned(ActionKind.Create, Outcome.Of(Errno.ENOMEM), Empty, "vm", handle: 1));

    [Fact]
    public void ASessionThatIsHandedOutTwiceIsReported()
    {
        Assert.Null(Returned(ActionKind.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 1));
        AssertBroken(Invariants.HandedOutOnce, Returned(ActionKind.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 2));
    }

    [Fact]
    public void ASessionThatIsHandedOutInEachOfTwoKernelsIsNotReported()
    {
        Returned(ActionKind.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 1);
        Assert.Null(_monitor.Jumped(afterSerialize: true, Empty));
        Assert.Null(Returned(ActionKind.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 1));
    }

    [Fact]
    public void ADeserializeThatAnswersDifferentlyIsReported()
    {
        Assert.False(_monitor.DeserializeReturned, "it has not been called");
        Assert.Null(Returned(ActionKind.Deserialize, Outcome.Of(Errno.ENOMEM), Empty));
        Assert.True(_monitor.DeserializeReturned, "it has returned");
        AssertBroken(Invariants.DeserializeOnce, Returned(ActionKind.Deserialize, Outcome.Ok, Empty));
    }

    [Fact]
    public void ADeserializeInTheNextKernelMayAnswerDifferently()
    {
        Returned(ActionKind.Deserialize, Outcome.Of(Errno.ENOMEM), Empty);
        _monitor.Jumped(afterSerialize: true, Empty);
        Assert.False(_monitor.DeserializeReturned, "it has not been called in this kernel");
        Assert.Null(Returned(ActionKind.Deserialize, Outcome.Ok, Empty));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a b c")]
    [InlineData("b a")]
    public void AnImageThatIsNotWhatLivesIsReportedAtTheJumpAfterSerialize(string image)
    {
        SessionView view = Outgoing("a", "b") with { Image = Names(image) };
        AssertBroken(Invariants.NothingLost, _monitor.Jumped(afterSerialize: true, view));
        Assert.Null(_monitor.Jumped(afterSerialize: false, view));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b a")]
    [InlineData("a b c")]
    [InlineData("")]
    public void ADeserializeThatShowsOtherSessionsThanWereHandedOverIsReported(string visible)
    {
        HandOver("a", "b");
        AssertBroken(Invariants.NothingLost, Returned(ActionKind.Deserialize, Outcome.Ok, Incoming(visible.Split(' '))));
    }

    [Fact]
    public void ADeserializeThatShowsWhatWasHandedOverIsNotReported()
    {
        HandOver("a", "b");
        Assert.Null(Returned(ActionKind.Deserialize, Outcome.Ok, Incoming("a", "b")));
    }

    [Fact]
    public void ADeserializeThatFailedNeedNotShowAnything()
    {
        HandOver("a");
        Assert.Null(Returned(ActionKind.Deserialize, Outcome.Of(Errno.ENOMEM), Empty));
    }

    [Fact]
    public void ASessionThatIsRetrievedAndBeingClosedMayBeGone()
    {
        HandOver("a", "b");
        Returned(ActionKind.Deserialize, Outcome.Ok, Incoming("a", "b"));
        Returned(ActionKind.Retrieve, Outcome.Ok, Incoming("a", "b"), "a", handle: 1);
        _monitor.Called(new SpecAction(ActionKind.Close, Handle: 1));
        Assert.Null(Returned(ActionKind.Deserialize, Outcome.Ok, Incoming("b")));
        Assert.Null(Returned(ActionKind.Deserialize, Outcome.Ok, Incoming("a", "b")));
    }

    [Fact]
    public void ClosingACreatedSessionDoesNotExcuseTheLossOfAnIncomingOneOfThatName()
    {
        HandOver("a");
        Returned(ActionKind.Create, Outcome.Ok, Outgoing("a"), "a", handle: 1);
        _monitor.Called(new SpecAction(ActionKind.Close, Handle: 1));
        AssertBroken(Invariants.NothingLost, Returned(ActionKind.Deserialize, Outcome.Ok, Empty));
    }

    private static void AssertBroken(Invariant invariant, InvariantViolation? violation) =>
        Assert.Equal(invariant.Name, violation?.Invariant.Name);

    private static ByteString[] Names(string names) =>
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ByteString.FromUtf8)];

    private static ViewedSession[] Sessions(string[] names) =>
        [.. Names(string.Join(' ', names)).Select(name => new ViewedSession(name, Retrieved: false))];

    private static SessionView Outgoing(params string[] names) =>
        Empty with { Outgoing = Sessions(names), OutgoingCount = Sessions(names).Length };

    private static SessionView Incoming(params string[] names) =>
        Empty with { Incoming = Sessions(names), IncomingCount = Sessions(names).Length };

    private void HandOver(params string[] names) => Assert.Null(
        _monitor.Jumped(afterSerialize: true, Outgoing(names) with { Image = Names(string.Join(' ', names)) }));

    private InvariantViolation? Returned(
        ActionKind kind, Outcome outcome, SessionView view, string name = "", int handle = 0) =>
        _monitor.Returned(new SpecAction(kind, ByteString.FromUtf8(name), handle), outcome, view);
}
