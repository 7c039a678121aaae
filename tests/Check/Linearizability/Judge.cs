using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>Tries every permutation of the calls: no memory, no order of events, nothing clever.</summary>
internal static class Judge
{
    /// <summary>Every state in which some order ends that holds all calls that returned, and of those that were cut off
    /// some or none; empty if the history is not linearizable.</summary>
    public static HashSet<SpecState> Ends(IReadOnlyList<SessionCall> history, IEnumerable<SpecState> initial)
    {
        HashSet<SpecState> ends = [];
        foreach (SpecState state in initial)
        {
            Try(history, state, ends);
        }

        return ends;
    }

    private static void Try(IReadOnlyList<SessionCall> left, SpecState state, HashSet<SpecState> ends)
    {
        if (left.All(call => call.Returned is null))
        {
            ends.Add(state);
        }

        foreach (SessionCall call in left)
        {
            bool mustWait = left.Any(other => other.Returned < call.Invoked);
            if (!mustWait && call.Epoch == (int)state.Number && SessionSpec.Apply(state, call.Action) is { } step
                && (call.Returned is null || step.Outcome == call.Outcome))
            {
                Try([.. left.Where(other => other != call)], step.Next, ends);
            }
        }
    }
}
