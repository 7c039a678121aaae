using System.Buffers.Binary;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>Comparisons that say where two answers part.</summary>
internal static class Compare
{
    /// <summary>Null, or one line on the first byte that differs.</summary>
    public static string? Difference(ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs)
    {
        int same = ours.CommonPrefixLength(theirs);
        if (same == ours.Length && same == theirs.Length)
            return null;
        return same < ours.Length && same < theirs.Length
            ? $"byte {same} is 0x{ours[same]:x2} here, 0x{theirs[same]:x2} in C"
            : $"{ours.Length} bytes here, {theirs.Length} in C";
    }

    public static int[] Words(ReadOnlySpan<byte> bytes)
    {
        var words = new int[bytes.Length / 4];
        for (int i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]);
        return words;
    }
}
