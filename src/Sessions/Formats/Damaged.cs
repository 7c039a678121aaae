using System.Buffers.Binary;

namespace LuoVerified.Sessions.Formats;

/// <summary>Bytes that one kernel might find where another left something else.</summary>
/// <param name="Bytes">They; good until the next is taken.</param>
/// <param name="What">What was done to them, in one line.</param>
internal readonly record struct Damaged(ReadOnlyMemory<byte> Bytes, Func<string> What)
{
    /// <summary>Every other value of each byte.</summary>
    /// <param name="name">What the bytes are.</param>
    /// <param name="image">They.</param>
    /// <param name="places">Of which bytes.</param>
    /// <param name="values">Which values; all if there are none.</param>
    public static IEnumerable<Damaged> Values(string name, byte[] image, IEnumerable<int> places, params byte[] values)
    {
        var bytes = (byte[])image.Clone();
        IEnumerable<byte> all = values.Length > 0 ? values : [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        foreach (int at in places)
        {
            foreach (byte value in all.Where(value => value != image[at]))
            {
                bytes[at] = value;
                yield return new(bytes, () => $"{name}, byte {at} 0x{value:x2} in place of 0x{image[at]:x2}");
            }

            bytes[at] = image[at];
        }
    }

    /// <summary>Values of each pair of big-endian words.</summary>
    /// <param name="name">What the bytes are.</param>
    /// <param name="image">They.</param>
    /// <param name="words">How many words, from the start.</param>
    /// <param name="values">Which values.</param>
    public static IEnumerable<Damaged> PairsOfWords(string name, byte[] image, int words, IReadOnlyList<uint> values)
    {
        var bytes = (byte[])image.Clone();
        for (int first = 0; first < words; first++)
        {
            for (int second = first + 1; second < words; second++)
            {
                foreach ((uint a, uint b) in values.SelectMany(a => values.Select(b => (a, b))))
                {
                    (int one, int other) = (first, second);
                    Put(one, a);
                    Put(other, b);
                    yield return new(bytes, () => $"{name}, word {one} 0x{a:x} and word {other} 0x{b:x}");
                }

                image.AsSpan(second * sizeof(uint), sizeof(uint)).CopyTo(bytes.AsSpan(second * sizeof(uint)));
            }

            image.AsSpan(first * sizeof(uint), sizeof(uint)).CopyTo(bytes.AsSpan(first * sizeof(uint)));
        }

        void Put(int word, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(word * sizeof(uint)), value);
    }

    /// <summary>Only the first bytes.</summary>
    /// <param name="name">What the bytes are.</param>
    /// <param name="image">They.</param>
    /// <param name="lengths">How many are left.</param>
    public static IEnumerable<Damaged> Lengths(string name, byte[] image, IEnumerable<int> lengths) =>
        lengths.Select(length => new Damaged(image.AsMemory(0, length), () => $"{name}, the first {length} bytes"));
}
