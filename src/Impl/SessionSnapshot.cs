using LuoVerified.Abi;

namespace LuoVerified.Impl;

/// <summary>A session as the checker sees it.</summary>
/// <param name="Name">Its name, as stored.</param>
/// <param name="Retrieved">Whether it was handed out in this kernel by retrieve.</param>
public readonly record struct ListedSession(ByteString Name, bool Retrieved);

/// <summary>A preserved file as the checker sees it.</summary>
/// <param name="Incoming">Whether its session is in the incoming list.</param>
/// <param name="Session">The name of its session, as stored.</param>
/// <param name="Token">Its token.</param>
/// <param name="File">Which file it is: what its handler makes of it.</param>
/// <param name="Retrieved">Incoming: what its retrieval answered; null before it.</param>
public readonly record struct ListedFile(bool Incoming, ByteString Session, ulong Token, ulong File, Errno? Retrieved);

/// <summary>The state of a session service between two steps, as the checker and the console see it.</summary>
/// <param name="Outgoing">The sessions of the outgoing list, in order.</param>
/// <param name="OutgoingCount">The counter that goes with it.</param>
/// <param name="Incoming">The sessions of the incoming list, in order.</param>
/// <param name="IncomingCount">The counter that goes with it.</param>
/// <param name="Waiting">Whether sessions were handed over that are not, or not all, visible yet and still may be; null if
/// the design does not keep it.</param>
/// <param name="Frozen">Whether serialize has taken its snapshot and nothing has undone that since; null if the design does not
/// keep it.</param>
/// <param name="Quiesced">Whether quiesce has succeeded and resume has not been called since; null if the design does not keep
/// it.</param>
/// <param name="OutgoingBlock">The physical address of the block that serialize writes; 0 if there is none.</param>
/// <param name="DeserializeFailure">Why deserialize failed, in one line; empty if it did not, or the design does not say.</param>
public readonly record struct SessionSnapshot(
    IReadOnlyList<ListedSession> Outgoing,
    long OutgoingCount,
    IReadOnlyList<ListedSession> Incoming,
    long IncomingCount,
    bool? Waiting,
    bool? Frozen,
    bool? Quiesced,
    ulong OutgoingBlock,
    string DeserializeFailure = "")
{
    /// <summary>The physical addresses of the blocks that the service keeps beside those that the next kernel is led to, preserved or
    /// handed over; none by default. They must be there at the end. See <see cref="Design.HasOwnBlocks"/>.</summary>
    public IReadOnlyList<ulong> OwnBlocks { get => field ?? []; init; }

    /// <summary>The files of the sessions in both lists, in any order; none by default.</summary>
    public IReadOnlyList<ListedFile> Files { get => field ?? []; init; }

    /// <summary>How many sessions and files the service has given up: they are allocated, and nobody can reach them; 0 by default. See
    /// <see cref="Design.GivesUpAfterFailedDeserialize"/>.</summary>
    public int GivenUp { get; init; }
}
