using static LuoVerified.Abi.DeviceTree.FdtFormat;

namespace LuoVerified.Abi.DeviceTree;

/// <summary>Looks things up in a flattened device tree whose bytes were checked as a whole when it was
/// opened.</summary>
/// <remarks>
/// <para>Lookups give what libfdt 1.6.1 gives. Each walks the tags from the node on, so it takes time linear in the
/// node's size. Names are bytes without NUL.</para>
/// <para>Keeps no copy: the bytes must not change while the reader is in use. Otherwise immutable.</para>
/// </remarks>
public sealed partial class FdtReader
{
    private readonly ReadOnlyMemory<byte> _tree;
    private readonly int _structureStart;
    private readonly FdtStructure _structure;
    private readonly FdtStrings _strings;

    // The header must have passed FdtValidation.CheckHeader.
    private FdtReader(ReadOnlyMemory<byte> bytes)
    {
        TotalSize = (int)ReadWord(bytes.Span, TotalSizeAt);
        Version = ReadWord(bytes.Span, VersionAt);
        _tree = bytes[..TotalSize];
        _structureStart = (int)ReadWord(bytes.Span, OffsetOfStructureAt);
        int stringsStart = (int)ReadWord(bytes.Span, OffsetOfStringsAt);
        bool sized = Version >= FirstVersionWithStructureSize;
        _structure = new FdtStructure(sized
            ? _tree.Slice(_structureStart, (int)ReadWord(bytes.Span, SizeOfStructureAt))
            : _tree[_structureStart..]);
        _strings = new FdtStrings(sized
            ? _tree.Slice(stringsStart, (int)ReadWord(bytes.Span, SizeOfStringsAt))
            : _tree[stringsStart..]);
    }

    /// <summary>The header's total size in bytes; the bytes behind it are not part of the tree.</summary>
    public int TotalSize { get; }

    /// <summary>The header's version, 16 or more.</summary>
    public uint Version { get; }

    /// <summary>The one node without a parent; its name is empty.</summary>
    public FdtNode Root => new(this, 0);

    /// <summary>Checks bytes that may be anything and gives a reader for them (<c>fdt_check_full</c>).</summary>
    /// <remarks>
    /// <para>Checked: the header and the places of the blocks; the end of the reserve map; each tag; that node names
    /// end and values fit; that property names lie in the strings block; nodes closed in pairs; one root, of empty
    /// name, and the end tag behind it. Time is linear in the length (property names aside), the stack does not grow
    /// with the depth, nothing outside <paramref name="bytes"/> is read.</para>
    /// <para>Stricter than libfdt 1.6.1, on purpose: versions before 16, whose nodes carry full paths, are
    /// <see cref="FdtError.BadVersion"/>; the root must begin at the first byte of the structure block, where libfdt
    /// lets such bytes pass and then finds no node in them; a property length of 0xfffffff4 and more, which wraps
    /// around in libfdt and can hang it, is <see cref="FdtError.BadStructure"/>. As from 1.8 on and not in 1.6.1: a reserve
    /// map that does not begin at a multiple of 8 or a structure block that does not at one of 4 is
    /// <see cref="FdtError.Alignment"/>, and NOP tags may stand between the root and the end tag. Not checked, as there:
    /// blocks that overlap, the letters of names, equal names.</para>
    /// </remarks>
    /// <param name="bytes">Any bytes; more than the total size are allowed. Must not change while the reader is in
    /// use.</param>
    /// <returns>A reader, or the first error in the order of <c>fdt_check_full</c>.</returns>
    public static FdtOpenResult Open(ReadOnlyMemory<byte> bytes)
    {
        if (FdtValidation.CheckHeader(bytes.Span) is { } headerError)
            return new FdtOpenResult(headerError);
        var reader = new FdtReader(bytes);
        FdtReadError? error = FdtValidation.CheckReserveMap(reader._tree.Span)
            ?? FdtValidation.CheckStructure(reader._structure, reader._strings, reader._structureStart);
        return error is null ? new FdtOpenResult(reader) : new FdtOpenResult(error);
    }

    /// <summary>The name of <paramref name="node"/>, a unit address included (<c>fdt_get_name</c>).</summary>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public ByteString NameOf(FdtNode node) => new(_structure.NameOf(Own(node)));

    /// <summary>Byte offset of the node's first tag from the start of the opened bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public long ByteOffsetOf(FdtNode node) => _structureStart + Own(node);

    /// <summary>The direct sub-nodes of <paramref name="node"/>, in their order.</summary>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public IEnumerable<FdtNode> Subnodes(FdtNode node)
    {
        int offset = Own(node);
        return Enumerate();

        IEnumerable<FdtNode> Enumerate()
        {
            int depth = 0;
            do
            {
                _structure.Next(offset, out FdtTag tag, out int next);
                if (tag == FdtTag.BeginNode && depth++ == 1)
                    yield return new FdtNode(this, offset);
                else if (tag == FdtTag.EndNode)
                    depth--;
                offset = next;
            }
            while (depth > 0);
        }
    }

    /// <summary>The first direct sub-node that <paramref name="name"/> means (<c>fdt_subnode_offset</c>).</summary>
    /// <param name="node">The parent.</param>
    /// <param name="name">A whole node name, or one without <c>@</c>, which also means a node whose name goes on with
    /// <c>@</c> and a unit address.</param>
    /// <returns>The node, or null.</returns>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public FdtNode? FindSubnode(FdtNode node, ReadOnlySpan<byte> name)
    {
        foreach (FdtNode each in Subnodes(node))
        {
            if (Means(name, _structure.NameOf(each.Offset)))
                return each;
        }
        return null;
    }

    /// <summary>The properties of <paramref name="node"/> in their order: those before its first sub-node, as libfdt
    /// sees them.</summary>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public IEnumerable<FdtProperty> Properties(FdtNode node)
    {
        _structure.Next(Own(node), out _, out int offset);
        return Enumerate();

        IEnumerable<FdtProperty> Enumerate()
        {
            while (true)
            {
                _structure.Next(offset, out FdtTag tag, out int next);
                if (tag == FdtTag.Property)
                    yield return PropertyAt(offset);
                else if (tag != FdtTag.Nop)
                    yield break;
                offset = next;
            }
        }
    }

    /// <summary>The first property of that name (<c>fdt_getprop</c>).</summary>
    /// <param name="node">The node that has it.</param>
    /// <param name="name">The whole name.</param>
    /// <returns>The property, or null: none before the first sub-node has that name.</returns>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public FdtProperty? GetProperty(FdtNode node, ReadOnlySpan<byte> name)
    {
        foreach (FdtProperty each in Properties(node))
        {
            if (each.Name.Span.SequenceEqual(name))
                return each;
        }
        return null;
    }

    /// <summary>Whether the list of strings in the property <c>compatible</c> holds <paramref name="compatible"/>
    /// (<c>fdt_node_check_compatible</c>).</summary>
    /// <remarks>As in libfdt, a last string that lacks its NUL counts if the byte behind the value is zero, which it
    /// always is in a tree that was written in the usual way.</remarks>
    /// <exception cref="ArgumentException"><paramref name="node"/> is not of this reader.</exception>
    public FdtCompatibility CheckCompatible(FdtNode node, ReadOnlySpan<byte> compatible)
    {
        if (GetProperty(node, "compatible"u8) is not { } property)
            return FdtCompatibility.NotFound;
        ReadOnlySpan<byte> terminated = [.. compatible, 0];
        // A tag follows every property, so the byte behind the value is there.
        ReadOnlySpan<byte> listAndNext = _tree.Span.Slice((int)property.Offset, property.Value.Length + 1);
        while (listAndNext.Length >= terminated.Length)
        {
            if (listAndNext.StartsWith(terminated))
                return FdtCompatibility.Compatible;
            int nul = listAndNext[..^1].IndexOf((byte)0);
            if (nul < 0)
                break;
            listAndNext = listAndNext[(nul + 1)..];
        }
        return FdtCompatibility.Incompatible;
    }

    // fdt_nodename_eq_
    private static bool Means(ReadOnlySpan<byte> name, ReadOnlySpan<byte> nodeName)
    {
        if (!nodeName.StartsWith(name))
            return false;
        return nodeName.Length == name.Length || (nodeName[name.Length] == '@' && !name.Contains((byte)'@'));
    }

    private FdtProperty PropertyAt(int offset)
    {
        _strings.TryGet(_structure.NameOffsetOf(offset), out ReadOnlySpan<byte> name);
        int valueStart = _structureStart + offset + PropertyHeadSize;
        ReadOnlyMemory<byte> value = _tree.Slice(valueStart, _structure.ValueLengthOf(offset));
        return new FdtProperty(new ByteString(name), value, valueStart);
    }

    private int Own(FdtNode node) => ReferenceEquals(node.Owner, this)
        ? node.Offset
        : throw new ArgumentException("not a node of this reader", nameof(node));
}
