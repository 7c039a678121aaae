using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec;

/// <summary>The specification: where a machine begins, and what every operation answers and leaves. The meaning of each
/// operation is said in <see cref="SpecOperation.Apply"/>.</summary>
public static class SessionSpec
{
    /// <summary>The state after a cold boot.</summary>
    /// <param name="capacity">The most sessions tracked for the next kernel, 1 and up.</param>
    /// <returns>The state.</returns>
    public static SpecState ColdBoot(int capacity) => new() { Capacity = capacity };

    /// <summary>Performs one operation.</summary>
    /// <param name="state">The state to start from; it stays as it is.</param>
    /// <param name="action">The operation.</param>
    /// <returns>What it answers and the state after it; null if in this state the operation waits.</returns>
    public static (Outcome Outcome, SpecState Next)? Apply(SpecState state, SpecAction action)
    {
        var with = new Arguments<ByteString>(action.Name, action.Handle, action.Thread, action.Fault, action.Number, action.Fd);
        return action.Operation.Apply(new ImmutableState(state), with, out ImmutableState next) is { } outcome
            ? (outcome, next.State)
            : null;
    }

    /// <summary>Whether sessions were handed over that are not visible and still may be.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <param name="state">The state.</param>
    /// <returns>Whether there are such.</returns>
    public static bool IsWaiting<TState>(TState state)
        where TState : struct, ISessionState<TState> =>
        state.Deserialized is null && (state.HandOverCorrupt || state.HandedOverCount > 0);
}
