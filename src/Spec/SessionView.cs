using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>A session as an invariant sees it.</summary>
/// <param name="Name">Its name, any bytes.</param>
/// <param name="Retrieved">Whether it was handed out in this kernel.</param>
public readonly record struct ViewedSession(ByteString Name, bool Retrieved);

/// <summary>What the invariants speak about: a state of the specification or of an implementation, between two steps.</summary>
/// <param name="Capacity">The most sessions tracked for the next kernel.</param>
/// <param name="Outgoing">The sessions created in this kernel, in order.</param>
/// <param name="OutgoingCount">The counter that goes with them.</param>
/// <param name="Incoming">The visible sessions of the previous kernel, in order.</param>
/// <param name="IncomingCount">The counter that goes with them.</param>
/// <param name="Waiting">Whether sessions were handed over that are not, or not all, visible and still may be.</param>
/// <param name="Frozen">From serialize to abort or jump.</param>
/// <param name="Quiesced">From a successful quiesce to resume.</param>
/// <param name="Image">The names in the block for the next kernel, in order; null where the block cannot be read.</param>
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
        [.. state.Image.Select(name => name.Bytes)]);

    /// <inheritdoc/>
    public override string ToString() =>
        $"outgoing [{Names(Outgoing)}] count {OutgoingCount}, incoming [{Names(Incoming)}] count {IncomingCount}"
        + (Waiting ? ", waiting" : "")
        + (Frozen ? $", frozen with image [{(Image is null ? "unreadable" : string.Join(' ', Image))}]" : "")
        + (Quiesced ? ", quiesced" : "");

    private static string Names(IEnumerable<ViewedSession> sessions) =>
        string.Join(' ', sessions.Select(session => $"{(session.Retrieved ? '+' : '-')}{session.Name}"));
}
