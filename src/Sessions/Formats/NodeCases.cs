using System.Buffers.Binary;
using System.Text;
using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about trees that are none of <c>luo-v1</c>'s, too: what stands in them, and what is found by a name.</summary>
internal static class NodeCases
{
    private const int Room = 512;

    /// <summary>Where the value of the property <c>compatible</c> begins: behind header and map, the root, another property, and its head.</summary>
    private const int ListAt = 64 + 8 + 16 + 12;

    /// <summary>Where the first property of the root says where its name begins: behind the root, its tag and its length.</summary>
    private const int PlaceAt = 64 + 8 + 8;

    /// <summary>Deeper than any of the trees.</summary>
    private const int Deepest = 20;

    private static readonly string[] Lists =
        ["", "a", "a\0", "ab\0", "\0", "a\0b", "b\0a", "b\0a\0", "\0a\0", "abc\0a\0", "bb\0\0a\0", "xa\0", "abcd", "abca", "a\0abc"];

    private static readonly string[] Nodes = ["n", "n@1", "nn", "n@", "@", "m@1", "m@2", "nm", "n@1@2"];

    public static IEnumerable<FormatCase> All() =>
        Images().Select(image => FormatCase.Read(
            image,
            bytes => $"{(DeviceTree.Read(bytes.Span, out string flaw) is { } root ? Words(root) : FormatCase.Refused)} {flaw}",
            bytes => FdtReader.Open(bytes) is var opened && opened.IsOk ? $"{Words(opened.Reader, opened.Reader.Root)} "
                : $"{FormatCase.Refused} {opened.Error.Code.ToString().ToUpperInvariant()}"))
        .Concat(
            from list in Lists.Append(null)
            from sought in (string[])["", "a", "b", "ab", "abc", "abcd"]
            from padding in (byte[])[0, (byte)'b', 0xff]
            select Compatible(list, sought, padding))
        .Concat(from first in Nodes from second in Nodes from sought in (string[])[.. Nodes, "", "m"] select Found(first, second, sought))
        .Concat(from place in (uint[])[0, 1, 2, 3, uint.MaxValue] from end in (byte[])[0, (byte)'q'] select Property(place, end))
        .Append(new FormatCase(
            () => "the name of a node of another reader",
            () => "throws ArgumentException: not a node of this reader (Parameter 'node')",
            () => $"{Reader(tree => { }).NameOf(Reader(tree => { }).Root)}"));

    /// <summary>Trees in pieces that were put together in another way; and one of version 16, whose header has nine words and does not say how
    /// long the structure is, with two other words.</summary>
    private static IEnumerable<Damaged> Images()
    {
        byte[] tree = LuoV1.Write(1, 2, Room)!;
        byte[] older = (byte[])tree.Clone();
        Put(older, (5, 16u), (6, 16u));
        var whole = StructureEdits.Of(tree);
        return Headers().Concat(Places()).Concat(whole.Cut(version: 17)).Concat(whole.Cut(version: 16)).Concat(whole.WithMapLast())
            .Concat(whole.Twice(version: 17))
            .Concat(Damaged.PairsOfWords("a tree of version 16", older, 9, [0, 35, 36, 39, 40, 64, 220, 240, 244, 0x7fff_ffff, 0x8000_0000]));
    }

    /// <summary>Trees that end where all their blocks begin, at a header of either version or near it, so that there is nothing in them.</summary>
    private static IEnumerable<Damaged> Places() =>
        from version in (uint[])[16, 17]
        from place in Enumerable.Range(32, 17)
        select Empty(version, (uint)place);

    private static Damaged Empty(uint version, uint place)
    {
        byte[] tree = LuoV1.Write(1, 2, Room)!;
        Put(tree, (1, place), (2, place), (3, place), (4, place), (5, version), (8, 0u), (9, 0u));
        return new(tree, () => $"a tree of version {version} that ends at byte {place}, where its blocks begin");
    }

    /// <summary>Headers of every version of which nothing but the first bytes is there, with and without what makes them one.</summary>
    private static IEnumerable<Damaged> Headers() =>
        from version in (uint[])[0, 1, 2, 3, 4, 15, 16, 17, 18, uint.MaxValue]
        from oldest in (uint[])[0, 16, 17, 18]
        from length in Enumerable.Range(27, 16)
        from isMagic in (bool[])[true, false]
        select Header(version, oldest, length, isMagic);

    private static Damaged Header(uint version, uint oldest, int length, bool isMagic)
    {
        byte[] tree = LuoV1.Write(1, 2, Room)!;
        Put(tree, (5, version), (6, oldest));
        tree[0] ^= isMagic ? (byte)0 : (byte)1;
        return new(tree.AsMemory(0, length), () => $"{length} bytes of a tree of version {version} that {oldest} can read{(isMagic ? "" : ", with another magic number")}");
    }

    /// <summary>Changes words of the header, each called by its number.</summary>
    private static void Put(byte[] tree, params ReadOnlySpan<(int Word, uint Value)> words)
    {
        foreach ((int word, uint value) in words)
        {
            BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(word * sizeof(uint)), value);
        }
    }

    /// <summary>Another writer may leave anything in the padding behind a value.</summary>
    private static FormatCase Compatible(string? list, string sought, byte padding)
    {
        byte[] tree = Bytes(Fill);
        int end = ListAt + (list?.Length ?? 0);
        tree.AsSpan(end, list is null ? 0 : (4 - (end % 4)) % 4).Fill(padding);
        return new(
            () => $"whether {(list is null ? "no list" : Named.Words(list))}, padded with 0x{padding:x2}, holds {Named.Words(sought)}",
            () => DeviceTree.Read(tree)!.IsCompatible(sought) switch { null => "NotFound", true => "Compatible", false => "Incompatible" },
            () => FdtReader.Open(tree).Reader is { } reader ? $"{reader.CheckCompatible(reader.Root, Encoding.Latin1.GetBytes(sought))}" : "none");

        void Fill(TreeWriting tree)
        {
            tree.Property("other", [1, 2]);
            if (list is not null)
            {
                tree.Property("compatible", Encoding.Latin1.GetBytes(list));
            }
        }
    }

    /// <summary>A property of the root whose name is said to begin somewhere in the strings, which are "p" and what should be its end.</summary>
    private static FormatCase Property(uint place, byte end)
    {
        byte[] tree = Bytes(root => root.Property("p", [1]));
        BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(PlaceAt), place);
        int strings = (int)BinaryPrimitives.ReadUInt32BigEndian(tree.AsSpan(3 * sizeof(uint)));
        tree[strings + 1] = end;
        return new(
            () => $"a property whose name begins at {place} of the strings, whose last byte is 0x{end:x2}",
            () => DeviceTree.StringFlaw(tree.AsSpan(strings, 2), place),
            () => FdtReader.Open(tree).Error is { } error ? error.Code.ToString().ToUpperInvariant() : "");
    }

    private static FormatCase Found(string first, string second, string sought)
    {
        return new(
            () => $"which of the nodes {first}, {second} is meant by {Named.Words(sought)}",
            () => DeviceTree.Read(Bytes(Both))!.Node(sought)?.Name ?? "none",
            () => Reader(Both) is var reader && reader.FindSubnode(reader.Root, Encoding.Latin1.GetBytes(sought)) is { } node
                ? Text(reader.NameOf(node)) : "none");

        void Both(TreeWriting tree)
        {
            foreach (string name in (string[])[first, second])
            {
                tree.Begin(name);
                tree.Property("p", [1]);
                tree.Begin("n");
                tree.End();
                tree.End();
            }
        }
    }

    private static FdtReader Reader(Action<TreeWriting> fill) => FdtReader.Open(Bytes(fill)).Reader!;

    /// <summary>A tree whose root is filled.</summary>
    private static byte[] Bytes(Action<TreeWriting> fill)
    {
        var tree = new TreeWriting(Room);
        tree.Create();
        tree.EndMap();
        tree.Begin("");
        fill(tree);
        tree.End();
        tree.Finish();
        return tree.Tree!;
    }

    /// <summary>Names, values, and in brackets the sub-nodes.</summary>
    private static string Words(TreeNode node) =>
        $"{node.Name}({string.Join(", ", node.Properties.Select(each => $"{each.Name}={Convert.ToHexString(each.Value)}"))})"
        + $"[{string.Join(", ", node.Nodes.Select(Words))}]";

    /// <summary>As deep as it goes: a reader that is wrong may find nodes in each other without end.</summary>
    private static string Words(FdtReader tree, FdtNode node, int depth = 0) => depth > Deepest ? "and so on"
        : $"{Text(tree.NameOf(node))}({string.Join(", ", tree.Properties(node).Select(each => $"{Text(each.Name)}={Convert.ToHexString(each.Value.Span)}"))})"
        + $"[{string.Join(", ", tree.Subnodes(node).Select(each => Words(tree, each, depth + 1)))}]";

    private static string Text(ByteString name) => Encoding.Latin1.GetString(name.Span);
}
