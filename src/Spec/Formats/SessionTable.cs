namespace LuoVerified.Spec.Formats;

/// <summary>The block of sessions of <c>luo-session-v1</c>: a 64-bit count, then a field of 64 bytes for each name.</summary>
public static class SessionTable
{
    private const int Size = 16 * 4096;
    private const int Capacity = 1023;

    /// <summary>What a block says.</summary>
    /// <param name="block">Any bytes.</param>
    /// <returns>The names, a character for each byte; null if it is refused: it is too short, counts more than 1,023, or a name is empty,
    /// without end, or there twice.</returns>
    public static IReadOnlyList<string>? Read(ReadOnlySpan<byte> block)
    {
        if (block.Length < Size || Entries.Number(block, 0) is var count && count > Capacity)
        {
            return null;
        }

        List<string> names = [];
        for (int i = 0; i < (int)count; i++)
        {
            if (Entries.Name(block, At(i)) is not { Length: > 0 } name)
            {
                return null;
            }

            names.Add(name);
        }

        return names.Distinct().Count() == names.Count ? names : null;
    }

    /// <summary>The bytes that names give.</summary>
    /// <param name="names">Any.</param>
    /// <param name="room">How many bytes there are for them.</param>
    /// <returns>65,536 bytes: what is neither count nor name is 0. Null if that is refused: the room is another, there are more than 1,023
    /// names, one is empty, or one is there twice.</returns>
    public static byte[]? Write(IReadOnlyList<string> names, int room = Size)
    {
        if (room != Size || names.Count > Capacity || names.Contains("") || names.Distinct().Count() < names.Count)
        {
            return null;
        }

        var block = new byte[Size];
        Entries.Bytes((ulong)names.Count).CopyTo(block, 0);
        for (int i = 0; i < names.Count; i++)
        {
            Entries.Field(names[i]).CopyTo(block, At(i));
        }

        return block;
    }

    /// <summary>Where the field of an entry begins.</summary>
    /// <param name="entry">Any number.</param>
    /// <returns>The byte; null if there is no such entry.</returns>
    public static int? Place(int entry) => entry is >= 0 and < Capacity ? At(entry) : null;

    private static int At(int entry) => sizeof(ulong) + (entry * Entries.NameLength);
}
