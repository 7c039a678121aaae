using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Spec.Operations;
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
            var after = SessionView.Of(step.After);
            if (!SessionView.Of(step.Before).DifferenceFrom(after).HasFlag(ViewParts.Incoming) || step.Action.Operation != SessionOperation.Close)
            {
                Assert.Null(step.Action.Operation == Jump.Instance
                    ? monitor.Jumped(step.Before.Frozen, SessionView.Of(step.Before))
                    : monitor.Returned(step.Action, step.Result!.Value.Outcome, after));
            }
            else
            {
                monitor.Changed(step.Action, ViewParts.Incoming);
                Assert.Null(monitor.Returned(step.Action, step.Result!.Value.Outcome, after));
            }

            SessionView facts = monitor.WithFacts(after);
            Assert.Null(monitor.Lost(after));
            Assert.Equal(after.Quiesced, facts.Quiesced);
            Assert.True(after.Frozen || !facts.Frozen, "known to be frozen, and is not");
            Assert.True(after.Waiting || !facts.Waiting, "known to wait, and does not");
        }
    }

    [Fact]
    public void ACreatedSessionUnderAnotherNameIsReported() => AssertBroken(
        Invariants.NamesIntact, Returned(SessionOperation.Create, Outcome.Ok, Outgoing("v"), "vm", handle: 1));

    [Fact]
    public void ACreateThatFailedNeedsNoSession() =>
        Assert.Null(Returned(SessionOperation.Create, Outcome.Of(Errno.ENOMEM), Empty, "vm", handle: 1));

    [Fact]
    public void ASessionThatIsHandedOutTwiceIsReported()
    {
        Assert.Null(Returned(SessionOperation.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 1));
        AssertBroken(Invariants.HandedOutOnce, Returned(SessionOperation.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 2));
    }

    [Fact]
    public void ASessionThatIsHandedOutInEachOfTwoKernelsIsNotReported()
    {
        Returned(SessionOperation.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 1);
        Assert.Null(_monitor.Jumped(afterSerialize: true, Empty));
        Assert.Null(Returned(SessionOperation.Retrieve, Outcome.Ok, Incoming("vm"), "vm", handle: 1));
    }

    [Fact]
    public void ADeserializeThatAnswersDifferentlyIsReported()
    {
        Assert.False(_monitor.DeserializeReturned, "it has not been called");
        Assert.Null(Returned(SessionOperation.Deserialize, Outcome.Of(Errno.ENOMEM), Empty));
        Assert.True(_monitor.DeserializeReturned, "it has returned");
        AssertBroken(Invariants.DeserializeOnce, Returned(SessionOperation.Deserialize, Outcome.Ok, Empty));
    }

    [Fact]
    public void ADeserializeInTheNextKernelMayAnswerDifferently()
    {
        Returned(SessionOperation.Deserialize, Outcome.Of(Errno.ENOMEM), Empty);
        _monitor.Jumped(afterSerialize: true, Empty);
        Assert.False(_monitor.DeserializeReturned, "it has not been called in this kernel");
        Assert.Null(Returned(SessionOperation.Deserialize, Outcome.Ok, Empty));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a b c")]
    [InlineData("b a")]
    public void AnImageThatIsNotWhatLivesIsReportedAtTheJumpAfterSerialize(string image)
    {
        SessionView view = Outgoing("a", "b") with { Image = Names(image) };
        Serialize();
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
        Assert.Null(_monitor.Lost(Incoming(visible.Split(' '))));
        Assert.Null(Returned(SessionOperation.Deserialize, Outcome.Ok, Incoming(visible.Split(' '))));
        Assert.NotNull(_monitor.Lost(Incoming(visible.Split(' '))));
    }

    [Fact]
    public void ADeserializeThatShowsWhatWasHandedOverIsNotReported()
    {
        HandOver("a", "b");
        Assert.Null(Returned(SessionOperation.Deserialize, Outcome.Ok, Incoming("a", "b")));
        Assert.Null(_monitor.Lost(Incoming("a", "b")));
    }

    [Fact]
    public void ADeserializeThatFailedNeedNotShowAnything()
    {
        HandOver("a");
        Assert.Null(Returned(SessionOperation.Deserialize, Outcome.Of(Errno.ENOMEM), Empty));
        Assert.Null(_monitor.Lost(Empty));
    }

    [Fact]
    public void FrozenIsKnownFromTheReturnOfASerializeToTheCallOfAnAbort()
    {
        var serialize = new SpecAction(SessionOperation.Serialize);
        var abort = new SpecAction(SessionOperation.Abort, Thread: 1);
        _monitor.Called(serialize);
        Assert.False(_monitor.WithFacts(Empty).Frozen, "serialize has not answered");
        _monitor.Returned(serialize, Outcome.Ok, null);
        Assert.True(_monitor.WithFacts(Empty).Frozen, "serialize has answered ok");
        _monitor.Called(abort);
        Assert.False(_monitor.WithFacts(Empty).Frozen, "an abort may have taken effect");
        _monitor.Called(serialize);
        _monitor.Returned(serialize, Outcome.Ok, null);
        Assert.False(_monitor.WithFacts(Empty).Frozen, "the abort that overlaps may have come after");
    }

    [Fact]
    public void QuiescedIsKnownFromTheReturnOfAQuiesceToTheCallOfAResumeByItsThread()
    {
        var quiesce = new SpecAction(SessionOperation.Quiesce);
        _monitor.Called(quiesce);
        _monitor.Returned(quiesce, Outcome.True, null);
        Assert.True(_monitor.WithFacts(Empty).Quiesced, "quiesce has answered true");
        _monitor.Called(new SpecAction(SessionOperation.Resume, Thread: 1));
        Assert.True(_monitor.WithFacts(Empty).Quiesced, "another thread cannot resume");
        _monitor.Called(new SpecAction(SessionOperation.Resume));
        Assert.False(_monitor.WithFacts(Empty).Quiesced, "its own thread resumes");
    }

    [Fact]
    public void WaitingIsKnownUntilADeserializeIsCalled()
    {
        HandOver("a");
        Assert.True(_monitor.WithFacts(Empty).Waiting, "nobody has deserialized");
        _monitor.Called(new SpecAction(SessionOperation.Deserialize));
        Assert.False(_monitor.WithFacts(Empty).Waiting, "it may have taken effect");
    }

    [Fact]
    public void ASessionThatWasRetrievedAndClosedMustBeGone()
    {
        HandOver("a", "b");
        Returned(SessionOperation.Deserialize, Outcome.Ok, Incoming("a", "b"));
        Returned(SessionOperation.Retrieve, Outcome.Ok, Incoming("a", "b"), "a", handle: 1);
        Assert.Null(_monitor.Lost(Incoming("a", "b")));
        Assert.NotNull(_monitor.Lost(Incoming("b")));
        _monitor.Changed(new SpecAction(SessionOperation.Close, Handle: 1), ViewParts.Incoming);
        Assert.Null(_monitor.Lost(Incoming("b")));
        Assert.NotNull(_monitor.Lost(Incoming("a", "b")));
    }

    [Fact]
    public void ClosingACreatedSessionDoesNotExcuseTheLossOfAnIncomingOneOfThatName()
    {
        HandOver("a");
        Returned(SessionOperation.Create, Outcome.Ok, Outgoing("a"), "a", handle: 1);
        _monitor.Changed(new SpecAction(SessionOperation.Close, Handle: 1), ViewParts.Incoming);
        Assert.Null(Returned(SessionOperation.Deserialize, Outcome.Ok, Empty));
        Assert.NotNull(_monitor.Lost(Empty));
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

    private void Serialize()
    {
        _monitor.Called(new SpecAction(SessionOperation.Serialize));
        Assert.Null(Returned(SessionOperation.Serialize, Outcome.Ok, Empty));
    }

    private void HandOver(params string[] names) => Assert.Null(
        _monitor.Jumped(afterSerialize: true, Outgoing(names) with { Image = Names(string.Join(' ', names)) }));

    private InvariantViolation? Returned(
        SpecOperation kind, Outcome outcome, SessionView view, string name = "", int handle = 0) =>
        _monitor.Returned(new SpecAction(kind, ByteString.FromUtf8(name), handle), outcome, view);
}
