using System.Collections.Immutable;
using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>A session of the specification.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Handle">The open handle on it; 0 if none is open.</param>
/// <param name="Retrieved">Incoming: it was handed out in this kernel.</param>
public readonly record struct SpecSession(SessionName Name, int Handle, bool Retrieved = false);

/// <summary>A state of the specification: one immutable value, equal to another by content.</summary>
public sealed record SpecState
{
    /// <summary>The most sessions tracked for the next kernel, 1 and up.</summary>
    public required int Capacity { get; init; }

    /// <summary>How many live updates led here.</summary>
    public ulong Number { get; init; }

    /// <summary>The sessions created in this kernel, in order. One without an open handle was closed while frozen: it
    /// leaves when the reboot is aborted.</summary>
    public ImmutableArray<SpecSession> Outgoing { get; init; } = [];

    /// <summary>The sessions of the previous kernel that are visible, in order.</summary>
    public ImmutableArray<SpecSession> Incoming { get; init; } = [];

    /// <summary>What the previous kernel handed over, in order; kept after it was deserialized.</summary>
    public ImmutableArray<SessionName> HandedOver { get; init; } = [];

    /// <summary>Whether what was handed over cannot be read.</summary>
    public bool HandOverCorrupt { get; init; }

    /// <summary>What deserialize answered in this kernel; null before it has.</summary>
    public Errno? Deserialized { get; init; }

    /// <summary>From serialize to abort or jump.</summary>
    public bool Frozen { get; init; }

    /// <summary>The thread that has quiesced and not resumed; null if none has.</summary>
    public int? QuiescedBy { get; init; }

    /// <summary>What serialize wrote last in this kernel.</summary>
    public ImmutableArray<SessionName> Image { get; init; } = [];

    /// <summary>The files of all these sessions, sorted.</summary>
    public ImmutableArray<SpecFile> Files { get; init; } = [];

    /// <summary>Whether sessions were handed over that are not visible and still may be.</summary>
    public bool Waiting => SessionSpec.IsWaiting(new ImmutableState(this));

    /// <inheritdoc/>
    public bool Equals(SpecState? other) => ReferenceEquals(this, other) || (other is not null
        && Capacity == other.Capacity && Number == other.Number && HandOverCorrupt == other.HandOverCorrupt
        && Deserialized == other.Deserialized && Frozen == other.Frozen && QuiescedBy == other.QuiescedBy
        && Outgoing.AsSpan().SequenceEqual(other.Outgoing.AsSpan())
        && Incoming.AsSpan().SequenceEqual(other.Incoming.AsSpan())
        && HandedOver.AsSpan().SequenceEqual(other.HandedOver.AsSpan())
        && Image.AsSpan().SequenceEqual(other.Image.AsSpan())
        && Files.AsSpan().SequenceEqual(other.Files.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Not HashCode: that one draws a random seed for each process.
        unchecked
        {
            int hash = (int)Number * 31 + (Frozen ? 1 : 0) + (QuiescedBy ?? -1) + (int)(Deserialized ?? (Errno)(-1));
            foreach (SpecSession session in Outgoing)
            {
                hash = (hash * 16777619) ^ session.Name.GetHashCode() ^ session.Handle;
            }

            foreach (SpecSession session in Incoming)
            {
                hash = (hash * 16777619) ^ session.Name.GetHashCode() ^ session.Handle ^ (session.Retrieved ? 0x5bd1 : 0);
            }

            foreach (SpecFile file in Files)
            {
                hash = (hash * 16777619) ^ file.Session.GetHashCode() ^ ((int)file.Token << 4) ^ (int)file.Place;
            }

            return (hash * 31) + Image.Length;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string sessions(ImmutableArray<SpecSession> list) =>
            string.Join(' ', list.Select(s => $"{s.Name}{(s.Handle == 0 ? "" : $"(h{s.Handle})")}"));
        return $"kernel {Number}: outgoing [{sessions(Outgoing)}] incoming [{sessions(Incoming)}]"
            + (Waiting ? $" waiting [{string.Join(' ', HandedOver)}]" : "")
            + (Deserialized is { } answer ? $" deserialized {answer.ToAnswer()}" : "")
            + (Frozen ? $" frozen image [{string.Join(' ', Image)}]" : "")
            + (QuiescedBy is null ? "" : " quiesced")
            + string.Concat(Files.GroupBy(file => file.Place).Select(each => $" files {each.Key.ToString().ToLowerInvariant()} [{string.Join(' ', each)}]"));
    }
}
