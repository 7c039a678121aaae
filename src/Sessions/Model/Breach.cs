using System.Numerics;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <summary>Which kind of rule a state breaks, most telling first.</summary>
internal enum BreachKind
{
    /// <summary>An invariant, in a state.</summary>
    State,

    /// <summary>No transition leads out.</summary>
    Deadlock,

    /// <summary>An invariant, by a transition.</summary>
    Transition,
}

/// <summary>A broken rule.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="Kind">How.</param>
/// <param name="Invariant">The invariant; null for a deadlock.</param>
/// <param name="State">Where.</param>
/// <param name="Move">The transition that breaks it.</param>
/// <param name="Next">Where that leads.</param>
internal readonly record struct Breach<T>(
    BreachKind Kind, Invariant? Invariant, T State, Move Move = default, T Next = default)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private (BreachKind, int, T, int, int, T) Key =>
        (Kind, RankOf(Invariant), State, Move.Kind, Move.Argument, Next);

    /// <summary>An order of all breaches, the same whoever finds them in which order.</summary>
    public bool IsBefore(Breach<T> other) => Key.CompareTo(other.Key) < 0;

    /// <summary>The invariant's place in the order in which invariants are checked.</summary>
    private static int RankOf(Invariant? invariant) => Invariants.All.TakeWhile(each => each != invariant).Count();
}
