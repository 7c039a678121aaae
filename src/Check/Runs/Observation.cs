using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>Looks at a machine from outside, between two steps.</summary>
internal static class Observation
{
    /// <summary>The state of the running kernel in the terms of the specification.</summary>
    public static SessionView View(Machine machine, bool withImage)
    {
        SessionSnapshot snapshot = machine.Kernel!.Sessions.Inspect();
        return new SessionView(
            machine.SessionCapacity,
            [.. snapshot.Outgoing.Select(session => new ViewedSession(session.Name, session.Retrieved))],
            snapshot.OutgoingCount,
            [.. snapshot.Incoming.Select(session => new ViewedSession(session.Name, session.Retrieved))],
            snapshot.IncomingCount,
            snapshot.Waiting,
            snapshot.Frozen,
            snapshot.Quiesced,
            withImage || snapshot.Frozen ? Image(machine.Memory.Observe(snapshot.OutgoingBlock).Span) : []);
    }

    /// <summary>Spoils the image that the running kernel has written; false where it is too small for that.</summary>
    public static bool TryCorrupt(Machine machine, Corruption corruption)
    {
        Span<byte> block = machine.Memory.Observe(machine.Kernel!.Sessions.Inspect().OutgoingBlock).Span;
        ulong needed = corruption switch
        {
            Corruption.Duplicate => 2,
            Corruption.Count => 0,
            _ => 1,
        };
        if (BinaryPrimitives.ReadUInt64LittleEndian(block) < needed)
        {
            return false;
        }

        Span<byte> first = block.Slice(Limits.SessionHeaderSize, Limits.SessionEntrySize);
        switch (corruption)
        {
            case Corruption.Duplicate:
                first.CopyTo(block.Slice(Limits.SessionHeaderSize + Limits.SessionEntrySize, Limits.SessionEntrySize));
                break;
            case Corruption.Unterminated:
                first.Fill((byte)'x');
                break;
            case Corruption.Empty:
                first.Clear();
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(block, ulong.MaxValue);
                break;
        }

        return true;
    }

    /// <summary>The names in a block, read leniently: the kernel under check may have written any.</summary>
    private static List<ByteString>? Image(ReadOnlySpan<byte> block)
    {
        ulong count = block.IsEmpty ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(block);
        if (count > Limits.SessionCapacity)
        {
            return null;
        }

        List<ByteString> names = [];
        for (int i = 0; i < (int)count; i++)
        {
            ReadOnlySpan<byte> entry = block.Slice(Limits.SessionHeaderSize + (i * Limits.SessionEntrySize), Limits.SessionEntrySize);
            int nul = entry.IndexOf((byte)0);
            names.Add(new ByteString(nul < 0 ? entry : entry[..nul]));
        }

        return names;
    }
}
