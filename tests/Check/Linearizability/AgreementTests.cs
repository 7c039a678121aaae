using FsCheck.Xunit;
using LuoVerified.Check.Linearizability;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>The search against the judge, on random histories of at most seven calls.</summary>
public class AgreementTests
{
    [Property(MaxTest = 1_000, Arbitrary = [typeof(Histories)])]
    public void TheSearchAgreesWithTryingEveryOrder(RandomHistory history) =>
        Assert.Equal(Judged(history), LinearizabilityChecker.Check(history.Calls, Histories.Empty).Verdict);

    [Property(MaxTest = 1_000, Arbitrary = [typeof(Histories)])]
    public void KernelByKernelGivesTheSameAnswer(RandomHistory history)
    {
        IReadOnlyList<SpecState> states = [Histories.Empty];
        List<IGrouping<int, SessionCall>> kernels = [.. history.Calls.GroupBy(call => call.Epoch)];
        foreach (IGrouping<int, SessionCall> kernel in kernels.SkipLast(1))
        {
            IReadOnlyList<SpecState> after = Orders.StatesAfter([.. kernel], states)!;
            Assert.Equal(Judge.Ends([.. kernel], states).Select(ListOrder.Sorted).ToHashSet(), after.ToHashSet());
            states = after;
        }

        List<SessionCall> last = kernels.Count == 0 ? [] : [.. kernels[^1]];
        Assert.Equal(Judged(history), LinearizabilityChecker.Check(last, states).Verdict);
    }

    /// <summary>What makes states with other orders of their lists one.</summary>
    [Property(MaxTest = 1_000, Arbitrary = [typeof(Histories)])]
    public void NoAnswerDependsOnTheOrderOfAList(RandomHistory history)
    {
        SpecState state = SessionSpec.ColdBoot(4);
        foreach (SessionCall call in history.Calls)
        {
            SpecState reversed = state with
            {
                Outgoing = [.. state.Outgoing.Reverse()],
                Incoming = [.. state.Incoming.Reverse()],
                HandedOver = [.. state.HandedOver.Reverse()],
                Image = [.. state.Image.Reverse()],
            };
            (Outcome Outcome, SpecState Next)? step = SessionSpec.Apply(state, call.Action);
            (Outcome Outcome, SpecState Next)? other = SessionSpec.Apply(reversed, call.Action);
            Assert.Equal(step?.Outcome, other?.Outcome);
            if (step is not null)
            {
                Assert.Equal(ListOrder.Sorted(step.Value.Next), ListOrder.Sorted(other!.Value.Next));
                state = step.Value.Next;
            }
        }
    }

    [Fact]
    public void TheSampleHoldsManyOfEach()
    {
        IReadOnlyList<RandomHistory> sample = Histories.FixedSample(3_000);
        Assert.All(sample, history => Assert.Equal(Judged(history), LinearizabilityChecker.Check(history.Calls, Histories.Empty).Verdict));
        Assert.InRange(sample.Count(history => Judged(history) == Verdict.Pass), 500, 2_500);
        Assert.InRange(sample.Count(history => history.Calls.Any(call => call.Epoch > 0)), 500, 2_500);
        Assert.InRange(sample.Count(history => history.Calls.Any(call => call.Returned is null)), 500, 2_900);
        Assert.InRange(sample.Count(MattersWhetherCutOffCallsHappened), 30, 3_000);
        Assert.InRange(sample.Count(history => MostPending(history) >= 3), 500, 3_000);
    }

    private static Verdict Judged(RandomHistory history) =>
        Judge.Ends(history.Calls, [Histories.Empty]).Count > 0 ? Verdict.Pass : Verdict.Violation;

    private static bool MattersWhetherCutOffCallsHappened(RandomHistory history) => Judged(history) == Verdict.Pass
        && Judge.Ends([.. history.Calls.Where(call => call.Returned is not null)], [Histories.Empty]).Count == 0;

    private static int MostPending(RandomHistory history) => history.Calls.Max(call => history.Calls.Count(other =>
        other.Epoch == call.Epoch && other.Invoked <= call.Invoked && (other.Returned is null || other.Returned > call.Invoked)));
}
