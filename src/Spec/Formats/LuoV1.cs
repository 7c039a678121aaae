using System.Buffers.Binary;
using System.Text;

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
        DeviceTree.Read(bytes) is { } root && IsCompatible(root, Root) && Number(root, NumberName) is { } number
        && root.Nodes.FirstOrDefault(IsSessions) is { } sessions && IsCompatible(sessions, Sessions)
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
        // The latest name stands first: the names grow down from the end.
        byte[] names = [.. Text(AddressName), .. Text(NumberName), .. Text(CompatibleName)];
        byte[] structure =
        [
            .. Begin(""), .. Property(CompatibleName, Text(Root)), .. Property(NumberName, Little(number)),
            .. Begin(SessionNode), .. Property(CompatibleName, Text(Sessions)), .. Property(AddressName, Little(address)),
            .. Big(2), .. Big(2), .. Big(9),
        ];
        const int header = 48, reserveMap = 16;
        int end = header + reserveMap + structure.Length;
        byte[] front =
        [
            .. Big(0xd00dfeed), .. Big(end + names.Length), .. Big(header + reserveMap), .. Big(end), .. Big(header), .. Big(17), .. Big(16),
            .. Big(0), .. Big(names.Length), .. Big(structure.Length), .. new byte[header - 40], .. new byte[reserveMap], .. structure, .. names,
        ];
        if (front.Length > room)
        {
            return null;
        }

        var bytes = new byte[room];
        names.CopyTo(bytes.AsSpan(room - names.Length));
        front.CopyTo(bytes.AsSpan());
        return bytes;

        byte[] Property(string name, byte[] value) =>
            [.. Big(3), .. Big(value.Length), .. Big(names.AsSpan().IndexOf(Text(name))), .. Padded(value)];
    }

    private static bool IsSessions(TreeNode node) =>
        node.Name == SessionNode || node.Name.StartsWith(SessionNode + "@", StringComparison.Ordinal);

    /// <summary>Whether a string of the list is that one. The last one needs no end of its own if a zero follows.</summary>
    private static bool IsCompatible(TreeNode node, string with)
    {
        if (Find(node, CompatibleName) is not { } list)
        {
            return false;
        }

        string text = Encoding.Latin1.GetString(list.Value) + (list.Behind == 0 ? "\0" : "");
        return text.Split('\0').SkipLast(1).Contains(with);
    }

    private static ulong? Number(TreeNode node, string name) =>
        Find(node, name) is { Value: { Length: sizeof(ulong) } value } ? BinaryPrimitives.ReadUInt64LittleEndian(value) : null;

    private static TreeProperty? Find(TreeNode node, string name) => node.Properties.FirstOrDefault(each => each.Name == name);

    private static byte[] Begin(string name) => [.. Big(1), .. Padded(Text(name))];

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[(4 - (bytes.Length % 4)) % 4]];

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text + "\0");

    private static byte[] Big(long word)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)word);
        return bytes;
    }

    private static byte[] Little(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        return bytes;
    }
}
