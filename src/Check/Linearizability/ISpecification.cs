using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>A sequential specification: what each call must answer in each state, and the state that it leaves.</summary>
/// <typeparam name="TState">A state: immutable, equal to another from which the same can follow.</typeparam>
internal interface ISpecification<TState>
    where TState : IEquatable<TState>
{
    /// <summary>What reports call an epoch.</summary>
    string EpochWord => "epoch";

    /// <summary>The state after a call.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="call">The call; one that was cut off may have had any answer.</param>
    /// <returns>The state; null if the call cannot happen there, or not with its answer.</returns>
    TState? After(TState state, Call call);

    /// <summary>Why <see cref="After"/> is null.</summary>
    /// <param name="state">The state.</param>
    /// <param name="call">The call.</param>
    /// <returns>A few words, such as <c>must answer ok, answered -EBUSY</c>.</returns>
    string Misfit(TState state, Call call);

    /// <summary>What a state counts in a bound on memory and time, 1 and up.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The weight.</returns>
    int Weight(TState state);
}
