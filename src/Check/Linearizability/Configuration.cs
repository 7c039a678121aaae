using System.Numerics;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>How far a search has come on one way through a history; equal to another from which the same can follow.</summary>
/// <param name="position">How many returns are behind it.</param>
/// <param name="linearized">The slots of the calls that have taken effect and not returned.</param>
/// <param name="state">The state of the specification.</param>
/// <param name="previous">The configuration that it was reached from; null for one to start from.</param>
/// <param name="last">The call that took effect in between.</param>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed class Configuration<TState>(int position, ulong linearized, TState state, Configuration<TState>? previous, Call? last)
    : IEquatable<Configuration<TState>>
    where TState : IEquatable<TState>
{
    public int Position { get; } = position;

    public ulong Linearized { get; } = linearized;

    public TState State { get; } = state;

    /// <summary>How many calls have taken effect, those that an earlier jump cut off left out.</summary>
    public int Length => Position + BitOperations.PopCount(Linearized);

    /// <summary>The calls that led here, in the order in which they took effect.</summary>
    /// <returns>The calls.</returns>
    public IReadOnlyList<Call> Path()
    {
        List<Call> path = [];
        Configuration<TState>? at = this;
        while (at.Last is { } call)
        {
            path.Add(call);
            at = at.Previous!;
        }

        path.Reverse();
        return path;
    }

    public bool Equals(Configuration<TState>? other) => other is not null
        && Position == other.Position && Linearized == other.Linearized && State.Equals(other.State);

    public override bool Equals(object? obj) => Equals(obj as Configuration<TState>);

    public override int GetHashCode()
    {
        unchecked
        {
            return (((State.GetHashCode() * 31) + Position) * 16777619) ^ Linearized.GetHashCode();
        }
    }

    private Configuration<TState>? Previous { get; } = previous;

    private Call? Last { get; } = last;
}
