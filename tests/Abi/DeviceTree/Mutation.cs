using System.Buffers.Binary;

namespace LuoVerified.Abi.Tests.DeviceTree;

/// <summary>Spoils a tree in ways that parsers get wrong: flipped bits, words at the edges of their ranges, cut ends,
/// parts that move.</summary>
internal static class Mutation
{
    private static readonly uint[] AwkwardWords =
    [
        0, 1, 2, 3, 4, 5, 8, 9, 10, 16, 17, 40, 48, 0x7ffffff3, 0x7fffffff, 0x80000000,
        0xfffffff0, 0xfffffff3, 0xfffffff4, 0xfffffff8, 0xffffffff,
    ];

    /// <summary>A corrupted copy; now and then one that is still as it was.</summary>
    public static byte[] Of(byte[] tree, Random random)
    {
        byte[] bytes = [.. tree];
        for (int i = random.Next(4); i >= 0 && bytes.Length > 0; i--)
            bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        switch (random.Next(7))
        {
            case 0: // a bit
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1: // a word of the header
                return WithWord(bytes, random.Next(10) * 4, random);
            case 2 or 3: // a word anywhere
                return WithWord(bytes, random.Next(Math.Max(1, bytes.Length / 4)) * 4, random);
            case 4: // the end
                return bytes[..random.Next(bytes.Length + 1)];
            case 5: // a part over another
                int size = random.Next(Math.Min(bytes.Length, 40)) / 4 * 4;
                int from = random.Next(bytes.Length - size) / 4 * 4, to = random.Next(bytes.Length - size) / 4 * 4;
                bytes.AsSpan(from, size).CopyTo(bytes.AsSpan(to));
                return bytes;
            default: // nothing
                return bytes;
        }
    }

    private static byte[] WithWord(byte[] bytes, int at, Random random)
    {
        if (at > bytes.Length - 4)
            return bytes;
        Span<byte> word = bytes.AsSpan(at);
        uint old = BinaryPrimitives.ReadUInt32BigEndian(word);
        uint changed = random.Next(3) switch
        {
            0 => unchecked(old + (uint)random.Next(-8, 9)),
            1 => (uint)random.Next(bytes.Length + 8),
            _ => AwkwardWords[random.Next(AwkwardWords.Length)],
        };
        BinaryPrimitives.WriteUInt32BigEndian(word, changed);
        return bytes;
    }
}
