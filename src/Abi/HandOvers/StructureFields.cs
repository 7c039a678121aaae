using LuoVerified.Abi.Blocks;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Says which fields of a structure some of its bytes are: what a read or a write of them is about. The readers of this
/// folder say where fields lie.</summary>
public static class StructureFields
{
    /// <summary>The fields of a block of sessions.</summary>
    /// <param name="layout"><see cref="Layouts.SessionsV1"/> or <see cref="Layouts.SessionsV5"/>.</param>
    /// <param name="block">All its bytes; what they hold may be anything.</param>
    /// <param name="offset">The first of the bytes, 0 and up.</param>
    /// <param name="length">How many they are, 1 and up.</param>
    /// <returns>The fields that have one of them, in order. If the header is among them only entries that are in use count; else also
    /// others: an entry is written before it is counted. None if the block is too short, or where the bytes lie in no field.</returns>
    public static IReadOnlyList<AbiField> OfSessions(TableLayout layout, ReadOnlyMemory<byte> block, int offset, int length)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (block.Length < layout.Size)
            return [];
        var scribe = new Scribe(block, null);
        ulong count = layout == Layouts.SessionsV5 ? ChainReader.Header(scribe, 0).Count : TableReader.SessionCount(scribe, 0);
        int first = Math.Max(offset - layout.HeaderSize, 0) / layout.EntrySize;
        int behind = (offset + length - layout.HeaderSize + layout.EntrySize - 1) / layout.EntrySize;
        behind = (int)Math.Min((ulong)Math.Clamp(behind, 0, layout.Capacity), offset < layout.HeaderSize ? count : int.MaxValue);
        for (int entry = first; entry < behind; entry++)
            TableReader.Session(scribe, 0, layout, entry, [], (_, _, _, _, _) => { });
        return Overlapping(scribe, offset, length);
    }

    /// <summary>The fields of a <see cref="LuoSer"/>.</summary>
    /// <param name="root">Its bytes and perhaps more.</param>
    /// <param name="offset">The first of the bytes that are asked for, 0 and up.</param>
    /// <param name="length">How many they are, 1 and up.</param>
    /// <returns>The numbers that have one of them, in order; none if the root is too short.</returns>
    public static IReadOnlyList<AbiField> OfRoot(ReadOnlyMemory<byte> root, int offset, int length)
    {
        if (root.Length < LuoSer.Size)
            return [];
        var scribe = new Scribe(root, null);
        _ = BlockFormat.Numbers(scribe, 0);
        return Overlapping(scribe, offset, length);
    }

    private static AbiField[] Overlapping(Scribe scribe, int offset, int length) =>
        [.. scribe.Finish(null).Fields.Where(field => field.Offset < offset + length && offset < field.Offset + field.Length)];
}
