using FsCheck.Xunit;
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
