using System.Numerics;

namespace LuoVerified.Check.Model;

/// <summary>Which kind of rule a state breaks, most telling first.</summary>
internal enum BreachKind
{
    /// <summary>A rule about states.</summary>
    State,

    /// <summary>No transition leads out.</summary>
    Deadlock,

    /// <summary>A rule about transitions.</summary>
    Transition,
}

/// <summary>A broken rule.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="Kind">How.</param>
/// <param name="Rule">The number of the rule; less than 0 for a deadlock.</param>
/// <param name="State">Where.</param>
/// <param name="Move">The transition that breaks it.</param>
/// <param name="Next">Where that leads.</param>
internal readonly record struct Breach<T>(BreachKind Kind, int Rule, T State, Move Move = default, T Next = default)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private (BreachKind, int, T, int, int, T) Key => (Kind, Rule, State, Move.Kind, Move.Argument, Next);

    /// <summary>An order of all breaches, the same whoever finds them in which order.</summary>
    public bool IsBefore(Breach<T> other) => Key.CompareTo(other.Key) < 0;
}
