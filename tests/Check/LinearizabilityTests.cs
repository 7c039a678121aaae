using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests;

/// <summary>The search for an order of the calls.</summary>
public class LinearizabilityTests
{
    private static readonly SpecState Empty = SessionSpec.ColdBoot(2);

    [Fact]
    public void AnEmptyHistoryIsExplained() => Assert.Null(LinearizabilityChecker.Explain([], Empty));

    [Fact]
    public void OverlappingCallsMayTakeEffectInEitherOrder()
    {
        Assert.Null(LinearizabilityChecker.Explain([Create("a", 1, 0, 2, Errno.Ok), Create("a", 2, 1, 3, Errno.EEXIST)], Empty));
        Assert.Null(LinearizabilityChecker.Explain([Create("a", 1, 0, 2, Errno.EEXIST), Create("a", 2, 1, 3, Errno.Ok)], Empty));
    }

    [Fact]
    public void CallsThatDoNotOverlapKeepTheirOrder()
    {
        Assert.Null(LinearizabilityChecker.Explain([Create("a", 1, 0, 1, Errno.Ok), Create("a", 2, 2, 3, Errno.EEXIST)], Empty));
        string? reason = LinearizabilityChecker.Explain([Create("a", 1, 0, 1, Errno.EEXIST), Create("a", 2, 2, 3, Errno.Ok)], Empty);
        Assert.Equal(
            "no order of the calls explains [A: create a -> -EEXIST; A: create a -> ok]; after [] A: create a must answer ok, answered -EEXIST",
            reason);
    }

    [Fact]
    public void TwoWinnersAreNotExplained() => Assert.NotNull(LinearizabilityChecker.Explain(
        [Create("a", 1, 0, 2, Errno.Ok), Create("a", 2, 1, 3, Errno.Ok)], Empty));

    [Fact]
    public void ACallThatWasCutOffMayHaveHappenedOrNot()
    {
        Call cut = Create("a", 1, 0, null, Errno.Ok);
        Assert.Null(LinearizabilityChecker.Explain([cut, Create("a", 2, 1, 2, Errno.EEXIST)], Empty));
        Assert.Null(LinearizabilityChecker.Explain([cut, Create("a", 2, 1, 2, Errno.Ok)], Empty));
        Assert.NotNull(LinearizabilityChecker.Explain([cut, Create("a", 2, 1, 2, Errno.ENOMEM)], Empty));
    }

    [Fact]
    public void ACallThatWouldHaveToWaitMustComeLater()
    {
        Call quiesce = Made(new SpecAction(ActionKind.Quiesce, Thread: 0), 0, 1, Outcome.True);
        Call resume = Made(new SpecAction(ActionKind.Resume, Thread: 0), 3, 5, Outcome.Ok);
        Assert.Null(LinearizabilityChecker.Explain([quiesce, Create("a", 1, 2, 6, Errno.Ok), resume], Empty));
        string? reason = LinearizabilityChecker.Explain([quiesce, Create("a", 1, 2, 3, Errno.Ok)], Empty);
        Assert.EndsWith("A: create a must wait, answered ok", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusedRequestExplainsItsErrorAndOnlyThat()
    {
        var action = new SpecAction(ActionKind.Create, ByteString.FromUtf8("a"), 1, 0, SpecFault.FileCreation);
        Assert.Null(LinearizabilityChecker.Explain([Made(action, 0, 1, Outcome.Of(Errno.ENFILE))], Empty));
        Assert.NotNull(LinearizabilityChecker.Explain([Made(action, 0, 1, Outcome.Ok)], Empty));
        Assert.NotNull(LinearizabilityChecker.Explain(
            [Made(action with { Fault = SpecFault.None }, 0, 1, Outcome.Of(Errno.ENFILE))], Empty));
    }

    [Fact]
    public void AHistoryThatIsTooLongIsAnErrorAndNotAPass() => Assert.Throws<InternalErrorException>(() =>
        LinearizabilityChecker.Explain(
            [.. Enumerable.Range(0, LinearizabilityChecker.MaxCalls + 1).Select(i => Create("a", i + 1, 2 * i, (2 * i) + 1, Errno.Ok))],
            Empty));

    /// <summary>The judge: tries every permutation that respects real time.</summary>
    [Fact]
    public void TheSearchAgreesWithTryingEveryOrder()
    {
        var random = new Random(7);
        int explained = 0;
        for (int trial = 0; trial < 3_000; trial++)
        {
            List<Call> history = RandomHistory(random);
            bool expected = SomeOrderFits(history, [], Empty);
            Assert.Equal(expected, LinearizabilityChecker.Explain(history, Empty) is null);
            explained += expected ? 1 : 0;
        }

        Assert.InRange(explained, 200, 2_800);
    }

    private static List<Call> RandomHistory(Random random)
    {
        int calls = random.Next(2, 6);
        List<(int Invoked, int Returned)> spans = [];
        for (int i = 0; i < calls; i++)
        {
            int from = random.Next(100);
            spans.Add((from * 10 + i, (from + random.Next(1, 60)) * 10 + i + 5));
        }

        Errno[] answers = [Errno.Ok, Errno.Ok, Errno.EEXIST, Errno.EBUSY, Errno.ENOMEM];
        return [.. spans.OrderBy(span => span.Invoked).Select((span, i) => random.Next(4) == 0
            ? Made(new SpecAction(ActionKind.Serialize), span.Invoked, span.Returned, Outcome.Of(answers[random.Next(3) + 1 == 3 ? 3 : 0]))
            : Create("abc"[random.Next(3)].ToString(), i + 1, span.Invoked, span.Returned, answers[random.Next(5)]))];
    }

    private static bool SomeOrderFits(List<Call> history, List<Call> done, SpecState state)
    {
        if (done.Count == history.Count)
        {
            return true;
        }

        List<Call> left = [.. history.Except(done)];
        return left.Any(call => left.All(other => other.Returned > call.Invoked)
            && SessionSpec.Apply(state, call.Action) is { } step
            && step.Outcome == call.Outcome
            && SomeOrderFits(history, [.. done, call], step.Next));
    }

    private static Call Create(string name, int handle, int invoked, int? returned, Errno answer) =>
        Made(new SpecAction(ActionKind.Create, ByteString.FromUtf8(name), handle), invoked, returned, Outcome.Of(answer));

    private static Call Made(SpecAction action, int invoked, int? returned, Outcome outcome) =>
        new()
        {
            Label = action.Kind == ActionKind.Create ? $"create {action.Name}" : action.Kind.ToString(),
            Thread = 0,
            Action = action,
            Invoked = invoked,
            Returned = returned,
            Outcome = outcome,
        };
}
