using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about <c>luo-v5</c>: its root, and chains of blocks.</summary>
internal static class ChainCases
{
    private const ulong First = 0x1000;
    private const ulong Second = 0x2000;
    private const int Capacity = 2;

    public static IEnumerable<FormatCase> All() =>
        Roots().Select(root => FormatCase.Read(root, RootBySpecification, RootByCode))
            .Concat(Roots().Select(root => FormatCase.Read(root, VersionBySpecification, VersionByCode)))
            .Concat(Chains().Select(chain => FormatCase.Read(chain, Chain(BySpecification), Chain(ByCode))))
            .Concat(new[] { KhoBlock.MaxBlocks - 1, KhoBlock.MaxBlocks, KhoBlock.MaxBlocks + 1 }.Select(Long))
            .Append(FormatCase.Write("a root", () => [.. LuoV5.WriteRoot(7, First, Second), Dirty.Bytes(1)[0]], WrittenRoot))
            .Concat(((int[])[0, LuoSer.Size - 1]).SelectMany(room => FormatCase.Fill("a root", room, _ => null, bytes => new LuoSer(7, First).Write(bytes))))
            .Concat(Contents().Concat(Wrong()).SelectMany(names => Written(names, KhoBlock.Size)))
            .Concat(((int[])[0, KhoBlock.Size - 1, KhoBlock.Size + 1]).SelectMany(room => Written(["a"], room)))
            .Concat(((int[])[-1, 0, 1, KhoBlock.Capacity - 1, KhoBlock.Capacity]).Select(
                entry => FormatCase.Place("a block of luo-v5", entry, LuoV5.Place, KhoBlock.EntryOffset)));

    private static IEnumerable<string[]> Contents() =>
        [[], ["a"], [new string('x', Limits.SessionNameLength - 1), "a"], [.. Enumerable.Range(0, KhoBlock.Capacity).Select(i => $"{i}")]];

    /// <summary>What no block holds: more than fit, and one that is no name. Two that are the same it does hold.</summary>
    private static IEnumerable<string[]> Wrong() =>
        [[.. Enumerable.Range(0, KhoBlock.Capacity + 1).Select(i => $"{i}")], [""], ["a", ""], ["a", "a"]];

    private static IEnumerable<Damaged> Roots()
    {
        byte[] root = LuoV5.WriteRoot(0x0102_0304_0506_0708, First, Second);
        return Damaged.Values("a root", root, Enumerable.Range(0, root.Length))
            .Concat(Damaged.Lengths("a root", [.. root, 9], Enumerable.Range(0, root.Length + 2)));
    }

    /// <summary>Two blocks, one behind the other: the first is full, the second is not.</summary>
    private static IEnumerable<Damaged> Chains()
    {
        byte[] blocks = [.. LuoV5.WriteBlock(Second, ["a", "bb"])!, .. LuoV5.WriteBlock(0, ["c"])!];
        IEnumerable<int> heads = [.. Enumerable.Range(0, KhoBlock.HeaderSize), .. Enumerable.Range(KhoBlock.Size, KhoBlock.HeaderSize)];
        IEnumerable<int> entries = Enumerable.Range(KhoBlock.HeaderSize, Capacity * KhoBlock.EntrySize)
            .Concat(Enumerable.Range(KhoBlock.Size + KhoBlock.HeaderSize, KhoBlock.EntrySize));
        byte[] endless = (byte[])blocks.Clone();
        endless.AsSpan(KhoBlock.EntryOffset(0), Limits.SessionNameLength).Fill((byte)'y');
        return Damaged.Values("a chain of two blocks", blocks, heads)
            .Concat(Damaged.Values("a chain of two blocks", blocks, entries, 0, 1, (byte)'a', 0xff))
            .Concat(Damaged.Lengths("a chain of two blocks", blocks, [0, 1, KhoBlock.Size - 1, KhoBlock.Size, blocks.Length - 1, blocks.Length]))
            .Append(new Damaged(endless, () => "a chain of two blocks, entry 0 without an end"));
    }

    private static string? RootBySpecification(ReadOnlyMemory<byte> root) =>
        LuoV5.ReadRoot(root.Span) is var (number, sessions, flbs) ? RootWords(number, sessions, flbs) : null;

    /// <summary>One that is refused says nothing.</summary>
    private static string? RootByCode(ReadOnlyMemory<byte> root) =>
        LuoSer.TryRead(root.Span, out LuoSer ser) is null || ser != default ? RootWords(ser.Number, ser.SessionsAddress, ser.FlbsAddress) : null;

    private static string? VersionBySpecification(ReadOnlyMemory<byte> root) => LuoV5.IsVersion(root.Span) ? "it is" : null;

    private static string? VersionByCode(ReadOnlyMemory<byte> root) => LuoSer.IsCompatible(root.Span) ? "it is" : null;

    private static string RootWords(ulong number, ulong sessions, ulong flbs) => $"number 0x{number:x}, sessions at 0x{sessions:x}, flbs at 0x{flbs:x}";

    private static string BySpecification(ulong head, Func<ulong, ReadOnlyMemory<byte>> blockAt, int capacity)
    {
        (IReadOnlyList<ulong> blocks, IReadOnlyList<string> names, bool isSound) = LuoV5.ReadChain(head, blockAt, capacity);
        return Words(blocks, names.Select(Named.Words), isSound);
    }

    private static string ByCode(ulong head, Func<ulong, ReadOnlyMemory<byte>> blockAt, int capacity)
    {
        var chain = KhoBlockChain.Read(head, blockAt, capacity);
        return Words(chain.Blocks, chain.Names.Select(name => $"{name}"), chain.Error is null);
    }

    private static string Words(IReadOnlyList<ulong> blocks, IEnumerable<string> names, bool isSound) =>
        $"{blocks.Count} blocks, at {string.Join(' ', blocks.TakeLast(2).Select(at => $"0x{at:x}"))}: {string.Join(' ', names)}{(isSound ? "" : ", then a fault")}";

    /// <summary>The blocks stand one behind the other, from the first address on.</summary>
    private static Func<ReadOnlyMemory<byte>, string?> Chain(Func<ulong, Func<ulong, ReadOnlyMemory<byte>>, int, string> read) => bytes => read(
        First,
        address => address >= First && address - First < (ulong)bytes.Length ? bytes[(int)(address - First)..] : default,
        Capacity);

    /// <summary>A chain of many blocks, each at the address of its number.</summary>
    private static FormatCase Long(int blocks)
    {
        return new(() => $"a chain of {blocks} blocks", () => BySpecification(1, At, 1), () => ByCode(1, At, 1));

        ReadOnlyMemory<byte> At(ulong address) => LuoV5.WriteBlock(address == (ulong)blocks ? 0 : address + 1, ["a"])!;
    }

    private static byte[] WrittenRoot()
    {
        byte[] bytes = Dirty.Bytes(LuoSer.Size + 1);
        new LuoSer(7, First, Second).Write(bytes);
        return bytes;
    }

    private static IEnumerable<FormatCase> Written(string[] names, int room) => FormatCase.Fill(
        $"a block of luo-v5 of {names.Length} sessions ({string.Join(' ', names.Take(4).Select(Named.Words))})",
        room,
        bytes => LuoV5.WriteBlock(Second, names, bytes),
        block => KhoBlock.Write(block, Second, Named.All(names)));
}
