namespace LuoVerified.Spec;

/// <content>The way in for callers that have an operation as a value.</content>
public static partial class SessionSpec
{
    /// <summary>The state after a cold boot.</summary>
    /// <param name="capacity">The most sessions tracked for the next kernel, 1 and up.</param>
    /// <returns>The state.</returns>
    public static SpecState ColdBoot(int capacity) => new() { Capacity = capacity };

    /// <summary>Performs one operation.</summary>
    /// <param name="state">The state to start from; it stays as it is.</param>
    /// <param name="action">The operation.</param>
    /// <returns>What it answers and the state after it; null if in this state the operation waits.</returns>
    public static (Outcome Outcome, SpecState Next)? Apply(SpecState state, SpecAction action) =>
        Apply(new ImmutableState(state), action, action.Name, out ImmutableState next) is { } outcome
            ? (outcome, next.State)
            : null;

    /// <summary>Performs one operation on a state, however it is stored.</summary>
    /// <typeparam name="TState">How states are stored.</typeparam>
    /// <typeparam name="TName">What names are there.</typeparam>
    /// <param name="state">The state to start from.</param>
    /// <param name="action">The operation. Its name is not looked at.</param>
    /// <param name="name">The name instead.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>What it answers; null if it waits.</returns>
    public static Outcome? Apply<TState, TName>(TState state, SpecAction action, TName name, out TState next)
        where TState : struct, ISessionState<TState, TName> => action.Kind switch
        {
            ActionKind.Create => Create(state, name, action.Handle, action.Fault, out next),
            ActionKind.Retrieve => Retrieve(state, name, action.Handle, action.Fault, out next),
            ActionKind.Close => Close(state, action.Handle, out next),
            ActionKind.Serialize => Serialize(state, out next),
            ActionKind.Abort => Abort(state, out next),
            ActionKind.Deserialize => Deserialize(state, action.Fault, out next),
            ActionKind.Quiesce => Quiesce(state, action.Thread, out next),
            ActionKind.Resume => Resume(state, action.Thread, out next),
            ActionKind.Jump => Jump(state, action.Fault, out next),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.Kind, "No such operation."),
        };
}
