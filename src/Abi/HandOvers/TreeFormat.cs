using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.HandOvers;

/// <summary><c>luo-v1</c>: a device tree (<see cref="LuoTree"/>), a block of sessions, and from <c>luo-session-v2</c> on files
/// and what is bound to them.</summary>
/// <param name="session">Which version of sessions.</param>
internal sealed class TreeFormat(TreeFormat.SessionVersion session) : IHandOverFormat
{
    /// <summary>The sub-node of what is bound to files: <c>LUO_FDT_FLB_NODE_NAME</c>.</summary>
    public static ReadOnlySpan<byte> FlbNode => "luo-flb"u8;

    /// <summary>What it is compatible with: <c>LUO_FDT_FLB_COMPATIBLE</c>.</summary>
    public static ReadOnlySpan<byte> FlbCompatible => "luo-flb-v1"u8;

    /// <summary>Its address, a u64: <c>LUO_FDT_FLB_HEADER</c>.</summary>
    public static ReadOnlySpan<byte> FlbHeaderProperty => "luo-flb-header"u8;

    /// <summary>The patch: names and nothing else.</summary>
    public static SessionVersion SessionV1 { get; } = new(new ByteString(LuoTree.SessionCompatible), Layouts.SessionsV1);

    /// <summary>Linux 6.19 to 7.1: files, and what is bound to them.</summary>
    public static SessionVersion SessionV2 { get; } = new(ByteString.FromUtf8("luo-session-v2"), Layouts.SessionsV2);

    /// <summary>A version of the block of sessions.</summary>
    /// <param name="Compatible">What its node says.</param>
    /// <param name="Layout">The block.</param>
    public sealed record SessionVersion(ByteString Compatible, TableLayout Layout)
    {
        public bool HasFiles => Layout.EntrySize > Limits.SessionNameLength;
    }

    public string Name { get; } = $"{Text.Name(LuoTree.RootCompatible)} {session.Compatible}"
        + (session.HasFiles ? $" {Text.Name(FlbCompatible)}" : "");

    public bool HasFiles => session.HasFiles;

    public Recognition Recognize(ReadOnlyMemory<byte> root)
    {
        if (root.Length < sizeof(uint) || FdtFormat.ReadWord(root.Span, FdtFormat.MagicAt) != FdtFormat.Magic)
            return Recognition.No;
        return FdtReader.Open(root) is { Reader: { } reader }
            && reader.FindSubnode(reader.Root, LuoTree.SessionNode) is { } node
            && reader.CheckCompatible(node, session.Compatible.Span) == FdtCompatibility.Compatible
            ? Recognition.Yes
            : Recognition.Kin;
    }

    public Inspection Read(ReadOnlyMemory<byte> bytes, int root, ulong? firstAddress) =>
        TreeReader.Read(bytes, root, firstAddress);

    public byte[] Write(HandOver content, ulong address)
    {
        ContentCheck.Require(content, address, this, session.Layout.Capacity, Layouts.FilesV2.Capacity);
        var image = new Image(address);
        long root = image.Take(Limits.FdtSize);
        long block = image.Take(session.Layout.Size);
        image.U64(block, (ulong)content.Sessions.Count);
        for (int i = 0; i < content.Sessions.Count; i++)
        {
            PreservedSession each = content.Sessions[i];
            long entry = block + session.Layout.EntryOffset(i);
            image.Session(entry, each.Name);
            if (each.Files.Count == 0)
                continue;
            long area = image.Take(Layouts.FilesV2.Size);
            for (int j = 0; j < each.Files.Count; j++)
                image.File(area + Layouts.FilesV2.EntryOffset(j), each.Files[j]);
            image.SessionFiles(entry, image.AddressOf(area), each.Files.Count);
        }

        // A kernel of this version refuses a tree without the node of flbs, so there is a page for them also if there are none.
        ulong? flbs = HasFiles ? image.Flbs(content.Flbs) : null;
        image.Put(root, Tree(content.Number, image.AddressOf(block), flbs));
        return image.ToArray();
    }

    private byte[] Tree(ulong number, ulong block, ulong? flbs)
    {
        var page = new byte[Limits.FdtSize];
        var writer = new FdtWriter(page);
        FdtError error = LuoTree.WriteRootStart(writer, number);
        if (error == FdtError.None)
            error = LuoTree.WriteNode(writer, LuoTree.SessionNode, session.Compatible.Span, LuoTree.SessionHeaderProperty, block);
        if (error == FdtError.None && flbs is { } address)
            error = LuoTree.WriteNode(writer, FlbNode, FlbCompatible, FlbHeaderProperty, address);
        if (error == FdtError.None)
            error = LuoTree.WriteRootEnd(writer);
        return error == FdtError.None ? page : throw new InvalidOperationException($"the tree does not fit its page: {error}");
    }
}
