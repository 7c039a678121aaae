using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;
using static LuoVerified.Check.Tests.Linearizability.Histories;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>The search for an order of the calls, on histories made by hand.</summary>
public class LinearizabilityTests
{
    [Fact]
    public void AnEmptyHistoryIsLinearizable() => Passes();

    [Fact]
    public void OverlappingCallsMayTakeEffectInEitherOrder()
    {
        Passes(Create("a", 1, 0, 2, Errno.Ok), Create("a", 2, 1, 3, Errno.EEXIST));
        Passes(Create("a", 1, 0, 2, Errno.EEXIST), Create("a", 2, 1, 3, Errno.Ok));
    }

    [Fact]
    public void CallsThatDoNotOverlapKeepTheirOrder()
    {
        Passes(Create("a", 1, 0, 1, Errno.Ok), Create("a", 2, 2, 3, Errno.EEXIST));
        Assert.Equal(
            "no order explains the answers of all 2 calls; after 0 of them, A: create a must answer ok, answered -EEXIST",
            Fails(Create("a", 1, 0, 1, Errno.EEXIST), Create("a", 2, 2, 3, Errno.Ok)));
    }

    [Fact]
    public void TwoWinnersAreNotLinearizable() => Fails(Create("a", 1, 0, 2, Errno.Ok), Create("a", 2, 1, 3, Errno.Ok));

    [Fact]
    public void ACallThatWasCutOffMayHaveHappenedWithAnyAnswerOrNot()
    {
        SessionCall cut = Create("a", 1, 0, null, Errno.Ok);
        Passes(cut, Create("a", 2, 1, 2, Errno.EEXIST));
        Passes(cut, Create("a", 2, 1, 2, Errno.Ok));
        Fails(cut, Create("a", 2, 1, 2, Errno.ENOMEM));
        Passes(Create("a", 1, 0, 1, Errno.Ok), Create("a", 2, 2, null, Errno.Ok), Create("b", 3, 3, 4, Errno.Ok));
    }

    [Fact]
    public void ACallThatWasCutOffHappensInItsKernelOrNever()
    {
        var deserialize = new SpecAction(SessionOperation.Deserialize);
        var retrieve = new SpecAction(SessionOperation.Retrieve, ByteString.FromUtf8("a"), 9);
        SessionCall cut = Create("a", 1, 0, null, Errno.Ok, thread: 1);
        SessionCall serialize = Made(new SpecAction(SessionOperation.Serialize), 1, 2, Outcome.Ok);
        SessionCall jump = Made(new SpecAction(Jump.Instance), 3, 4, Outcome.Ok);
        SessionCall visible = Made(deserialize, 5, 6, Outcome.Ok, kernel: 1);
        Passes(cut, serialize, jump, visible, Made(retrieve, 7, 8, Outcome.Ok, kernel: 1));
        Passes(cut, serialize, jump, visible, Made(retrieve, 7, 8, Outcome.Of(Errno.ENOENT), kernel: 1));

        SessionCall create = Made(new SpecAction(SessionOperation.Create, ByteString.FromUtf8("a"), 3), 5, 6, Outcome.Of(Errno.EEXIST), kernel: 1);
        Assert.EndsWith("A: create a must answer ok, answered -EEXIST", Fails(cut, serialize, jump, create), StringComparison.Ordinal);
    }

    [Fact]
    public void ACallThatReturnsAfterTheJumpMustHaveHappenedBeforeIt()
    {
        SessionCall jump = Made(new SpecAction(Jump.Instance), 1, 2, Outcome.Ok);
        Passes(Create("a", 1, 0, 3, Errno.Ok, thread: 1), jump);
        Fails(Create("a", 1, 0, 3, Errno.EEXIST, thread: 1), jump);
    }

    [Fact]
    public void ACallThatWouldHaveToWaitMustComeLater()
    {
        SessionCall quiesce = Made(new SpecAction(SessionOperation.Quiesce, Thread: 0), 0, 1, Outcome.True);
        SessionCall resume = Made(new SpecAction(SessionOperation.Resume, Thread: 0), 3, 5, Outcome.Ok);
        Passes(quiesce, Create("a", 1, 2, 6, Errno.Ok), resume);
        Assert.EndsWith(
            "A: create a must wait, answered ok", Fails(quiesce, Create("a", 1, 2, 3, Errno.Ok)), StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusedRequestExplainsItsErrorAndOnlyThat()
    {
        var action = new SpecAction(SessionOperation.Create, ByteString.FromUtf8("a"), 1, 0, SpecFault.FileCreation);
        Passes(Made(action, 0, 1, Outcome.Of(Errno.ENFILE)));
        Fails(Made(action, 0, 1, Outcome.Ok));
        Fails(Made(action with { Fault = SpecFault.None }, 0, 1, Outcome.Of(Errno.ENFILE)));
    }

    [Fact]
    public void TheStatesAfterAJumpAreThoseOfEachOrder()
    {
        SessionCall cut = Create("b", 2, 2, null, Errno.Ok, thread: 1);
        SessionCall[] kernel =
        [
            Create("a", 1, 0, 1, Errno.Ok), cut, Made(new SpecAction(SessionOperation.Serialize), 3, 4, Outcome.Ok),
            Made(new SpecAction(Jump.Instance), 5, 6, Outcome.Ok),
        ];
        Assert.Equal(
            ["kernel 1: outgoing [] incoming [] waiting [a b]", "kernel 1: outgoing [] incoming [] waiting [a]"],
            Orders.StatesAfter(kernel, [Empty])!.Select(state => state.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(Orders.StatesAfter([Create("a", 1, 0, 1, Errno.EEXIST), kernel[^1]], [Empty])!);
    }

    [Fact]
    public void ABoundThatIsReachedIsInconclusiveAndNeverPass()
    {
        SessionCall[] history = Overlapping(8, contend: true);
        SpecState initial = SessionSpec.ColdBoot(100);
        LinearizabilityResult full = LinearizabilityChecker.Check(history, initial);
        Assert.Equal(Verdict.Pass, full.Verdict);
        LinearizabilityResult bounded = LinearizabilityChecker.Check(history, initial, bound: 5);
        Assert.Equal(Verdict.Inconclusive, bounded.Verdict);
        Assert.Equal("the order of 32 calls is not decided after 4 configurations", bounded.Message);
        SessionCall jump = Made(new SpecAction(Jump.Instance), 9_998, 9_999, Outcome.Ok);
        Assert.Null(Orders.StatesAfter([.. history, jump], [initial], bound: 5));
        Assert.Single(Orders.StatesAfter([.. history, jump], [initial])!);
    }

    /// <summary>Four threads with 32 creates each, of which four are pending at any time: of names of their own, or of one
    /// name each round, which the last to return gets.</summary>
    [Theory]
    [InlineData(false, 129)]
    [InlineData(true, 129)]
    public void ALongHistoryIsDecidedInAsManyConfigurationsAsItHasCalls(bool contend, int configurations)
    {
        LinearizabilityResult result = LinearizabilityChecker.Check(Overlapping(32, contend), SessionSpec.ColdBoot(1_000));
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.InRange(result.Configurations, 32, configurations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALongHistoryThatIsNotLinearizableIsDecidedWithinTenConfigurationsACall(bool contend)
    {
        SessionCall[] history = Overlapping(32, contend);
        history[^1].Outcome = Outcome.Of(Errno.EBUSY);
        LinearizabilityResult result = LinearizabilityChecker.Check(history, SessionSpec.ColdBoot(1_000));
        Assert.Equal(Verdict.Violation, result.Verdict);
        Assert.InRange(result.Configurations, 128, 1_280);
        Assert.All(result.Report.Split('\n').Where(line => line.Contains('[', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 100));
    }

    private static SessionCall[] Overlapping(int rounds, bool contend) =>
    [
        .. Enumerable.Range(0, 4 * rounds).Select(i => Create(
            contend ? $"round-{i / 4}" : $"session-{i}",
            i + 1,
            3 * i,
            (3 * i) + 11,
            contend && i % 4 != 3 ? Errno.EEXIST : Errno.Ok,
            thread: i % 4)),
    ];

    private static void Passes(params SessionCall[] history) => Assert.Equal(Verdict.Pass, LinearizabilityChecker.Check(history, Empty).Verdict);

    private static string Fails(params SessionCall[] history)
    {
        LinearizabilityResult result = LinearizabilityChecker.Check(history, Empty);
        Assert.Equal(Verdict.Violation, result.Verdict);
        Assert.DoesNotContain('\n', result.Message);
        return result.Message;
    }
}
