namespace LuoVerified.Spec.Formats;

/// <summary>The device tree of <c>luo-v1</c> as its documentation states it (<c>include/linux/kho/abi/luo.h</c> of 0153094d03df).</summary>
public static class LuoV1
{
    private const string Root = "luo-v1";
    private const string SessionNode = "luo-session";
    private const string Sessions = "luo-session-v1";
    private const string NumberName = "liveupdate-number";
    private const string AddressName = "luo-session-header";
    private const string CompatibleName = "compatible";

    /// <summary>What a tree says.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>The number of the live update and the physical address of the block of sessions; null if it is refused.</returns>
    public static (ulong Number, ulong Address)? Read(ReadOnlySpan<byte> bytes) =>
        DeviceTree.Read(bytes) is { } root && root.IsCompatible(Root) == true && Number(root, NumberName) is { } number
        && root.Node(SessionNode) is { } sessions && sessions.IsCompatible(Sessions) == true
        && Number(sessions, AddressName) is { } address
            ? (number, address)
            : null;

    /// <summary>The bytes that libfdt's sequential writer leaves: header, empty reserve map, structure, names; and once more the names at
    /// the end of the room, from which they were copied.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="address">Any number.</param>
    /// <param name="room">How many bytes there are, 0 and up.</param>
    /// <returns>All bytes of the room; null if the tree does not fit.</returns>
    public static byte[]? Write(ulong number, ulong address, int room)
    {
        var tree = new TreeWriting(room);
        WriterAnswer[] answers =
        [
            tree.Create(), tree.EndMap(), tree.Begin(""),
            tree.Property(CompatibleName, Entries.Latin(Root + "\0")), tree.Property(NumberName, Entries.Bytes(number)),
            tree.Begin(SessionNode),
            tree.Property(CompatibleName, Entries.Latin(Sessions + "\0")), tree.Property(AddressName, Entries.Bytes(address)),
            tree.End(), tree.End(), tree.Finish(),
        ];
        if (tree.Tree is not { } written || answers.Any(answer => answer != WriterAnswer.Ok))
        {
            return null;
        }

        var bytes = new byte[room];
        tree.Names.CopyTo(bytes.AsSpan(room - tree.Names.Length));
        written.CopyTo(bytes.AsSpan());
        return bytes;
    }

    private static ulong? Number(TreeNode node, string name) =>
        node.Property(name) is { Value: { Length: sizeof(ulong) } value } ? Entries.Number(value, 0) : null;
}
