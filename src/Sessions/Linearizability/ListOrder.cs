using System.Collections.Immutable;
using LuoVerified.Abi;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Linearizability;

/// <summary>Overlooks the order of the sessions in the lists of a state.</summary>
/// <remarks>No answer of the specification depends on that order: sessions are found by name or by handle, and both are
/// unique in their list. So states that differ in it alone have the same futures, and one of them stands for all. Without
/// this, n creates that overlap would lead to n! states.</remarks>
internal static class ListOrder
{
    /// <summary>The state that stands for a state and for all that differ from it in the order of their lists: the one whose
    /// lists are sorted by name.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The sorted state; <paramref name="state"/> itself where it is sorted.</returns>
    public static SpecState Sorted(SpecState state)
    {
        bool isSorted = IsSorted(state.Outgoing) && IsSorted(state.Incoming) && IsSorted(state.HandedOver) && IsSorted(state.Image);
        return isSorted ? state : state with
        {
            Outgoing = state.Outgoing.Sort((one, other) => one.Name.CompareTo(other.Name)),
            Incoming = state.Incoming.Sort((one, other) => one.Name.CompareTo(other.Name)),
            HandedOver = state.HandedOver.Sort(),
            Image = state.Image.Sort(),
        };
    }

    private static bool IsSorted(ImmutableArray<SpecSession> sessions)
    {
        for (int i = 1; i < sessions.Length; i++)
        {
            if (sessions[i - 1].Name > sessions[i].Name)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSorted(ImmutableArray<SessionName> names)
    {
        for (int i = 1; i < names.Length; i++)
        {
            if (names[i - 1] > names[i])
            {
                return false;
            }
        }

        return true;
    }
}
