using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>Watches one run, operation by operation, and says when it breaks an invariant.</summary>
/// <remarks>Knows operations by their answers and states by their <see cref="SessionView"/>, nothing of how a service is
/// built. One instance a run; calls come one at a time, in the order of the run.</remarks>
public sealed class SpecificationMonitor
{
    /// <summary>The sessions that were handed out, by handle.</summary>
    private readonly Dictionary<int, ByteString> _retrieved = [];
    private readonly HashSet<ByteString> _handedOut = [];
    private readonly HashSet<ByteString> _closing = [];
    private Outcome? _deserialized;

    /// <summary>Makes a monitor for a run.</summary>
    /// <param name="handedOver">The sessions that were handed over to the kernel in which the run begins, in order; none
    /// by default.</param>
    public SpecificationMonitor(IReadOnlyList<ByteString>? handedOver = null) => HandedOver = handedOver ?? [];

    /// <summary>The sessions that were handed over to this kernel, in order.</summary>
    public IReadOnlyList<ByteString> HandedOver { get; private set; }

    /// <summary>Whether a deserialize has returned in this kernel.</summary>
    public bool DeserializeReturned => _deserialized is not null;

    /// <summary>An operation begins.</summary>
    /// <param name="action">The operation.</param>
    public void Called(SpecAction action)
    {
        if (action.Kind == ActionKind.Close && _retrieved.TryGetValue(action.Handle, out ByteString name))
        {
            _closing.Add(name);
        }
    }

    /// <summary>An operation returns.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="outcome">What it answers.</param>
    /// <param name="view">The state at that moment.</param>
    /// <returns>The invariant that is broken; null where none is.</returns>
    public InvariantViolation? Returned(SpecAction action, Outcome outcome, SessionView view)
    {
        InvariantViolation? violation = Invariants.CheckState(view);
        if (violation is not null || !(outcome.Succeeded || action.Kind == ActionKind.Deserialize))
        {
            return violation;
        }

        return action.Kind switch
        {
            ActionKind.Create => AfterCreate(action, view),
            ActionKind.Retrieve => AfterRetrieve(action),
            ActionKind.Deserialize => AfterDeserialize(outcome, view),
            _ => null,
        };
    }

    /// <summary>The machine goes on into the next kernel.</summary>
    /// <param name="afterSerialize">Whether the old kernel had serialized for this.</param>
    /// <param name="view">The state of the old kernel at that moment.</param>
    /// <returns>The invariant that is broken; null where none is.</returns>
    public InvariantViolation? Jumped(bool afterSerialize, SessionView view)
    {
        bool lost = afterSerialize && !Invariants.Same(view.Image, view.Outgoing);
        _retrieved.Clear();
        _handedOut.Clear();
        _closing.Clear();
        _deserialized = null;
        HandedOver = view.Image ?? [];
        return lost ? new(Invariants.NothingLost, $"the next kernel is not handed what lives; {view}") : null;
    }

    private static InvariantViolation? AfterCreate(SpecAction action, SessionView view)
    {
        return view.Outgoing.Any(session => session.Name == action.Name)
            ? null
            : new(Invariants.NamesIntact, $"create '{action.Name}' succeeded, but no session has that name; {view}");
    }

    private InvariantViolation? AfterRetrieve(SpecAction action)
    {
        _retrieved[action.Handle] = action.Name;
        return _handedOut.Add(action.Name)
            ? null
            : new(Invariants.HandedOutOnce, $"session '{action.Name}' is handed out a second time");
    }

    private InvariantViolation? AfterDeserialize(Outcome outcome, SessionView view)
    {
        Outcome first = _deserialized ??= outcome;
        if (first != outcome)
        {
            return new(Invariants.DeserializeOnce, $"deserialize answered {first} once and {outcome} now; {view}");
        }

        if (!outcome.Succeeded)
        {
            return null;
        }

        List<ByteString> visible = [.. view.Incoming.Select(session => session.Name)];
        bool kept = visible.SequenceEqual(HandedOver.Where(name => visible.Contains(name) || !_closing.Contains(name)));
        return kept
            ? null
            : new(Invariants.NothingLost, $"handed over were [{string.Join(' ', HandedOver)}] (in that order); {view}");
    }
}
