using System.Buffers.Binary;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi;

/// <summary>The flattened tree in which one kernel tells the next how to find what it preserved.</summary>
/// <remarks>
/// <code>
/// / {
///     compatible = "luo-v1";
///     liveupdate-number = u64;
///     luo-session {
///         compatible = "luo-session-v1";
///         luo-session-header = u64, physical address of the session block;
///     };
/// };
/// </code>
/// <para>Both numbers are in the machine's own byte order, here little-endian, and not big-endian as numbers in a tree
/// usually are. Each party writes and reads its own part: the root by <c>luo_fdt_setup</c> and
/// <c>luo_early_startup</c>, the sub-node by <c>luo_session_setup_outgoing</c> and
/// <c>luo_session_setup_incoming</c>.</para>
/// </remarks>
public static class LuoTree
{
    /// <summary>The KHO entry under which the page with the tree is handed over.</summary>
    public const string KhoEntryName = "LUO";

    /// <summary>Property <c>compatible</c> of both nodes.</summary>
    public static ReadOnlySpan<byte> CompatibleProperty => "compatible"u8;

    /// <summary>What the root is compatible with: <c>LUO_FDT_COMPATIBLE</c>.</summary>
    public static ReadOnlySpan<byte> RootCompatible => "luo-v1"u8;

    /// <summary>The root's number, a u64: <c>LUO_FDT_LIVEUPDATE_NUM</c>.</summary>
    public static ReadOnlySpan<byte> NumberProperty => "liveupdate-number"u8;

    /// <summary>The sub-node: <c>LUO_FDT_SESSION_NODE_NAME</c>.</summary>
    public static ReadOnlySpan<byte> SessionNode => "luo-session"u8;

    /// <summary>What the sub-node is compatible with: <c>LUO_FDT_SESSION_COMPATIBLE</c>.</summary>
    public static ReadOnlySpan<byte> SessionCompatible => "luo-session-v1"u8;

    /// <summary>The sub-node's address, a u64: <c>LUO_FDT_SESSION_HEADER</c>.</summary>
    public static ReadOnlySpan<byte> SessionHeaderProperty => "luo-session-header"u8;

    /// <summary>The whole page with a tree of both parts.</summary>
    /// <param name="number">Any number: live updates up to and including the one that is prepared.</param>
    /// <param name="headerPhysicalAddress">Any number: physical address of the session block.</param>
    /// <returns>4,096 bytes, the same for the same arguments.</returns>
    public static byte[] Write(ulong number, ulong headerPhysicalAddress)
    {
        var page = new byte[Limits.FdtSize];
        var writer = new FdtWriter(page);
        FdtError error = First(
            WriteRootStart(writer, number), WriteSessionNode(writer, headerPhysicalAddress), WriteRootEnd(writer));
        return error == FdtError.None
            ? page
            : throw new InvalidOperationException($"the tree does not fit its page: {error}");
    }

    /// <summary>Begins a tree: reserve map, root node, its two properties. Sub-nodes may follow, then
    /// <see cref="WriteRootEnd"/>.</summary>
    /// <returns>The first error of the libfdt calls; like the kernel, makes the later calls nevertheless.</returns>
    public static FdtError WriteRootStart(FdtWriter writer, ulong number)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return First(
            writer.Create(),
            writer.FinishReserveMap(),
            writer.BeginNode(""u8),
            writer.PropertyString(CompatibleProperty, RootCompatible),
            WriteNumber(writer, NumberProperty, number));
    }

    /// <summary>Adds the session sub-node to a tree whose root is open
    /// (<c>luo_session_setup_outgoing</c>).</summary>
    /// <param name="writer">The writer of the tree.</param>
    /// <param name="headerPhysicalAddress">Any number: physical address of the session block.</param>
    /// <returns>The first error of the libfdt calls; like the kernel, makes the later calls nevertheless.</returns>
    public static FdtError WriteSessionNode(FdtWriter writer, ulong headerPhysicalAddress)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return WriteNode(writer, SessionNode, SessionCompatible, SessionHeaderProperty, headerPhysicalAddress);
    }

    /// <summary>Adds a sub-node that says with what it is compatible and where something is.</summary>
    internal static FdtError WriteNode(
        FdtWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> compatible, ReadOnlySpan<byte> property, ulong address) =>
        First(
            writer.BeginNode(name),
            writer.PropertyString(CompatibleProperty, compatible),
            WriteNumber(writer, property, address),
            writer.EndNode());

    /// <summary>Closes the root and finishes the tree.</summary>
    /// <returns>The first error of the libfdt calls; like the kernel, makes the later calls nevertheless.</returns>
    public static FdtError WriteRootEnd(FdtWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return First(writer.EndNode(), writer.Finish());
    }

    /// <summary>The size of the tree at the start of <paramref name="page"/>, in bytes
    /// (<c>fdt_totalsize</c>).</summary>
    /// <exception cref="ArgumentException">The bytes do not open as a tree (<see cref="FdtReader.Open"/>).</exception>
    public static int TotalSize(ReadOnlyMemory<byte> page)
    {
        FdtOpenResult opened = FdtReader.Open(page);
        return opened.IsOk ? opened.Reader.TotalSize : throw new ArgumentException(opened.Error.Message, nameof(page));
    }

    /// <summary>Reads both parts of a tree out of bytes that may be anything.</summary>
    /// <returns>Both numbers, or the first error: of <see cref="FdtReader.Open"/>, <see cref="ReadRoot"/>,
    /// <see cref="ReadSessionHeader"/>.</returns>
    public static LuoTreeResult Read(ReadOnlyMemory<byte> bytes)
    {
        FdtOpenResult opened = FdtReader.Open(bytes);
        if (!opened.IsOk)
            return new LuoTreeResult(opened.Error);
        ulong headerAddress = 0;
        FdtReadError? error = ReadRoot(opened.Reader, out ulong number)
            ?? ReadSessionHeader(opened.Reader, out headerAddress);
        return error is null ? new LuoTreeResult(number, headerAddress) : new LuoTreeResult(error);
    }

    /// <summary>Reads the root's part (<c>luo_early_startup</c>).</summary>
    /// <param name="reader">The opened tree.</param>
    /// <param name="number">The number; 0 after an error.</param>
    /// <returns>Null, or the first that applies: <see cref="FdtError.NotFound"/>, no <c>compatible</c>;
    /// <see cref="FdtError.BadValue"/>, not compatible; <see cref="FdtError.NotFound"/>, no number;
    /// <see cref="FdtError.BadValue"/>, its length is not 8. A kernel answers all of them with
    /// <see cref="Errno.EINVAL"/>.</returns>
    public static FdtReadError? ReadRoot(FdtReader reader, out ulong number)
    {
        ArgumentNullException.ThrowIfNull(reader);
        number = 0;
        return CheckCompatible(reader, reader.Root, RootCompatible)
            ?? ReadNumber(reader, reader.Root, NumberProperty, out number);
    }

    /// <summary>Reads the session sub-node (<c>luo_session_setup_incoming</c>).</summary>
    /// <param name="reader">The opened tree.</param>
    /// <param name="headerPhysicalAddress">Physical address of the session block; 0 after an error.</param>
    /// <returns>Null, or the first that applies: <see cref="FdtError.NotFound"/>, no such sub-node or no
    /// <c>compatible</c> in it; <see cref="FdtError.BadValue"/>, not compatible; <see cref="FdtError.NotFound"/>, no
    /// address; <see cref="FdtError.BadValue"/>, its length is not 8. A kernel answers all of them with
    /// <see cref="Errno.EINVAL"/>.</returns>
    public static FdtReadError? ReadSessionHeader(FdtReader reader, out ulong headerPhysicalAddress)
    {
        ArgumentNullException.ThrowIfNull(reader);
        headerPhysicalAddress = 0;
        if (reader.FindSubnode(reader.Root, SessionNode) is not { } node)
            return At(FdtError.NotFound, reader.ByteOffsetOf(reader.Root),
                $"no sub-node {Text(SessionNode)} in the root");
        return CheckCompatible(reader, node, SessionCompatible)
            ?? ReadNumber(reader, node, SessionHeaderProperty, out headerPhysicalAddress);
    }

    private static FdtError WriteNumber(FdtWriter writer, ReadOnlySpan<byte> property, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return writer.Property(property, bytes);
    }

    private static FdtReadError? CheckCompatible(FdtReader reader, FdtNode node, ReadOnlySpan<byte> compatible) =>
        reader.CheckCompatible(node, compatible) switch
        {
            FdtCompatibility.Compatible => null,
            FdtCompatibility.NotFound => NoProperty(reader, node, CompatibleProperty),
            _ => At(FdtError.BadValue, reader.GetProperty(node, CompatibleProperty)!.Value.Offset,
                $"{Path(reader, node)} is not compatible with {Text(compatible)}"),
        };

    private static FdtReadError? ReadNumber(FdtReader reader, FdtNode node, ReadOnlySpan<byte> name, out ulong number)
    {
        number = 0;
        if (reader.GetProperty(node, name) is not { } property)
            return NoProperty(reader, node, name);
        if (property.Value.Length != sizeof(ulong))
            return At(FdtError.BadValue, property.Offset,
                $"{Text(name)} in {Path(reader, node)} has {property.Value.Length} bytes, not {sizeof(ulong)}");
        number = BinaryPrimitives.ReadUInt64LittleEndian(property.Value.Span);
        return null;
    }

    private static FdtReadError NoProperty(FdtReader reader, FdtNode node, ReadOnlySpan<byte> name) =>
        At(FdtError.NotFound, reader.ByteOffsetOf(node), $"no property {Text(name)} in {Path(reader, node)}");

    private static FdtReadError At(FdtError code, long offset, string what) =>
        new(code, offset, $"device tree: byte {offset}: {what}");

    private static string Path(FdtReader reader, FdtNode node) => $"/{reader.NameOf(node)}";

    private static string Text(ReadOnlySpan<byte> name) => new ByteString(name).ToString();

    private static FdtError First(params ReadOnlySpan<FdtError> errors)
    {
        foreach (FdtError each in errors)
        {
            if (each != FdtError.None)
                return each;
        }
        return FdtError.None;
    }
}
