using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec;

/// <summary>Watches one run, operation by operation: says which parts of the state are known from calls and answers alone, and
/// when an answer breaks an invariant.</summary>
/// <remarks>Knows operations by their answers and states by their <see cref="SessionView"/>, nothing of how a service is
/// built. What each operation makes known is said by the operation. One instance a run; calls come one at a time, in the order
/// of the run. What it says depends on the order of calls and returns only as far as <see cref="AtCall"/> and
/// <see cref="AtReturn"/> say.</remarks>
/// <param name="handedOver">The sessions that were handed over to the kernel in which the run begins, in order; none by
/// default.</param>
public sealed class SpecificationMonitor(IReadOnlyList<ByteString>? handedOver = null)
{
    private KernelFacts _facts = new(handedOver ?? []);

    /// <summary>The sessions that were handed over to this kernel, in order.</summary>
    public IReadOnlyList<ByteString> HandedOver => _facts.HandedOver;

    /// <summary>Whether a deserialize has returned in this kernel.</summary>
    public bool DeserializeReturned => _facts.Deserialized is not null;

    /// <summary>Whether a deserialize has returned an error in this kernel.</summary>
    public bool DeserializeFailed => _facts.Deserialized is { Succeeded: false };

    /// <summary>Whether every serialize that has returned Ok was undone by an abort that has returned Ok.</summary>
    public bool IsAborted => _facts.Freeze.IsAborted;

    /// <summary>Which facts depend on when an operation is called.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>Those that may end with it, whoever else ends them, and those that begin with it: none.</returns>
    public (ViewParts Reads, ViewParts Writes) AtCall(SpecOperation operation) => (operation.AtCall(_facts), ViewParts.None);

    /// <summary>Which facts depend on when an operation returns.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="outcome">The answer.</param>
    /// <returns>Those that are looked at, and those that begin with it.</returns>
    public (ViewParts Reads, ViewParts Writes) AtReturn(SpecOperation operation, Outcome outcome) =>
        operation.AtReturn(_facts, outcome);

    /// <summary>A state with what is known for sure from calls and answers: frozen from the return of a serialize, if no abort
    /// overlapped with what it did, to the call of an abort; quiesced from the return of a quiesce to the call of a resume by
    /// the same thread; waiting until a deserialize is called.</summary>
    /// <param name="view">The state.</param>
    /// <returns>The state with these three parts.</returns>
    public SessionView WithFacts(SessionView view)
    {
        bool waiting = _facts.HandedOver.Count > 0 && !_facts.DeserializeCalled;
        bool frozen = _facts.Freeze.IsFrozen;
        bool quiesced = _facts.QuiescedBy is not null;
        return (view.Waiting, view.Frozen, view.Quiesced) == (waiting, frozen, quiesced)
            ? view
            : view with { Waiting = waiting, Frozen = frozen, Quiesced = quiesced };
    }

    /// <summary>An operation begins.</summary>
    /// <param name="action">The operation.</param>
    public void Called(SpecAction action) => action.Operation.Called(_facts, action);

    /// <summary>A request of an operation is refused.</summary>
    /// <param name="action">The operation, with what is refused.</param>
    public void Refused(SpecAction action) => action.Operation.Refused(_facts, action);

    /// <summary>An operation has changed the state, and others may see it.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="parts">What it has changed.</param>
    public void Changed(SpecAction action, ViewParts parts) => action.Operation.Changed(_facts, action, parts);

    /// <summary>An operation returns.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="outcome">What it answers.</param>
    /// <param name="view">The state as the operation left it; null if it has changed nothing.</param>
    /// <returns>The invariant that is broken; null if none is.</returns>
    public InvariantViolation? Returned(SpecAction action, Outcome outcome, SessionView? view) =>
        action.Operation.Returned(_facts, action, outcome, view);

    /// <summary>The machine goes on into the next kernel.</summary>
    /// <param name="afterSerialize">Whether the old kernel had serialized for this. If an abort may have undone that, nothing is
    /// asked of the image.</param>
    /// <param name="view">The state of the old kernel at that moment.</param>
    /// <returns>The invariant that is broken; null if none is.</returns>
    public InvariantViolation? Jumped(bool afterSerialize, SessionView view)
    {
        bool lost = afterSerialize && _facts.Freeze.IsFrozen && !Invariants.Same(view.Image, view.Outgoing);
        _facts = new KernelFacts(view.Image ?? []);
        return lost ? new(Invariants.NothingLost, $"the next kernel is not handed what lives; {view}") : null;
    }

    /// <summary>An incoming session that was handed out has an open handle, or else nobody can reach it any more. Judged at the end
    /// of a run.</summary>
    /// <param name="view">The state.</param>
    /// <returns>A session of which this does not hold; null if there is none.</returns>
    public ByteString? Stranded(SessionView view) => view.Incoming
        .Where(session => session.Retrieved && !_facts.Retrieved.ContainsValue(session.Name))
        .Select(session => (ByteString?)session.Name).FirstOrDefault();

    /// <summary>Whoever was told that all is deserialized finds all that was handed over and not closed, in its order.</summary>
    /// <param name="view">The state.</param>
    /// <returns>How it breaks <see cref="Invariants.NothingLost"/>; null if it does not.</returns>
    public string? Lost(SessionView view)
    {
        if (_facts.Deserialized is not { Succeeded: true })
        {
            return null;
        }

        bool kept = view.Incoming.Select(session => session.Name).SequenceEqual(HandedOver.Where(name => !_facts.Closed.Contains(name)));
        return kept ? null : $"handed over were [{string.Join(' ', HandedOver)}] (in that order)";
    }
}
