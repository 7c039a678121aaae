using System.Collections.Immutable;
using LuoVerified.Abi;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Spec;

/// <summary>The primitives over a <see cref="SpecState"/>: any number of sessions with any names, in immutable
/// arrays.</summary>
/// <param name="State">The state.</param>
public readonly partial record struct ImmutableState(SpecState State) : ISessionState<ImmutableState, ByteString>
{
    /// <inheritdoc/>
    public int Capacity => State.Capacity;

    /// <inheritdoc/>
    public bool Frozen => State.Frozen;

    /// <inheritdoc/>
    public int? QuiescedBy => State.QuiescedBy;

    /// <inheritdoc/>
    public Errno? Deserialized => State.Deserialized;

    /// <inheritdoc/>
    public int HandedOverCount => State.HandedOver.Length;

    /// <inheritdoc/>
    public bool HandOverCorrupt => State.HandOverCorrupt;

    /// <summary>Whether bytes can be the name of a session: 1 to 63 of them, none NUL. Nobody else is asked: what the code takes for a name is
    /// held against this.</summary>
    /// <param name="name">The bytes.</param>
    /// <returns>True if they can.</returns>
    public static bool IsName(ByteString name) =>
        name.Length >= 1 && name.Length < Agreed.NameLength && !name.Span.Contains((byte)0);

    /// <inheritdoc/>
    public int Count(SessionList list) => Sessions(list).Length;

    /// <inheritdoc/>
    public int FindName(SessionList list, ByteString name)
    {
        ImmutableArray<SpecSession> sessions = Sessions(list);
        for (int place = 0; place < sessions.Length; place++)
        {
            if (sessions[place].Name.Bytes == name)
            {
                return place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public int FindHandle(SessionList list, int handle)
    {
        ImmutableArray<SpecSession> sessions = Sessions(list);
        for (int place = 0; handle != 0 && place < sessions.Length; place++)
        {
            if (sessions[place].Handle == handle)
            {
                return place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool IsHandedOut(int place) => State.Incoming[place].Retrieved;

    /// <inheritdoc/>
    public ImmutableState Append(ByteString name, int handle) =>
        new(State with { Outgoing = State.Outgoing.Add(new SpecSession(SessionName.Create(name), handle)) });

    /// <inheritdoc/>
    public ImmutableState HandOut(int place, int handle)
    {
        SpecSession session = State.Incoming[place] with { Handle = handle, Retrieved = true };
        return new(State with { Incoming = State.Incoming.SetItem(place, session) });
    }

    /// <inheritdoc/>
    public ImmutableState Remove(SessionList list, int place) => new ImmutableState(list == SessionList.Outgoing
        ? State with { Outgoing = State.Outgoing.RemoveAt(place) }
        : State with { Incoming = State.Incoming.RemoveAt(place) }).WithoutFiles(PlaceOf(list), Sessions(list)[place].Name);

    /// <inheritdoc/>
    public ImmutableState MarkToGo(int place)
    {
        SpecSession session = State.Outgoing[place] with { Handle = 0 };
        return new(State with { Outgoing = State.Outgoing.SetItem(place, session) });
    }

    /// <inheritdoc/>
    public ImmutableState RemoveMarked() => State.Outgoing.Where(session => session.Handle == 0).Aggregate(
        new ImmutableState(State with { Outgoing = State.Outgoing.RemoveAll(session => session.Handle == 0) }),
        (kept, gone) => kept.WithoutFiles(FilePlace.Outgoing, gone.Name));

    /// <inheritdoc/>
    public ImmutableState WriteImage() =>
        new ImmutableState(State with { Image = [.. State.Outgoing.Select(session => session.Name)] })
            .Copied(FilePlace.Outgoing, FilePlace.Image);

    /// <inheritdoc/>
    public ImmutableState ShowHandedOver() =>
        new ImmutableState(State with { Incoming = [.. State.HandedOver.Select(name => new SpecSession(name, 0))] })
            .Copied(FilePlace.HandedOver, FilePlace.Incoming);

    /// <inheritdoc/>
    public ImmutableState WithFrozen(bool frozen) => new(State with { Frozen = frozen });

    /// <inheritdoc/>
    public ImmutableState WithQuiescedBy(int? thread) => new(State with { QuiescedBy = thread });

    /// <inheritdoc/>
    public ImmutableState WithDeserialized(Errno answer) => new(State with { Deserialized = answer });

    /// <inheritdoc/>
    public ImmutableState InNextKernel(bool corrupt) => new(new SpecState
    {
        Capacity = State.Capacity,
        Number = State.Number + 1,
        HandedOver = State.Image,
        HandOverCorrupt = corrupt,
        Files = Copied(FilePlace.Image, FilePlace.HandedOver).State.Files.RemoveAll(file => file.Place != FilePlace.HandedOver),
    });

    private ImmutableArray<SpecSession> Sessions(SessionList list) =>
        list == SessionList.Outgoing ? State.Outgoing : State.Incoming;
}
