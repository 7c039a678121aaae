using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>The search over every order of calls and returns that a class allows, against one judge for each such order.</summary>
public class ClassSearchTests
{
    /// <summary>The partial order is made of a history by forgetting some of what it orders.</summary>
    [Property(MaxTest = 1_000, Arbitrary = [typeof(Histories)])]
    public void TheSearchAgreesWithTryingEveryOrderThatTheClassAllows(RandomHistory random, ulong forgotten) => Agree(random, forgotten);

    [Fact]
    public void TheSampleHoldsManyOfEach()
    {
        var random = new Random(8);
        int classes = 0;
        int wrong = 0;
        int shownElsewhere = 0;
        int fitting = 0;
        foreach (RandomHistory history in Histories.FixedSample(2_000))
        {
            (int extensions, bool isRight, bool isRightAsItStands, bool fits) = Agree(history, (ulong)random.NextInt64());
            classes += extensions > 1 ? 1 : 0;
            wrong += isRight ? 0 : 1;
            shownElsewhere += !isRight && isRightAsItStands ? 1 : 0;
            fitting += extensions > 1 && fits ? 1 : 0;
        }

        Assert.InRange(classes, 300, 2_000);
        Assert.InRange(wrong, 300, 2_000);
        Assert.InRange(shownElsewhere, 20, 2_000);
        Assert.InRange(fitting, 20, 2_000);
    }

    /// <summary>From kernel to kernel only the sets go on that hold no other: against each order of the first kernel with each of
    /// the second.</summary>
    [Fact]
    public void WhatGoesOnIntoTheNextKernelExplainsJustWhatEveryOrderDoes()
    {
        var random = new Random(9);
        Dictionary<(bool HasSeveralSets, bool IsRight), int> seen = [];
        foreach (RandomHistory history in Histories.FixedSample(5_000).Concat(Enumerable.Range(0, 5_000).Select(ClosedWhileSerialized)))
        {
            if (AgreeAcrossAJump(history, (ulong)random.NextInt64()) is (int sets, bool isRight))
            {
                seen[(sets > 1, isRight)] = seen.GetValueOrDefault((sets > 1, isRight)) + 1;
            }
        }

        Assert.All([(false, true), (false, false), (true, true), (true, false)], kind => Assert.InRange(seen[kind], 80, 6_000));
    }

    /// <summary>A session that is closed while another thread serializes is in the image or not, and no answer tells: so two sets go on,
    /// of which none holds the other. The next kernel then asks for the session, or does not.</summary>
    private static RandomHistory ClosedWhileSerialized(int choice)
    {
        Errno answer = new[] { Errno.Ok, Errno.ENOENT }[choice / 2 % 2];
        ByteString name = ByteString.FromUtf8("a");
        SpecAction asks = choice % 2 == 0
            ? new SpecAction(SessionOperation.Retrieve, name, 3)
            : new SpecAction(SessionOperation.Create, ByteString.FromUtf8("b"), 3);
        return new RandomHistory(
        [
            Histories.Create("a", 1, 0, 1, Errno.Ok),
            Histories.Made(new SpecAction(SessionOperation.Close, name, 1), 2, 5, Outcome.Ok),
            Histories.Made(new SpecAction(SessionOperation.Serialize), 3, 4, Outcome.Ok, thread: 1),
            Histories.Made(new SpecAction(Jump.Instance), 6, 7, Outcome.Ok),
            Histories.Made(new SpecAction(SessionOperation.Deserialize), 8, 9, Outcome.Ok, kernel: 1),
            Histories.Made(asks, 10, 11, choice % 2 == 0 ? Outcome.Of(answer) : Outcome.Ok, kernel: 1),
        ]);
    }

    private static (int Sets, bool IsRight)? AgreeAcrossAJump(RandomHistory random, ulong forgotten)
    {
        var jump = random.Calls.FirstOrDefault(call => call is { Epoch: 0, Returned: not null } && call.Action.Operation == Jump.Instance);
        var first = new EventOrder([.. CallsOf(0).Take(4)], forgotten);
        var second = new EventOrder([.. CallsOf(1).Take(3)], forgotten >> 9);
        if (jump is null || !CallsOf(1).Any() || Walk(first, StateSets<SpecState>.Of(Histories.Empty)) is not { } ends)
        {
            return null;
        }

        var entered = new StateSets<SpecState>();
        foreach (IReadOnlySet<SpecState> set in ends.Sets)
        {
            entered.Add(AfterJump(set));
        }

        bool isExplained = entered.Sets.All(set => set.Count > 0) && Walk(second, entered) is not null;
        bool isRight = first.Extensions().All(before =>
        {
            HashSet<SpecState> states = AfterJump(Judge.Ends(before, [Histories.Empty]));
            return states.Count > 0 && second.Extensions().All(after => Judge.Ends(after, states).Count > 0);
        });
        Assert.Equal(isRight, isExplained);
        return (entered.Sets.Count, isRight);

        IEnumerable<SessionCall> CallsOf(int kernel) =>
            random.Calls.Where(call => call.Epoch == kernel && call.Action.Operation != Jump.Instance);

        HashSet<SpecState> AfterJump(IEnumerable<SpecState> states) =>
            [.. states.Select(state => SessionSpecification.Instance.After(state, jump)).OfType<SpecState>()];
    }

    private static StateSets<SpecState>? Walk(EventOrder order, StateSets<SpecState> from) =>
        new ClassSearch<SpecState>(order.Calls, SessionSpecification.Instance, LinearizabilityChecker.DefaultBound).Walk(from);

    private static (int Extensions, bool IsRight, bool IsRightAsItStands, bool Fits) Agree(RandomHistory random, ulong forgotten)
    {
        List<SessionCall> calls = [.. random.Calls.Where(call => call.Epoch == 0 && call.Action.Operation != Jump.Instance).Take(4)];
        var poset = new EventOrder(calls, forgotten);
        var search = new ClassSearch<SpecState>(poset.Calls, SessionSpecification.Instance, LinearizabilityChecker.DefaultBound);
        StateSets<SpecState>? ends = search.Walk(StateSets<SpecState>.Of(Histories.Empty));

        HashSet<HashSet<SpecState>> judged = [];
        int extensions = 0;
        foreach (IReadOnlyList<SessionCall> history in poset.Extensions())
        {
            extensions++;
            judged.Add([.. Judge.Ends(history, [Histories.Empty]).Select(ListOrder.Sorted)]);
        }

        bool isRight = judged.All(states => states.Count > 0);
        Assert.Equal(isRight, ends is not null);
        if (ends is not null)
        {
            // Each set that some order leads to holds one that was kept, and each that was kept comes from an order.
            Assert.All(judged, states => Assert.Contains(ends.Sets, states.IsSupersetOf));
            Assert.All(ends.Sets, kept => Assert.Contains(judged, states => states.SetEquals(kept)));
        }
        else
        {
            Assert.Empty(Judge.Ends(poset.History(search.Unexplained!), [Histories.Empty]));
        }

        return (extensions, isRight, Judge.Ends(calls, [Histories.Empty]).Count > 0, Fits(calls, poset));
    }

    /// <summary>A linearization that fits every schedule is one in each of them.</summary>
    private static bool Fits(List<SessionCall> calls, EventOrder poset)
    {
        var search = new JustInTimeSearch<SpecState>(ForcingReturn.Of(calls), SessionSpecification.Instance, LinearizabilityChecker.DefaultBound);
        if (search.Ends([Histories.Empty]).FirstOrDefault()?.Path() is not { } order || !CallOrder.FitsEverySchedule(order, poset.Tick))
        {
            return false;
        }

        foreach (IReadOnlyList<SessionCall> history in poset.Extensions())
        {
            List<int> places = [.. order.Select(call => call.Thread * 100 + Array.IndexOf(poset.Calls.ByThread[call.Thread], call))];
            List<SessionCall> copies = [.. places.Select(place => history.Where(call => call.Thread == place / 100).ElementAt(place % 100))];
            for (int i = 0; i < copies.Count; i++)
            {
                Assert.DoesNotContain(copies.Skip(i + 1), later => later.Returned < copies[i].Invoked);
            }
        }

        return true;
    }
}
