using static LuoVerified.Abi.DeviceTree.FdtFormat;

namespace LuoVerified.Abi.DeviceTree;

/// <summary>The checks that bytes pass before a reader trusts them, in the order of <c>fdt_check_full</c>. What is
/// not as in libfdt 1.6.1 is listed at <see cref="FdtReader.Open"/>.</summary>
internal static class FdtValidation
{
    private const int SmallestHeader = 28;

    /// <summary>Checks the header and what it says of the three blocks (<c>fdt_check_header</c>).</summary>
    public static FdtReadError? CheckHeader(ReadOnlySpan<byte> bytes) => HeaderErrors(bytes) is [var first, ..] ? first : null;

    /// <summary>All that is wrong with the header; the first is what <c>fdt_check_header</c> would answer.</summary>
    public static IReadOnlyList<FdtReadError> HeaderErrors(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SmallestHeader)
            return [TooShort(bytes.Length, SmallestHeader)];
        uint version = ReadWord(bytes, VersionAt);
        int headerSize = HeaderSizeOf(version);
        if (bytes.Length < headerSize)
            return [TooShort(bytes.Length, headerSize)];

        List<FdtReadError> errors = [];
        uint magic = ReadWord(bytes, MagicAt);
        if (magic != Magic)
            errors.Add(Field(FdtError.BadMagic, MagicAt, $"magic number 0x{magic:x8}, not 0x{Magic:x8}"));
        uint lastCompatible = ReadWord(bytes, LastCompatibleVersionAt);
        if (version < OldestReadVersion)
            errors.Add(Field(FdtError.BadVersion, VersionAt, $"version {version} is older than {OldestReadVersion}"));
        if (lastCompatible > Math.Min(version, WrittenVersion))
            errors.Add(Field(FdtError.BadVersion, LastCompatibleVersionAt,
                $"last compatible version {lastCompatible} is newer than {Math.Min(version, WrittenVersion)}"));

        // The fields of an older header lie elsewhere or are missing.
        if (version < OldestReadVersion)
            return errors;
        uint total = ReadWord(bytes, TotalSizeAt);
        if (total < headerSize || total > int.MaxValue)
            errors.Add(Field(FdtError.Truncated, TotalSizeAt,
                $"total size {total}, must be {headerSize} to {int.MaxValue}"));
        uint structureSize = version >= FirstVersionWithStructureSize ? ReadWord(bytes, SizeOfStructureAt) : 0;
        CheckBlock(bytes, errors, OffsetOfReserveMapAt, "reserve map", 0);
        CheckBlock(bytes, errors, OffsetOfStructureAt, "structure", structureSize);
        CheckBlock(bytes, errors, OffsetOfStringsAt, "strings", ReadWord(bytes, SizeOfStringsAt));
        CheckAlignment(bytes, errors, OffsetOfReserveMapAt, "reserve map", sizeof(ulong));
        CheckAlignment(bytes, errors, OffsetOfStructureAt, "structure", TagSize);
        if (bytes.Length < total)
            errors.Add(TooShort(bytes.Length, total));
        return errors;
    }

    /// <summary>Checks that an entry of size 0 ends the reserve map within the tree
    /// (<c>fdt_num_mem_rsv</c>).</summary>
    /// <param name="tree">All bytes up to the total size; their header must have passed.</param>
    public static FdtReadError? CheckReserveMap(ReadOnlySpan<byte> tree)
    {
        int at = (int)ReadWord(tree, OffsetOfReserveMapAt);
        while (at <= tree.Length - ReserveEntrySize)
        {
            if (!tree.Slice(at + sizeof(ulong), sizeof(ulong)).ContainsAnyExcept((byte)0))
                return null;
            at += ReserveEntrySize;
        }
        return new FdtReadError(FdtError.Truncated, at,
            $"device tree: reserve map has no end; byte {at} is too late for one");
    }

    /// <summary>Checks every tag up to the end tag: one root with an empty name, from the first byte on, nodes closed
    /// in pairs, property names in the strings block. One loop, whatever the depth.</summary>
    public static FdtReadError? CheckStructure(FdtStructure structure, FdtStrings strings, long structureStart)
    {
        int depth = 0;
        bool rootIsClosed = false;
        for (int offset = 0, next; ; offset = next)
        {
            FdtError code = structure.Next(offset, out FdtTag tag, out next);
            if (code == FdtError.Truncated)
                return At(code, "structure block has no end tag");
            if (code != FdtError.None)
                return At(code, "unknown tag, or a name or value that does not fit");
            if (rootIsClosed && tag == FdtTag.Nop)
                continue;
            if (rootIsClosed)
                return tag == FdtTag.End ? null : At(FdtError.BadStructure, $"{tag} behind the root");
            if (offset == 0 && tag != FdtTag.BeginNode)
                return At(FdtError.BadStructure, $"{tag} where the root must begin");
            switch (tag)
            {
                case FdtTag.BeginNode:
                    if (offset == 0 && !structure.NameOf(offset).IsEmpty)
                        return At(FdtError.BadStructure,
                            $"root has the name {new ByteString(structure.NameOf(offset))}");
                    depth++;
                    break;
                case FdtTag.EndNode:
                    depth--;
                    rootIsClosed = depth == 0;
                    break;
                case FdtTag.Property:
                    FdtError nameError = strings.TryGet(structure.NameOffsetOf(offset), out _);
                    if (nameError != FdtError.None)
                        return At(nameError,
                            $"property name {structure.NameOffsetOf(offset)} has no place or no end among the strings");
                    break;
                case FdtTag.End:
                    return At(FdtError.BadStructure, $"end tag inside {depth} open nodes");
            }

            FdtReadError At(FdtError error, string what)
            {
                // A tag that is missing would start at a multiple of 4, which can lie behind the block's end.
                long at = structureStart + Math.Min(offset, structure.Bytes.Length);
                return new FdtReadError(error, at, $"device tree: byte {at}: {what}");
            }
        }
    }

    private static void CheckBlock(ReadOnlySpan<byte> bytes, List<FdtReadError> errors, int fieldAt, string block, uint size)
    {
        uint start = ReadWord(bytes, fieldAt), total = ReadWord(bytes, TotalSizeAt);
        int headerSize = HeaderSizeOf(ReadWord(bytes, VersionAt));
        if (start < headerSize || start > total || size > total - start)
            errors.Add(Field(FdtError.Truncated, fieldAt,
                $"{block} block of {size} bytes from byte {start} does not lie in bytes {headerSize} to {total}"));
    }

    private static void CheckAlignment(ReadOnlySpan<byte> bytes, List<FdtReadError> errors, int fieldAt, string block, int alignment)
    {
        uint start = ReadWord(bytes, fieldAt);
        if (start % (uint)alignment != 0)
            errors.Add(Field(FdtError.Alignment, fieldAt, $"{block} block begins at byte {start}, no multiple of {alignment}"));
    }

    private static FdtReadError TooShort(int length, long needed) =>
        new(FdtError.Truncated, length, $"device tree: {length} bytes, {needed} needed; byte {length} is missing");

    private static FdtReadError Field(FdtError code, int at, string what) =>
        new(code, at, $"device tree: header byte {at}: {what}");
}
