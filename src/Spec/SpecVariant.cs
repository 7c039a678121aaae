using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec;

/// <summary>What a design is held to: the specification (<see cref="SessionSpec"/>), and where a design differs from it on
/// purpose, the difference.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">The difference in a sentence.</param>
/// <param name="Refuses">The answer that an operation gives before anything else, the state being left as it is; null for none.</param>
/// <param name="Instead">The answer that an operation gives in place of that of the specification, the state being left as it is;
/// null for no difference.</param>
public sealed record SpecVariant(
    string Name, string Summary, Func<SpecState, SpecAction, Outcome?> Refuses, Func<SpecState, SpecAction, Outcome?> Instead)
{
    /// <summary>No difference.</summary>
    public static SpecVariant Hardened { get; } = new("hardened", "The specification as it is.", (_, _) => null, (_, _) => null);

    /// <summary>Linux 7.2: a device that cannot be opened takes no requests, and retrieve does not look at what a name may
    /// be.</summary>
    public static SpecVariant Mainline { get; } = new(
        "mainline-7.2",
        "After a deserialize that failed create and retrieve answer EIO; a retrieve of what is no name answers ENOENT.",
        (state, action) => action.Operation is Create or Retrieve && state.Deserialized is { } opened && opened != Errno.Ok ? Outcome.Of(Errno.EIO) : null,
        (_, action) => action.Operation is Retrieve && !ImmutableState.IsName(action.Name) ? Outcome.Of(Errno.ENOENT) : null);

    /// <summary>Every one.</summary>
    public static IReadOnlyList<SpecVariant> All { get; } = [Hardened, Mainline];

    /// <summary>The operations that wait once frozen, unless there is something wrong with the request itself; none by default.</summary>
    public IReadOnlyList<SpecOperation> WaitOnceFrozen { get; init; } = [];

    /// <summary>Whether a close of what was retrieved does not wait, though <see cref="WaitOnceFrozen"/> has the close; no by default.</summary>
    public bool ClosesRetrievedOnceFrozen { get; init; }

    /// <summary>Performs one operation.</summary>
    /// <param name="state">The state to start from; it stays as it is.</param>
    /// <param name="action">The operation.</param>
    /// <returns>What it answers and the state after it; null if in this state the operation waits.</returns>
    public (Outcome Outcome, SpecState Next)? Apply(SpecState state, SpecAction action)
    {
        if (Refuses(state, action) is { } refused)
        {
            return (refused, state);
        }

        (Outcome Outcome, SpecState Next)? step = Instead(state, action) is { } answer ? (answer, state) : SessionSpec.Apply(state, action);
        bool waits = state.Frozen && WaitOnceFrozen.Contains(action.Operation) && step is { } done && !ComesFirst(action, done.Outcome)
            && !(ClosesRetrievedOnceFrozen && action.Operation is Close && state.Incoming.Any(session => session.Handle == action.Handle));
        return waits ? null : step;
    }

    /// <summary>What is answered before an operation waits: that the name, the handle or a field is wrong, and that a session cannot be allocated.</summary>
    private static bool ComesFirst(SpecAction action, Outcome outcome) =>
        outcome == Outcome.Of(Errno.EINVAL) || outcome == Outcome.Of(Errno.EBADF)
        || action.Fault == SpecFault.SessionAllocation;
}
