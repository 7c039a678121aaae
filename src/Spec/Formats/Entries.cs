using System.Buffers.Binary;
using System.Text;

namespace LuoVerified.Spec.Formats;

/// <summary>How numbers and names stand in the structures that one kernel hands to the next.</summary>
internal static class Entries
{
    /// <summary>The length of the field that holds a name: 64 bytes, the last of them for its end.</summary>
    public const int NameLength = 64;

    /// <summary>The little-endian 64-bit number at a byte.</summary>
    public static ulong Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(at, sizeof(ulong)));

    /// <summary>Eight bytes of a number, little-endian.</summary>
    public static byte[] Bytes(ulong number) => [.. Enumerable.Range(0, sizeof(ulong)).Select(i => (byte)((number >> (8 * i)) & 0xff))];

    /// <summary>The name in the field at a byte, a character for each byte.</summary>
    /// <returns>What stands before the first NUL; null if there is none.</returns>
    public static string? Name(ReadOnlySpan<byte> bytes, int at) => UpToNul(bytes.Slice(at, NameLength));

    /// <summary>A C string, a character for each byte.</summary>
    /// <returns>What stands before the first NUL; null if there is none.</returns>
    public static string? UpToNul(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return end < 0 ? null : Text(bytes[..end]);
    }

    /// <summary>A character for each byte.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>A byte for each character.</summary>
    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A name and its padding.</summary>
    public static byte[] Field(string name) => [.. Latin(name), .. new byte[NameLength - name.Length]];
}
