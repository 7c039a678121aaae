using System.Buffers.Binary;

namespace LuoVerified.Abi.DeviceTree;

/// <summary>A tag of the structure block: a big-endian 32-bit word.</summary>
internal enum FdtTag : uint
{
    BeginNode = 1,
    EndNode = 2,
    Property = 3,
    Nop = 4,
    End = 9,
}

/// <summary>Numbers of the flattened tree format, version 17. All words are big-endian. Sizes and offsets are in
/// bytes; header field names are those of <c>struct fdt_header</c>.</summary>
internal static class FdtFormat
{
    public const uint Magic = 0xd00dfeed;

    /// <summary>The magic number while a sequential write is under way (<c>FDT_SW_MAGIC</c>).</summary>
    public const uint UnfinishedMagic = ~Magic;

    public const uint WrittenVersion = 17;
    public const uint WrittenLastCompatibleVersion = 16;

    /// <summary>The oldest version that is read: from 16 on a node carries its own name, before it its full
    /// path.</summary>
    public const uint OldestReadVersion = 16;

    /// <summary>The first version whose header has <c>size_dt_struct</c>.</summary>
    public const uint FirstVersionWithStructureSize = 17;

    public const int MagicAt = 0;
    public const int TotalSizeAt = 4;
    public const int OffsetOfStructureAt = 8;
    public const int OffsetOfStringsAt = 12;
    public const int OffsetOfReserveMapAt = 16;
    public const int VersionAt = 20;
    public const int LastCompatibleVersionAt = 24;
    public const int SizeOfStringsAt = 32;
    public const int SizeOfStructureAt = 36;

    /// <summary>Size of a version 17 header.</summary>
    public const int HeaderSize = 40;

    public const int TagSize = 4;

    /// <summary>Tag, length of the value, offset of the name: what comes before a property's value.</summary>
    public const int PropertyHeadSize = 12;

    /// <summary>An address and a size, 64 bits each; a size of 0 ends the map.</summary>
    public const int ReserveEntrySize = 16;

    /// <summary>Header size by version (<c>fdt_header_size_</c>).</summary>
    public static int HeaderSizeOf(uint version) => version switch
    {
        <= 1 => 28,
        2 => 32,
        <= 16 => 36,
        _ => HeaderSize,
    };

    /// <summary>The next offset that a tag may have.</summary>
    public static int AlignToTag(int offset) => (offset + TagSize - 1) & ~(TagSize - 1);

    public static uint ReadWord(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    public static void WriteWord(Span<byte> bytes, int at, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(bytes[at..], value);
}
