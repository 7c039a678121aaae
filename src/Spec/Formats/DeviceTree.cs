using System.Buffers.Binary;

namespace LuoVerified.Spec.Formats;

/// <summary>A node of a device tree.</summary>
/// <param name="Name">Its name, a character for each byte; empty for the root.</param>
/// <param name="Properties">Those that stand before its first sub-node: a lookup sees no others.</param>
/// <param name="Nodes">Its sub-nodes, in order.</param>
public sealed record TreeNode(string Name, IReadOnlyList<TreeProperty> Properties, IReadOnlyList<TreeNode> Nodes)
{
    /// <summary>The first property of a name.</summary>
    /// <param name="name">The whole name.</param>
    /// <returns>The property; null if there is none.</returns>
    public TreeProperty? Property(string name) => Properties.FirstOrDefault(each => each.Name == name);

    /// <summary>The first sub-node that a name means: without a unit address it means a node with any, too.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The node; null if there is none.</returns>
    public TreeNode? Node(string name) => Nodes.FirstOrDefault(
        each => each.Name == name || (!name.Contains('@') && each.Name.StartsWith(name + "@", StringComparison.Ordinal)));

    /// <summary>Whether a string of its list <c>compatible</c> is that one. The last one needs no end of its own if a zero follows.</summary>
    /// <param name="with">The string.</param>
    /// <returns>Whether it is among them; null if there is no list.</returns>
    public bool? IsCompatible(string with) => Property("compatible") is not { } list ? null
        : (Entries.Text(list.Value) + (list.Behind == 0 ? "\0" : "")).Split('\0').SkipLast(1).Contains(with);
}

/// <summary>A property of a node.</summary>
/// <param name="Name">Its name, a character for each byte.</param>
/// <param name="Value">Its value, any bytes.</param>
/// <param name="Behind">The byte behind the value: padding, or the next tag. A last string without its end counts if it is 0.</param>
public sealed record TreeProperty(string Name, byte[] Value, byte Behind);

/// <summary>What a flattened device tree is, as the grammar says it, which is not how a reader goes through it.</summary>
/// <remarks>Source: the Devicetree Specification 0.4, chapter 5, with what <c>fdt_check_full</c> of libfdt 1.8 asks for and the
/// differences that <c>docs/format.md</c> states. Nothing here is shared with <c>src/Abi</c>, whose reader is judged by it.</remarks>
public static class DeviceTree
{
    private const uint Magic = 0xd00dfeed;
    private const int Word = 4;

    /// <summary>Reads a tree.</summary>
    /// <param name="bytes">Any bytes; more than the tree takes are allowed.</param>
    /// <returns>The root; null if they are no tree.</returns>
    public static TreeNode? Read(ReadOnlySpan<byte> bytes) => Read(bytes, out _);

    /// <summary>Reads a tree.</summary>
    /// <param name="bytes">Any bytes; more than the tree takes are allowed.</param>
    /// <param name="flaw">What is wrong, the first in the order of <c>fdt_check_full</c>: one of <c>FDT_ERR_TRUNCATED</c>, <c>FDT_ERR_BADMAGIC</c>,
    /// <c>FDT_ERR_BADVERSION</c>, <c>FDT_ERR_ALIGNMENT</c>, <c>FDT_ERR_BADSTRUCTURE</c>, <c>FDT_ERR_BADOFFSET</c> without its beginning; empty if
    /// nothing is.</param>
    /// <returns>The root; null if they are no tree.</returns>
    public static TreeNode? Read(ReadOnlySpan<byte> bytes, out string flaw)
    {
        flaw = HeaderFlaw(bytes);
        if (flaw.Length > 0)
        {
            return null;
        }

        var header = Header.Of(bytes);
        ReadOnlySpan<byte> tree = bytes[..header.Total];
        if (!EndsReserveMap(tree[header.ReserveMap..]))
        {
            flaw = "TRUNCATED";
            return null;
        }

        var grammar = new Grammar(tree.Slice(header.Structure, header.StructureSize), tree.Slice(header.Strings, header.StringsSize));
        TreeNode? root = grammar.Tree();
        flaw = root is null ? grammar.Flaw : "";
        return root;
    }

    /// <summary>What is wrong with a header, the first in the order of <c>fdt_check_header</c>.</summary>
    private static string HeaderFlaw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 7 * Word)
        {
            return "TRUNCATED";
        }

        uint version = At(bytes, 5), oldest = At(bytes, 6);
        int size = (version < 2 ? 7 : version < 3 ? 8 : version < 17 ? 9 : 10) * Word;
        if (bytes.Length < size || At(bytes, 0) != Magic || version < 16 || oldest > version || oldest > 17)
        {
            return bytes.Length < size ? "TRUNCATED" : At(bytes, 0) != Magic ? "BADMAGIC" : "BADVERSION";
        }

        uint total = At(bytes, 1), structure = At(bytes, 2), strings = At(bytes, 3), map = At(bytes, 4);
        bool isWhole = total <= int.MaxValue
            && Lies(map, 0) && Lies(structure, version >= 17 ? At(bytes, 9) : 0) && Lies(strings, At(bytes, 8));
        return !isWhole ? "TRUNCATED" : map % (2 * Word) != 0 || structure % Word != 0 ? "ALIGNMENT" : total > bytes.Length ? "TRUNCATED" : "";

        bool Lies(uint start, uint length) => start >= size && (ulong)start + length <= total;
    }

    /// <summary>What is wrong with a string of the strings block (<c>fdt_get_string</c>).</summary>
    /// <param name="strings">The block.</param>
    /// <param name="place">Where the string begins: any number.</param>
    /// <returns><c>FDT_ERR_BADOFFSET</c> or <c>FDT_ERR_TRUNCATED</c> without its beginning; empty if nothing is.</returns>
    public static string StringFlaw(ReadOnlySpan<byte> strings, uint place) =>
        place >= strings.Length ? "BADOFFSET" : Entries.UpToNul(strings[(int)place..]) is null ? "TRUNCATED" : "";

    /// <summary>A pair of 64-bit words whose second is 0.</summary>
    private static bool EndsReserveMap(ReadOnlySpan<byte> map)
    {
        for (; map.Length >= 4 * Word; map = map[(4 * Word)..])
        {
            if (BinaryPrimitives.ReadUInt64BigEndian(map[(2 * Word)..]) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static uint At(ReadOnlySpan<byte> bytes, int word) => BinaryPrimitives.ReadUInt32BigEndian(bytes[(word * Word)..]);

    /// <summary>The ten words of <c>struct fdt_header</c>: magic, total size, where structure, strings and reserve map begin, version, oldest
    /// version that can read it, processor, size of the strings, and from version 17 on size of the structure.</summary>
    private readonly record struct Header(int Total, int ReserveMap, int Structure, int StructureSize, int Strings, int StringsSize)
    {
        public static Header Of(ReadOnlySpan<byte> bytes)
        {
            uint total = At(bytes, 1), structure = At(bytes, 2), strings = At(bytes, 3);
            bool saysSizes = At(bytes, 5) >= 17;
            return new(
                (int)total, (int)At(bytes, 4), (int)structure, (int)(saysSizes ? At(bytes, 9) : total - structure), (int)strings,
                (int)(saysSizes ? At(bytes, 8) : total - strings));
        }
    }

    /// <summary>The grammar of the structure block. Each method reads what it is named for, or says null.</summary>
    private ref struct Grammar(ReadOnlySpan<byte> structure, ReadOnlySpan<byte> strings)
    {
        private const uint BeginNode = 1;
        private const uint EndNode = 2;
        private const uint PropertyTag = 3;
        private const uint Nop = 4;
        private const uint End = 9;

        private readonly ReadOnlySpan<byte> _structure = structure;
        private readonly ReadOnlySpan<byte> _strings = strings;
        private int _at;

        /// <summary>What was wrong when something was not what it was read for: if there is no tag where one must be, or a property has a name
        /// that is none, that.</summary>
        public string Flaw { get; private set; } = "BADSTRUCTURE";

        /// <summary>tree = BEGIN_NODE node (of empty name), NOP..., END</summary>
        public TreeNode? Tree()
        {
            if (Tag() != BeginNode || Node(isRoot: true) is not { } root)
            {
                return null;
            }

            uint? tag = Tag();
            while (tag == Nop)
            {
                tag = Tag();
            }

            return tag == End ? root : null;
        }

        /// <summary>node = name, (NOP | PROP property | BEGIN_NODE node)..., END_NODE</summary>
        private TreeNode? Node(bool isRoot = false)
        {
            if (Entries.UpToNul(_structure[Math.Min(_at, _structure.Length)..]) is not { } name || (isRoot && name.Length > 0))
            {
                return null;
            }

            Skip(name.Length + 1);
            List<TreeProperty> properties = [];
            List<TreeNode> nodes = [];
            while (true)
            {
                switch (Tag())
                {
                    case EndNode:
                        return new TreeNode(name, properties, nodes);
                    case Nop:
                        break;
                    case PropertyTag when Property() is { } property:
                        if (nodes.Count == 0)
                        {
                            properties.Add(property);
                        }

                        break;
                    case BeginNode when Node() is { } node:
                        nodes.Add(node);
                        break;
                    default:
                        return null;
                }
            }
        }

        /// <summary>property = length, place of the name among the strings, value</summary>
        private TreeProperty? Property()
        {
            if (_at > _structure.Length - (2 * Word))
            {
                return null;
            }

            (uint length, uint place) = (Tag()!.Value, Tag()!.Value);
            if (length > _structure.Length - _at)
            {
                return null;
            }

            if (StringFlaw(_strings, place) is { Length: > 0 } flaw)
            {
                Flaw = flaw;
                return null;
            }

            string name = Entries.UpToNul(_strings[(int)place..])!;

            ReadOnlySpan<byte> value = _structure.Slice(_at, (int)length);
            Skip((int)length);
            // If nothing follows the tree is refused for that.
            byte behind = _structure.Length > _at - Padding((int)length) ? _structure[_at - Padding((int)length)] : (byte)0;
            return new TreeProperty(name, value.ToArray(), behind);
        }

        private uint? Tag()
        {
            if (_at > _structure.Length - Word)
            {
                Flaw = "TRUNCATED";
                return null;
            }

            uint tag = BinaryPrimitives.ReadUInt32BigEndian(_structure[_at..]);
            _at += Word;
            return tag;
        }

        private void Skip(int length) => _at += length + Padding(length);

        private static int Padding(int length) => (Word - (length % Word)) % Word;
    }
}
