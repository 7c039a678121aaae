using System.Buffers.Binary;

namespace LuoVerified.Abi.Blocks;

/// <summary>Where things lie in a block of sessions of <c>luo-v5</c>: one page, linked to the next by its physical
/// address.</summary>
/// <remarks>
/// <code>
///    0  u64   kho_block_header_ser.next     physical address of the next block; 0, it is the last
///    8  u64   kho_block_header_ser.count    entries in use in this block, 1 to 51 where it is handed over
///   16  u8    luo_session_ser[0].name[64]   1 to 63 bytes, a NUL, then bytes without meaning
///   80  u64   luo_session_ser[0].files      physical address of the first block of its files; 0, it has none
///   88  u64   luo_session_ser[0].count      how many files
///   96  u8    luo_session_ser[1].name[64]
///  ...
/// 4016  u8    luo_session_ser[50].name[64]
/// 4096
/// </code>
/// <para>All numbers are little-endian. Sources: <c>include/linux/kho/abi/block.h</c> and <c>luo.h</c>.</para>
/// </remarks>
public static class KhoBlock
{
    /// <summary>A block is a page: <c>KHO_BLOCK_SIZE</c>, 4,096 bytes.</summary>
    public const int Size = Limits.PageSize;

    /// <summary>Size of <c>struct kho_block_header_ser</c>: 16 bytes.</summary>
    public const int HeaderSize = 16;

    /// <summary>Offset of <c>next</c>: 0.</summary>
    public const int NextOffset = 0;

    /// <summary>Offset of <c>count</c>: 8.</summary>
    public const int CountOffset = 8;

    /// <summary>Size of <c>struct luo_session_ser</c>: 80 bytes.</summary>
    public const int EntrySize = Limits.SessionNameLength + 16;

    /// <summary>How many sessions a block holds: 51.</summary>
    public const int Capacity = (Size - HeaderSize) / EntrySize;

    /// <summary>The most blocks of a chain: <c>KHO_MAX_BLOCKS</c>, 10,000.</summary>
    public const int MaxBlocks = 10_000;

    /// <summary>Offset of an entry.</summary>
    /// <param name="entry">0 to 50.</param>
    /// <returns>The byte offset from the start of its block.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="entry"/> is outside that range.</exception>
    public static int EntryOffset(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entry, Capacity);
        return HeaderSize + (entry * EntrySize);
    }

    /// <summary>Makes bytes the block of these sessions, none of which has a file.</summary>
    /// <param name="block">Exactly 4,096 bytes; each that is neither header nor name becomes 0.</param>
    /// <param name="next">The physical address of the next block; 0 for none.</param>
    /// <param name="names">0 to 51 names, in order. Whether they differ is not looked at: they need not within a chain.</param>
    /// <exception cref="ArgumentException">The block has another size, there are more than 51 names, or one is the default
    /// value.</exception>
    public static void Write(Span<byte> block, ulong next, IReadOnlyList<SessionName> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (block.Length != Size)
        {
            throw new ArgumentException($"block: {block.Length} bytes, not {Size}", nameof(block));
        }

        if (names.Count > Capacity || names.Any(name => !name.IsValid))
        {
            throw new ArgumentException(
                names.Count > Capacity ? $"block: {names.Count} names, at most {Capacity} fit" : "block: an entry is no name", nameof(names));
        }

        block.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(block[NextOffset..], next);
        BinaryPrimitives.WriteUInt64LittleEndian(block[CountOffset..], (ulong)names.Count);
        for (int i = 0; i < names.Count; i++)
        {
            names[i].Bytes.Span.CopyTo(block[EntryOffset(i)..]);
        }
    }
}
