using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the device tree of <c>luo-v1</c>.</summary>
internal static class TreeCases
{
    private const ulong Number = 0x0102_0304_0506_0708;
    private const ulong Address = 0x1112_1314_1516_1718;

    /// <summary>More bytes than the tree takes.</summary>
    private const int Room = 512;

    public static IEnumerable<FormatCase> All() =>
        Images().Select(image => FormatCase.Read(image, Specification, Code))
            .Concat(Enumerable.Range(0, Room + 1).Select(Sized))
            .Append(Unread("number", tree => tree.Number)).Append(Unread("address", tree => tree.SessionHeaderAddress))
            .Concat(Enumerable.Range(0, Room).Append(Limits.FdtSize).Select(Written));

    private static IEnumerable<Damaged> Images()
    {
        byte[] tree = LuoV1.Write(Number, Address, Room)!;
        var whole = StructureEdits.Of(tree);
        int size = whole.TotalSize;
        uint[] values =
        [
            0, 1, 4, 15, 16, 17, 18, 28, 36, 39, 40, 41, 44, 47, 48, 56, 60, 64, (uint)size - 16, (uint)size - 4, (uint)size - 1, (uint)size,
            (uint)size + 1, Room, Room + 1, int.MaxValue, 0x8000_0000, uint.MaxValue,
        ];
        // Things are looked up in these that are there: a reader that goes past their end may not come back, and says nothing then.
        return whole.WithNops(version: 17).Concat(whole.WithNops(version: 16))
            .Concat(Damaged.Values("the tree", tree, Enumerable.Range(0, size + 1)))
            .Concat(Damaged.Lengths("the tree", tree, Enumerable.Range(0, Room + 1)))
            .Concat(Damaged.PairsOfWords("the tree", tree, 10, values))
            .Concat(whole.Twice(version: 17))
            .Concat(whole.Twice(version: 16).Take(4_000));
    }

    private static string? Specification(ReadOnlyMemory<byte> bytes) =>
        LuoV1.Read(bytes.Span) is var (number, address) ? Words(number, address) : null;

    /// <summary>A part that is refused says 0.</summary>
    private static string? Code(ReadOnlyMemory<byte> bytes)
    {
        if (LuoTree.Read(bytes) is { IsOk: true } tree)
        {
            return Words(tree.Number, tree.SessionHeaderAddress);
        }

        return FdtReader.Open(bytes).Reader is { } reader
            && ((LuoTree.ReadRoot(reader, out ulong number) is not null && number != 0)
                || (LuoTree.ReadSessionHeader(reader, out ulong address) is not null && address != 0))
            ? "refused, with a number"
            : null;
    }

    /// <summary>How long a tree is of which only the first bytes are there.</summary>
    private static FormatCase Sized(int length)
    {
        byte[] tree = LuoV1.Write(Number, Address, Room)!;
        return FormatCase.Read(
            new Damaged(tree.AsMemory(0, length), () => $"the size of the tree, by its first {length} bytes"),
            bytes => DeviceTree.Read(bytes.Span) is not null ? $"{StructureEdits.Of(tree).TotalSize}" : null,
            bytes =>
            {
                try
                {
                    return $"{LuoTree.TotalSize(bytes)}";
                }
                catch (ArgumentException)
                {
                    return null;
                }
            });
    }

    /// <summary>A tree that is refused has no number.</summary>
    private static FormatCase Unread(string what, Func<LuoTreeResult, ulong> number) => new(() => $"the {what} of no bytes", () => FormatCase.Refused, () =>
    {
        try
        {
            return $"{number(LuoTree.Read(default))}";
        }
        catch (InvalidOperationException)
        {
            return FormatCase.Refused;
        }
    });

    private static string Words(ulong number, ulong address) => $"number 0x{number:x}, block at 0x{address:x}";

    /// <summary>As a kernel writes it: in parts, over what the memory held.</summary>
    private static FormatCase Written(int room) => FormatCase.Write($"a tree into {room} bytes", () => LuoV1.Write(Number, Address, room), () =>
    {
        byte[] bytes = Dirty.Bytes(room);
        var writer = new FdtWriter(bytes);
        FdtError[] errors = [LuoTree.WriteRootStart(writer, Number), LuoTree.WriteSessionNode(writer, Address), LuoTree.WriteRootEnd(writer)];
        return errors.All(error => error == FdtError.None) ? bytes : null;
    });
}
