using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>A session as an invariant sees it.</summary>
/// <param name="Name">Its name, any bytes.</param>
/// <param name="Retrieved">Whether it was handed out in this kernel.</param>
public readonly record struct ViewedSession(ByteString Name, bool Retrieved);

/// <summary>A preserved file as the checker sees it.</summary>
/// <param name="Incoming">Whether its session is in the incoming list.</param>
/// <param name="Session">The name of its session, any bytes.</param>
/// <param name="Token">Its token.</param>
/// <param name="File">Which file it is.</param>
/// <param name="Retrieved">Incoming: what its retrieval answered; null before it.</param>
/// <param name="Frozen">Outgoing: whether its handler has frozen it.</param>
public readonly record struct ViewedFile(bool Incoming, ByteString Session, ulong Token, ulong File, Errno? Retrieved, bool Frozen);

/// <summary>The parts of a <see cref="SessionView"/>.</summary>
[Flags]
public enum ViewParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The names in the outgoing list, in order.</summary>
    Outgoing = 1,

    /// <summary>The counter that goes with it.</summary>
    OutgoingCount = 2,

    /// <summary>The names in the incoming list, in order.</summary>
    Incoming = 4,

    /// <summary>The counter that goes with it.</summary>
    IncomingCount = 8,

    /// <summary>The names in the block for the next kernel, in order.</summary>
    Image = 16,

    /// <summary>Whether the service is frozen.</summary>
    Frozen = 32,

    /// <summary>Whether sessions wait to be deserialized.</summary>
    Waiting = 64,

    /// <summary>Whether the service is quiesced.</summary>
    Quiesced = 128,
}

/// <summary>What the invariants speak about: a state of the specification or of an implementation, between two steps.</summary>
/// <param name="Capacity">The most sessions tracked for the next kernel.</param>
/// <param name="Outgoing">The sessions created in this kernel, in order.</param>
/// <param name="OutgoingCount">The counter that goes with them.</param>
/// <param name="Incoming">The visible sessions of the previous kernel, in order.</param>
/// <param name="IncomingCount">The counter that goes with them.</param>
/// <param name="Waiting">Whether sessions were handed over that are not, or not all, visible and still may be.</param>
/// <param name="Frozen">From serialize to abort or jump.</param>
/// <param name="Quiesced">From a successful quiesce to resume.</param>
/// <param name="Image">The names in the block for the next kernel, in order; null if the block cannot be read.</param>
public sealed record SessionView(
    int Capacity,
    IReadOnlyList<ViewedSession> Outgoing,
    long OutgoingCount,
    IReadOnlyList<ViewedSession> Incoming,
    long IncomingCount,
    bool Waiting,
    bool Frozen,
    bool Quiesced,
    IReadOnlyList<ByteString>? Image)
{
    /// <summary>The files of the sessions in both lists; none by default. No rule about the state reads them.</summary>
    public IReadOnlyList<ViewedFile> Files { get; init; } = [];

    /// <summary>The view of a state of the specification.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The view.</returns>
    public static SessionView Of(SpecState state) => new(
        state.Capacity,
        [.. state.Outgoing.Select(session => new ViewedSession(session.Name.Bytes, session.Retrieved))],
        state.Outgoing.Length,
        [.. state.Incoming.Select(session => new ViewedSession(session.Name.Bytes, session.Retrieved))],
        state.Incoming.Length,
        state.Waiting,
        state.Frozen,
        state.QuiescedBy is not null,
        [.. state.Image.Select(name => name.Bytes)])
    {
        Files =
        [
            .. state.Files.Where(file => file.Place <= FilePlace.Incoming).Select(file => new ViewedFile(
                file.Place == FilePlace.Incoming, file.Session.Bytes, file.Token, file.File, file.Retrieved, file.Place == FilePlace.Outgoing && state.Frozen)),
        ],
    };

    /// <summary>The lists, counters and image that differ from those of another view.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The parts.</returns>
    public ViewParts DifferenceFrom(SessionView other) =>
        (SameNames(Outgoing, other.Outgoing) ? 0 : ViewParts.Outgoing)
        | (OutgoingCount == other.OutgoingCount ? 0 : ViewParts.OutgoingCount)
        | (SameNames(Incoming, other.Incoming) ? 0 : ViewParts.Incoming)
        | (IncomingCount == other.IncomingCount ? 0 : ViewParts.IncomingCount)
        | (SameImage(Image, other.Image) ? 0 : ViewParts.Image);

    /// <summary>This view with some of the lists, counters and image of another.</summary>
    /// <param name="parts">Which; other parts are overlooked.</param>
    /// <param name="from">The other.</param>
    /// <returns>The view.</returns>
    public SessionView With(ViewParts parts, SessionView from) => this with
    {
        Outgoing = parts.HasFlag(ViewParts.Outgoing) ? from.Outgoing : Outgoing,
        OutgoingCount = parts.HasFlag(ViewParts.OutgoingCount) ? from.OutgoingCount : OutgoingCount,
        Incoming = parts.HasFlag(ViewParts.Incoming) ? from.Incoming : Incoming,
        IncomingCount = parts.HasFlag(ViewParts.IncomingCount) ? from.IncomingCount : IncomingCount,
        Image = parts.HasFlag(ViewParts.Image) ? from.Image : Image,
    };

    /// <summary>Whether the outgoing list has a session.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True if it does.</returns>
    public bool HasOutgoing(ByteString name)
    {
        for (int i = 0; i < Outgoing.Count; i++)
        {
            if (Outgoing[i].Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"outgoing [{Names(Outgoing)}] count {OutgoingCount}, incoming [{Names(Incoming)}] count {IncomingCount}"
        + (Waiting ? ", waiting" : "")
        + (Frozen ? $", frozen with image [{(Image is null ? "unreadable" : string.Join(' ', Image))}]" : "")
        + (Quiesced ? ", quiesced" : "")
        + (Files.Count == 0 ? "" : $", files [{string.Join(' ', Files.Select(FileText))}]");

    private static bool SameNames(IReadOnlyList<ViewedSession> one, IReadOnlyList<ViewedSession> other)
    {
        bool same = one.Count == other.Count;
        for (int i = 0; same && i < one.Count; i++)
        {
            same = one[i].Name == other[i].Name;
        }

        return same;
    }

    private static bool SameImage(IReadOnlyList<ByteString>? one, IReadOnlyList<ByteString>? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.SequenceEqual(other));

    private static string FileText(ViewedFile file) =>
        $"{file.Session}:{file.Token}{FileDescriptor.Of(file.File).After(file.Token, "=")}{(file.Retrieved is { } answer ? $"({answer.ToAnswer()})" : "")}{(file.Frozen ? "(frozen)" : "")}";

    private static string Names(IEnumerable<ViewedSession> sessions) =>
        string.Join(", ", sessions.Select(session => $"{(session.Name.Length == 0 ? "''" : session.Name)}{(session.Retrieved ? " (retrieved)" : "")}"));
}
