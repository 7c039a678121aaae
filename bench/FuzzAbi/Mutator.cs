using System.Buffers.Binary;

namespace LuoVerified.FuzzAbi;

/// <summary>Changes inputs: bits, numbers of both byte orders, addresses that lead into the input, parts moved, cut, joined.</summary>
internal sealed class Mutator(Random random)
{
    private const int LongestInput = 1 << 17;

    private static readonly ulong[] Awkward =
        [0, 1, 2, 51, 52, 63, 64, 128, 129, 819, 820, 1023, 1024, 4096, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue];

    /// <summary>A changed copy of an input, with a part of another now and then.</summary>
    public byte[] Of(byte[] input, byte[] other)
    {
        byte[] bytes = [.. input];
        for (int i = random.Next(1, 5); i > 0; i--)
            bytes = Once(bytes, other);
        return bytes;
    }

    private byte[] Once(byte[] bytes, byte[] other)
    {
        if (bytes.Length < 16)
            return [.. bytes, .. new byte[16]];
        int at = random.Next(bytes.Length - 8);
        int word = random.Next(3) == 0 ? at : at & ~7;
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(word), Awkward[random.Next(Awkward.Length)]);
                break;
            case 3:
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(word & ~3), unchecked((uint)Awkward[random.Next(Awkward.Length)]));
                break;
            case 4: // an address that leads somewhere
                BinaryPrimitives.WriteUInt64LittleEndian(
                    bytes.AsSpan(word), Readers.Base + (ulong)(random.Next(bytes.Length / 4096 + 1) * 4096) + (random.Next(8) == 0 ? 8UL : 0));
                break;
            case 5:
                int size = random.Next(Math.Min(bytes.Length, 200));
                bytes.AsSpan(random.Next(bytes.Length - size), size).CopyTo(bytes.AsSpan(random.Next(bytes.Length - size)));
                break;
            case 6 when random.Next(4) == 0:
                return bytes[..random.Next(bytes.Length + 1)];
            case 7 when random.Next(4) == 0 && bytes.Length + other.Length <= LongestInput:
                return [.. bytes[..(at & ~4095)], .. other];
            default: // the first bytes, in which roots and counts are
                bytes[random.Next(Math.Min(bytes.Length, 256))] = (byte)random.Next(256);
                break;
        }

        return bytes;
    }
}
