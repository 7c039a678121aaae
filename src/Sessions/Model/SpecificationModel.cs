using System.Collections.Immutable;
using System.Numerics;
using LuoVerified.Abi;
using LuoVerified.Check.Model;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>The specification over <see cref="SpecState"/> as a model: every transition is what
/// <see cref="SessionSpec.Apply(SpecState, SpecAction)"/> answers.</summary>
/// <remarks>Slow, and the judge of <see cref="SessionModel{T}"/>. It adds to the specification what only the bounds and
/// the readings of docs/model.md say: which handle is taken, when none is left, that kexec needs the frozen phase and a
/// further kernel, that a session marked to go keeps its number, and that the last image stays across a
/// kexec.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal sealed class SpecificationModel<T>(StateCode<T> code) : IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private const int Thread = PackedState<T>.Thread;

    private readonly ModelLayout _layout = code.Layout;

    /// <inheritdoc/>
    public int MaxSuccessors => Transition.MostPerState;

    /// <inheritdoc/>
    public T Initial => Encode(SessionSpec.ColdBoot(_layout.Bounds.EffectiveCapacity), default, null);

    /// <summary>The state as the specification knows it: the number of a session marked to go is forgotten.</summary>
    public SpecState Decode(in StateFields fields)
    {
        ulong outgoing = fields.Outgoing;
        ulong incoming = fields.Incoming;
        StateFields parts = fields;
        return new SpecState
        {
            Capacity = _layout.Bounds.EffectiveCapacity,
            Number = (ulong)fields.Kernel,
            Outgoing = [.. Places(outgoing).Select(place => new SpecSession(
                Name(outgoing, place),
                (parts.Marked >> place & 1) != 0 ? 0 : _layout.HandleAt(parts.OutgoingHandles, place)))],
            Incoming = [.. Places(incoming).Select(place => new SpecSession(
                Name(incoming, place),
                _layout.HandleAt(parts.IncomingHandles, place),
                _layout.HandleAt(parts.IncomingHandles, place) != 0))],
            HandedOver = Names(fields.HandedOver),
            Image = Names(fields.Image),
            Deserialized = fields.Deserialized ? Errno.Ok : null,
            Frozen = fields.Frozen,
            QuiescedBy = fields.Quiesced ? Thread : null,
            Files =
            [
                .. Files(FilePlace.Outgoing, outgoing, fields.OutgoingFiles),
                .. Files(FilePlace.Incoming, incoming, fields.IncomingFiles, fields.RetrievedFiles),
                .. Files(FilePlace.HandedOver, fields.HandedOver, fields.HandedOverFiles),
                .. Files(FilePlace.Image, fields.Image, fields.ImageFiles),
            ],
        };
    }

    /// <inheritdoc/>
    public void Expand(T state, Successors<T> into)
    {
        StateFields fields = code.Unpack(state);
        SpecState from = Decode(fields);
        int free = LowestFree(fields);
        for (int kind = 0; kind < Transition.All.Count; kind++)
        {
            Transition transition = Transition.All[kind];
            foreach ((SpecAction action, int argument) in Actions(transition, fields, from, free))
            {
                if (SessionSpec.Apply(from, action) is ({ Succeeded: true }, var next))
                {
                    T to = Encode(next, fields, transition.Operation is Jump ? from : next);
                    if (to != state)
                    {
                        into.Add(to, kind, argument);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public ulong Answers(T state)
    {
        var from = new ImmutableState(Decode(code.Unpack(state)));
        return Goals.ReachedIn(from, _layout.Bounds, ModelNames.BytesOf);
    }

    /// <summary>What is tried of a kind of transition, with the argument that the move has then.</summary>
    private IEnumerable<(SpecAction Action, int Argument)> Actions(
        Transition transition, StateFields fields, SpecState from, int free)
    {
        ImmutableArray<SpecSession> sessions = transition.List == SessionList.Incoming ? from.Incoming : from.Outgoing;
        var action = new SpecAction(transition.Operation, Thread: Thread);
        return transition.Operation switch
        {
            Jump when !fields.Frozen || fields.Kernel + 1 >= _layout.Bounds.Kernels => [],
            { Argument: OperationArgument.Name } when free > _layout.Bounds.Handles => [],
            { Argument: OperationArgument.Name } => Enumerable.Range(1, _layout.Bounds.Names).Select(name =>
                (action with { Name = ModelNames.Of(name).Bytes, Handle = free }, name)),
            { Argument: OperationArgument.Handle } => sessions.Select((session, place) =>
                (action with { Handle = session.Handle }, place)),
            { Argument: OperationArgument.Session } => sessions.SelectMany((session, place) => transition.Numbers(_layout.Bounds).Select(number =>
                (action with { Handle = session.Handle, Number = (ulong)number }, Transition.ArgumentOf(place, number)))),
            _ => [(action, 0)],
        };
    }

    /// <summary>Packs a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="before">The one before it, for numbers that are kept.</param>
    /// <param name="written">The one whose image is the last; null if there is none.</param>
    private T Encode(SpecState state, StateFields before, SpecState? written) => code.Pack(new()
    {
        Outgoing = _layout.List(state.Outgoing.Select(session => ModelNames.NumberOf(session.Name))),
        OutgoingHandles = _layout.Handles(state.Outgoing.Select(session =>
            session.Handle != 0 ? session.Handle : NumberKept(session.Name, before))),
        Marked = state.Outgoing.Select((session, place) => session.Handle == 0 ? 1UL << place : 0)
            .Aggregate(0UL, (all, one) => all | one),
        Incoming = _layout.List(state.Incoming.Select(session => ModelNames.NumberOf(session.Name))),
        IncomingHandles = _layout.Handles(state.Incoming.Select(session => session.Handle)),
        HandedOver = _layout.List(state.HandedOver.Select(ModelNames.NumberOf)),
        Image = _layout.List((written?.Image ?? []).Select(ModelNames.NumberOf)),
        OutgoingFiles = Files(state, FilePlace.Outgoing, state.Outgoing.Select(session => session.Name)),
        IncomingFiles = Files(state, FilePlace.Incoming, state.Incoming.Select(session => session.Name)),
        RetrievedFiles = Files(
            state with { Files = state.Files.RemoveAll(file => file.Retrieved is null) },
            FilePlace.Incoming,
            state.Incoming.Select(session => session.Name)),
        HandedOverFiles = Files(state, FilePlace.HandedOver, state.HandedOver),
        ImageFiles = written is null ? 0 : Files(written, FilePlace.Image, written.Image),
        Frozen = state.Frozen,
        Quiesced = state.QuiescedBy is not null,
        Deserialized = state.Deserialized is not null,
        Kernel = (int)state.Number,
    });

    /// <summary>The files of a list, in the order of the specification.</summary>
    private IEnumerable<SpecFile> Files(FilePlace kind, ulong list, ulong files, ulong retrieved = 0) => Places(list)
        .OrderBy(place => Name(list, place))
        .SelectMany(place => _layout.TokensAt(files, place).Select(token => new SpecFile(
            kind, Name(list, place), (ulong)token, (ulong)token, (retrieved >> _layout.FileAt(place, token) & 1) != 0 ? Errno.Ok : null)));

    /// <summary>The files of a list, packed.</summary>
    private ulong Files(SpecState state, FilePlace kind, IEnumerable<SessionName> sessions)
    {
        SessionName[] places = [.. sessions];
        return state.Files.Where(file => file.Place == kind).Aggregate(
            0UL, (all, file) => all | (1UL << _layout.FileAt(Array.IndexOf(places, file.Session), (int)file.Token)));
    }

    private int NumberKept(SessionName name, StateFields before)
    {
        int at = Places(before.Outgoing).Single(place => Name(before.Outgoing, place) == name);
        return _layout.HandleAt(before.OutgoingHandles, at);
    }

    private int LowestFree(StateFields fields)
    {
        int[] live = [.. new[] { fields.OutgoingHandles, fields.IncomingHandles }.SelectMany(handles =>
            Enumerable.Range(0, _layout.Places).Select(place => _layout.HandleAt(handles, place)))];
        return live.Count(handle => handle != 0) >= _layout.Bounds.Handles
            ? int.MaxValue
            : Enumerable.Range(1, _layout.Bounds.Handles).First(handle => !live.Contains(handle));
    }

    private IEnumerable<int> Places(ulong list) => Enumerable.Range(0, _layout.Length(list));

    private SessionName Name(ulong list, int place) => ModelNames.Of(_layout.NameAt(list, place));

    private ImmutableArray<SessionName> Names(ulong list) => [.. Places(list).Select(place => Name(list, place))];
}
