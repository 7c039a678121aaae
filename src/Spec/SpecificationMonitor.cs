using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>Watches one run, operation by operation: says which parts of the state are known from calls and answers alone, and
/// when an answer breaks an invariant.</summary>
/// <remarks>Knows operations by their answers and states by their <see cref="SessionView"/>, nothing of how a service is
/// built. One instance a run; calls come one at a time, in the order of the run. What it says depends on the order of calls
/// and returns only as far as <see cref="AtCall"/> and <see cref="AtReturn"/> say.</remarks>
public sealed class SpecificationMonitor
{
    /// <summary>The sessions that were handed out, by handle.</summary>
    private readonly Dictionary<int, ByteString> _retrieved = [];
    private readonly HashSet<ByteString> _handedOut = [];
    private readonly HashSet<ByteString> _closed = [];

    /// <summary>For each thread whose serialize has written the image and not returned: how many aborts had been called then; -1
    /// if one was under way.</summary>
    private readonly Dictionary<int, int> _abortsBefore = [];
    private Outcome? _deserialized;
    private bool _deserializeCalled;
    private bool _frozen;
    private int _abortsPending;
    private int _abortsCalled;
    private int _serialized;
    private int? _quiescedBy;

    /// <summary>Makes a monitor for a run.</summary>
    /// <param name="handedOver">The sessions that were handed over to the kernel in which the run begins, in order; none
    /// by default.</param>
    public SpecificationMonitor(IReadOnlyList<ByteString>? handedOver = null) => HandedOver = handedOver ?? [];

    /// <summary>The sessions that were handed over to this kernel, in order.</summary>
    public IReadOnlyList<ByteString> HandedOver { get; private set; }

    /// <summary>Whether a deserialize has returned in this kernel.</summary>
    public bool DeserializeReturned => _deserialized is not null;

    /// <summary>Whether every serialize that has returned Ok was undone by an abort that has returned Ok.</summary>
    public bool IsAborted => _serialized <= 0;

    /// <summary>Which facts depend on when an operation is called.</summary>
    /// <param name="kind">The operation.</param>
    /// <returns>Those that may end with it, whoever else ends them, and those that begin with it.</returns>
    public (ViewParts Reads, ViewParts Writes) AtCall(ActionKind kind) => kind switch
    {
        ActionKind.Abort => (ViewParts.Frozen, ViewParts.None),
        ActionKind.Resume => (ViewParts.Quiesced, ViewParts.None),
        ActionKind.Deserialize when HandedOver.Count > 0 => (ViewParts.Waiting, ViewParts.None),
        _ => default,
    };

    /// <summary>Which facts depend on when an operation returns.</summary>
    /// <param name="kind">The operation.</param>
    /// <param name="outcome">The answer.</param>
    /// <returns>Those that are looked at, and those that begin with it.</returns>
    public (ViewParts Reads, ViewParts Writes) AtReturn(ActionKind kind, Outcome outcome) => kind switch
    {
        ActionKind.Abort => (ViewParts.Frozen, ViewParts.None),
        ActionKind.Serialize when outcome.Succeeded => (ViewParts.None, ViewParts.Frozen),
        ActionKind.Quiesce when outcome.Succeeded => (ViewParts.None, ViewParts.Quiesced),
        ActionKind.Deserialize when outcome.Succeeded && HandedOver.Count > 0 => (ViewParts.Waiting, ViewParts.None),
        _ => default,
    };

    /// <summary>A state with what is known for sure from calls and answers: frozen from the return of a serialize, if no abort
    /// overlapped with what it did, to the call of an abort; quiesced from the return of a quiesce to the call of a resume by the same thread; waiting until a deserialize
    /// is called.</summary>
    /// <param name="view">The state.</param>
    /// <returns>The state with these three parts.</returns>
    public SessionView WithFacts(SessionView view) => view with
    {
        Frozen = _frozen,
        Quiesced = _quiescedBy is not null,
        Waiting = HandedOver.Count > 0 && !_deserializeCalled,
    };

    /// <summary>An operation begins.</summary>
    /// <param name="action">The operation.</param>
    public void Called(SpecAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Abort:
                _frozen = false;
                _abortsPending++;
                _abortsCalled++;
                break;
            case ActionKind.Resume when _quiescedBy == action.Thread:
                _quiescedBy = null;
                break;
            case ActionKind.Deserialize:
                _deserializeCalled = true;
                break;
        }
    }

    /// <summary>An operation has changed the state, and others may see it.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="parts">What it has changed.</param>
    public void Changed(SpecAction action, ViewParts parts)
    {
        if (action.Kind == ActionKind.Close && parts.HasFlag(ViewParts.Incoming)
            && _retrieved.TryGetValue(action.Handle, out ByteString name))
        {
            _closed.Add(name);
        }

        if (action.Kind == ActionKind.Serialize && parts.HasFlag(ViewParts.Image))
        {
            _abortsBefore[action.Thread] = _abortsPending == 0 ? _abortsCalled : -1;
        }
    }

    /// <summary>An operation returns.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="outcome">What it answers.</param>
    /// <param name="view">The state as the operation left it; null if it has changed nothing.</param>
    /// <returns>The invariant that is broken; null if none is.</returns>
    public InvariantViolation? Returned(SpecAction action, Outcome outcome, SessionView? view)
    {
        switch (action.Kind)
        {
            case ActionKind.Abort:
                _abortsPending--;
                // It may have undone a serialize that has written the image and not returned.
                _serialized = Math.Max(_serialized - (outcome.Succeeded ? 1 : 0), -_abortsBefore.Count);
                return null;
            case ActionKind.Serialize:
                _abortsBefore.Remove(action.Thread, out int abortsBefore);
                _serialized += outcome.Succeeded ? 1 : 0;
                _frozen |= outcome.Succeeded && _abortsPending == 0 && abortsBefore == _abortsCalled;
                return null;
            case ActionKind.Quiesce when outcome.Succeeded:
                _quiescedBy = action.Thread;
                return null;
            case ActionKind.Create when outcome.Succeeded && !Has(view?.Outgoing, action.Name):
                return new(Invariants.NamesIntact, $"create '{action.Name}' succeeded, but no session has that name; {view}");
            case ActionKind.Retrieve when outcome.Succeeded:
                _retrieved[action.Handle] = action.Name;
                return _handedOut.Add(action.Name)
                    ? null
                    : new(Invariants.HandedOutOnce, $"session '{action.Name}' is handed out a second time");
            case ActionKind.Deserialize:
                Outcome first = _deserialized ??= outcome;
                return first == outcome
                    ? null
                    : new(Invariants.DeserializeOnce, $"deserialize answered {first} once and {outcome} now");
            default:
                return null;
        }
    }

    private static bool Has(IReadOnlyList<ViewedSession>? sessions, ByteString name)
    {
        for (int i = 0; i < sessions?.Count; i++)
        {
            if (sessions[i].Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The machine goes on into the next kernel.</summary>
    /// <param name="afterSerialize">Whether the old kernel had serialized for this. If an abort may have undone that, nothing is
    /// asked of the image.</param>
    /// <param name="view">The state of the old kernel at that moment.</param>
    /// <returns>The invariant that is broken; null if none is.</returns>
    public InvariantViolation? Jumped(bool afterSerialize, SessionView view)
    {
        bool lost = afterSerialize && _frozen && !Invariants.Same(view.Image, view.Outgoing);
        _retrieved.Clear();
        _handedOut.Clear();
        _closed.Clear();
        _abortsBefore.Clear();
        (_deserialized, _deserializeCalled, _frozen, _quiescedBy) = (null, false, false, null);
        (_abortsPending, _abortsCalled, _serialized) = (0, 0, 0);
        HandedOver = view.Image ?? [];
        return lost ? new(Invariants.NothingLost, $"the next kernel is not handed what lives; {view}") : null;
    }

    /// <summary>Whoever was told that all is deserialized finds all that was handed over and not closed, in its order.</summary>
    /// <param name="view">The state.</param>
    /// <returns>How it breaks <see cref="Invariants.NothingLost"/>; null if it does not.</returns>
    public string? Lost(SessionView view)
    {
        if (_deserialized is not { Succeeded: true })
        {
            return null;
        }

        List<ByteString> visible = [.. view.Incoming.Select(session => session.Name)];
        bool kept = visible.SequenceEqual(HandedOver.Where(name => visible.Contains(name) || !_closed.Contains(name)));
        return kept ? null : $"handed over were [{string.Join(' ', HandedOver)}] (in that order)";
    }
}
