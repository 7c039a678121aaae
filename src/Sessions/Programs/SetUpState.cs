using System.Collections.Immutable;
using LuoVerified.Abi;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>Where a set-up has got to, by the specification: its state, and the handles that the set-up holds.</summary>
/// <remarks>Equal states have equal futures: the number of the kernel is left out, and handles are numbered by the sessions
/// that they are on.</remarks>
internal sealed class SetUpState : IEquatable<SetUpState>
{
    /// <summary>The thread of the specification that the set-up is; whoever resumes for it counts as the same.</summary>
    private const int Thread = 1;

    /// <summary>The number that a handle has until it is numbered by its session.</summary>
    private const int NewHandle = int.MaxValue;

    private readonly SpecVariant _meaning;
    private readonly SpecState _spec;

    /// <summary>Each name with its open handles, the last one last; sorted by name.</summary>
    private readonly ImmutableArray<(ByteString Name, int Number)> _handles;

    private SetUpState(SpecVariant meaning, SpecState spec, IEnumerable<(ByteString Name, int Number)> handles, HandedImage handed)
    {
        _meaning = meaning;
        Dictionary<int, int> renumbered = [];
        _spec = spec with
        {
            Number = 0,
            Outgoing = [.. spec.Outgoing.Select((session, place) => session with { Handle = Numbered(session, place * 2) })],
            Incoming = [.. spec.Incoming.Select((session, place) => session with { Handle = Numbered(session, (place * 2) + 1) })],
        };
        _handles = [.. handles.Select(handle => (handle.Name, renumbered[handle.Number])).OrderBy(handle => handle.Name)];
        Handed = spec.Deserialized is null ? handed : default;

        int Numbered(SpecSession session, int number) =>
            session.Handle == 0 ? 0 : renumbered[session.Handle] = number + 1;
    }

    /// <summary>Which image this kernel was handed and has not looked at yet.</summary>
    public HandedImage Handed { get; }

    /// <summary>Whether the set-up has quiesced and not resumed.</summary>
    public bool IsQuiesced => _spec.QuiescedBy is not null;

    /// <summary>The state after a cold boot.</summary>
    /// <param name="meaning">The specification.</param>
    /// <param name="capacity">The most sessions for the next kernel.</param>
    public static SetUpState ColdBoot(SpecVariant meaning, int capacity) => new(meaning, SessionSpec.ColdBoot(capacity), [], default);

    /// <summary>How many handles on sessions of a name are open.</summary>
    public int HandlesOn(ByteString name) => _handles.Count(handle => handle.Name == name);

    /// <summary>Performs an operation.</summary>
    /// <param name="operation">The operation. One that takes a handle gets the last one on a session of that name: there is
    /// one (<see cref="IsPossible"/>). Not a corrupt: see <see cref="PerformCorrupted"/>.</param>
    /// <param name="fault">What is refused meanwhile.</param>
    /// <returns>What it answers, and the state after it; null if it waits.</returns>
    public (Outcome Outcome, SetUpState Next)? Perform(Operation operation, SpecFault fault = SpecFault.None) => operation.Machine switch
    {
        MachineStep.Kexec => Apply(new SpecAction(SessionOperation.Serialize, Thread: Thread, Fault: fault)) switch
        {
            ({ Succeeded: true }, var frozen) => frozen.Jump(),
            var other => other,
        },
        MachineStep.Reboot => Jump(),
        _ when operation.Service!.Argument == OperationArgument.Handle => Close(operation, fault),
        _ when operation.Service!.Argument == OperationArgument.Session => Apply(
            new SpecAction(operation.Service, operation.Name, LastHandle(operation.Name).Number, Thread, fault, operation.Number, operation.Fd)),
        _ => Apply(new SpecAction(operation.Service!, operation.Name, NewHandle, Thread, fault)),
    };

    /// <summary>Whether an operation has the open handle that it takes, if it takes one.</summary>
    public bool IsPossible(Operation operation) =>
        operation.Service is not { Argument: OperationArgument.Handle or OperationArgument.Session } || HandlesOn(operation.Name) > 0;

    /// <summary>Serializes, has the image corrupted, and leaves for the next kernel.</summary>
    /// <returns>The state there; null if that cannot be done.</returns>
    public SetUpState? PerformCorrupted(Corruption how)
    {
        return _spec.Outgoing.Length >= how.Sessions
            && _spec.Files.Count(file => file.Place == FilePlace.Outgoing) >= how.Files
            && Apply(new SpecAction(SessionOperation.Serialize, Thread: Thread)) is ({ Succeeded: true }, var frozen)
            && _meaning.Apply(frozen._spec, new SpecAction(Spec.Operations.Jump.Instance, Fault: SpecFault.CorruptImage)) is (_, var next)
            ? new SetUpState(_meaning, next, [], new HandedImage(how))
            : null;
    }

    /// <summary>The same with other names.</summary>
    public SetUpState Renamed(Func<ByteString, ByteString> name)
    {
        return new SetUpState(
            _meaning,
            _spec with
            {
                Outgoing = [.. _spec.Outgoing.Select(session => session with { Name = Of(session.Name) })],
                Incoming = [.. _spec.Incoming.Select(session => session with { Name = Of(session.Name) })],
                HandedOver = [.. _spec.HandedOver.Select(Of)],
                Image = [.. _spec.Image.Select(Of)],
                Files = _spec.Files.Select(file => file with { Session = Of(file.Session) }).ToImmutableArray().Sort(SpecFile.Order),
            },
            _handles.Select(handle => (name(handle.Name), handle.Number)),
            Handed);

        SessionName Of(SessionName old) => SessionName.Create(name(old.Bytes));
    }

    /// <inheritdoc/>
    public bool Equals(SetUpState? other) => other is not null && _spec == other._spec && Handed == other.Handed
        && _handles.AsSpan().SequenceEqual(other._handles.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SetUpState);

    /// <inheritdoc/>
    public override int GetHashCode() => _spec.GetHashCode();

    private (Outcome, SetUpState)? Apply(SpecAction action)
    {
        if (_meaning.Apply(_spec, action) is not ({ } outcome, { } next))
        {
            return null;
        }

        bool isHandedOut = action.Operation.Argument == OperationArgument.Name && outcome.Succeeded;
        return (outcome, new SetUpState(_meaning, next, isHandedOut ? _handles.Add((action.Name, NewHandle)) : _handles, Handed));
    }

    private (Outcome, SetUpState)? Close(Operation operation, SpecFault fault)
    {
        (ByteString Name, int Number) last = LastHandle(operation.Name);
        return _meaning.Apply(_spec, new SpecAction(operation.Service!, operation.Name, last.Number, Thread, fault)) is ({ } outcome, { } next)
            ? (outcome, new SetUpState(_meaning, next, _handles.Remove(last), Handed))
            : null;
    }

    private (ByteString Name, int Number) LastHandle(ByteString name) => _handles.Last(handle => handle.Name == name);

    private (Outcome, SetUpState)? Jump() =>
        _meaning.Apply(_spec, new SpecAction(Spec.Operations.Jump.Instance)) is ({ } outcome, { } next)
            ? (outcome, new SetUpState(_meaning, next, [], HandedImage.Intact))
            : null;
}
