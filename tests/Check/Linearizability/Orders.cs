using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>Orders of calls and returns for the search over classes: each call and each return is a step of its own.</summary>
internal static class Orders
{
    /// <summary>The only order of calls and returns that a history shows.</summary>
    public static CallOrder Total(IReadOnlyList<Call> history)
    {
        int threads = history.Count == 0 ? 1 : 1 + history.Max(call => call.Thread);
        foreach (Call call in history)
        {
            (call.FirstStep, call.LastStep) = (call.Invoked, call.Returned ?? -1);
        }

        return new CallOrder(history, threads, (step, thread) => history.Where(call => call.Thread == thread)
            .Sum(call => (call.Invoked <= step ? 1 : 0) + (call.Returned <= step ? 1 : 0)));
    }

    /// <summary>Every state in which a history can end; empty if it is not linearizable, null if the bound was reached.</summary>
    public static IReadOnlyList<SpecState>? StatesAfter(
        IReadOnlyList<SessionCall> history, IReadOnlyList<SpecState> initial, long bound = LinearizabilityChecker.DefaultBound)
    {
        var sets = new StateSets<SpecState>();
        sets.Add([.. initial.Select(ListOrder.Sorted)]);
        var search = new ClassSearch<SpecState>(Total(history), SessionSpecification.Instance, bound);
        StateSets<SpecState>? ends = search.Walk(sets);
        return search.BoundReached ? null : ends is null ? [] : [.. ends.Sets.Single()];
    }
}
