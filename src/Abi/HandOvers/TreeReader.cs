using System.Buffers.Binary;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Reads a tree of <c>luo-v1</c> and what it leads to. Goes on behind each fault that leaves something to read.</summary>
internal sealed class TreeReader
{
    private readonly Scribe _scribe;
    private readonly FdtReader _tree;
    private readonly int _root;

    private TreeReader(Scribe scribe, FdtReader tree, int root) => (_scribe, _tree, _root) = (scribe, tree, root);

    /// <summary>Reads a tree that begins at a byte.</summary>
    public static Inspection Read(ReadOnlyMemory<byte> bytes, int root, ulong? firstAddress)
    {
        var scribe = new Scribe(bytes, firstAddress);
        scribe.Note(root, Math.Min(bytes.Length - root, FdtFormat.HeaderSize), "fdt_header", "", "the root");
        scribe.Depth++;
        FdtNotes.Header(scribe, root);
        FdtOpenResult opened = FdtReader.Open(bytes[root..]);
        if (opened.IsOk)
        {
            scribe.Claim(root, opened.Reader.TotalSize, "the device tree", root);
            FdtNotes.Structure(scribe, root, opened.Reader);
            new TreeReader(scribe, opened.Reader, root).Follow();
        }
        else if (scribe.FaultCount == 0)
        {
            scribe.Fault(root + opened.Error.Offset, $"{opened.Error.Message} (libfdt: -{(int)opened.Error.Code})");
        }

        return scribe.Finish("device tree");
    }

    private void Follow()
    {
        Require(_tree.Root, LuoTree.RootCompatible);
        if (Number(_tree.Root, LuoTree.NumberProperty, out _) is { } number)
            _scribe.Number = number;
        bool hasFiles = true;
        if (Node(LuoTree.SessionNode) is { } sessions)
        {
            TableLayout? layout = Version(sessions);
            hasFiles = layout != Layouts.SessionsV1;
            if (Number(sessions, LuoTree.SessionHeaderProperty, out long at) is { } address && layout is not null
                && _scribe.TryFollow(address, layout.Size, layout.Name, at, out long block))
            {
                TableReader.SessionBlock(_scribe, block, layout);
            }
        }

        if (hasFiles && Node(TreeFormat.FlbNode) is { } flbs)
        {
            Require(flbs, TreeFormat.FlbCompatible);
            if (Number(flbs, TreeFormat.FlbHeaderProperty, out long at) is { } address
                && _scribe.TryFollow(address, Layouts.Flbs.Size, Layouts.Flbs.Name, at, out long page))
            {
                TableReader.FlbPage(_scribe, page);
            }
        }
    }

    private FdtNode? Node(ReadOnlySpan<byte> name)
    {
        FdtNode? node = _tree.FindSubnode(_tree.Root, name);
        if (node is null)
            _scribe.Fault(_root + _tree.ByteOffsetOf(_tree.Root), $"no sub-node {Text.Name(name)} in the root");
        return node;
    }

    private TableLayout? Version(FdtNode node)
    {
        foreach (TreeFormat.SessionVersion version in (TreeFormat.SessionVersion[])[TreeFormat.SessionV1, TreeFormat.SessionV2])
        {
            if (_tree.CheckCompatible(node, version.Compatible.Span) == FdtCompatibility.Compatible)
            {
                _scribe.Compatible(version.Compatible.Span);
                return version.Layout;
            }
        }

        Refuse(node, $"{TreeFormat.SessionV1.Compatible} or {TreeFormat.SessionV2.Compatible}");
        return null;
    }

    private void Require(FdtNode node, ReadOnlySpan<byte> compatible)
    {
        if (_tree.CheckCompatible(node, compatible) == FdtCompatibility.Compatible)
            _scribe.Compatible(compatible);
        else
            Refuse(node, Text.Name(compatible));
    }

    // Another version, or none.
    private void Refuse(FdtNode node, string wanted)
    {
        if (_tree.GetProperty(node, LuoTree.CompatibleProperty) is not { } property)
        {
            _scribe.Fault(_root + _tree.ByteOffsetOf(node), $"no property compatible in /{_tree.NameOf(node)}");
            return;
        }

        ReadOnlySpan<byte> value = property.Value.Span.TrimEnd((byte)0);
        _scribe.Compatible(value);
        _scribe.Fault(_root + property.Offset, $"/{_tree.NameOf(node)} is compatible with '{new ByteString(value)}', not with {wanted}");
    }

    private ulong? Number(FdtNode node, ReadOnlySpan<byte> name, out long at)
    {
        at = _root + _tree.ByteOffsetOf(node);
        if (_tree.GetProperty(node, name) is not { } property)
        {
            _scribe.Fault(at, $"no property {Text.Name(name)} in /{_tree.NameOf(node)}");
            return null;
        }

        at = _root + property.Offset;
        if (property.Value.Length == sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(property.Value.Span);
        _scribe.Fault(at, $"{Text.Name(name)} in /{_tree.NameOf(node)} has {property.Value.Length} bytes, not {sizeof(ulong)}");
        return null;
    }
}
