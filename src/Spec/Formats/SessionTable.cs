namespace LuoVerified.Spec.Formats;

/// <summary>The block of sessions of <c>luo-session-v1</c>: a 64-bit count, then a field of 64 bytes for each name.</summary>
public static class SessionTable
{
    private const int Size = 16 * 4096;
    private const int Capacity = 1023;

    /// <summary>What a block says.</summary>
    /// <param name="block">Any bytes.</param>
    /// <param name="flaw">Why it is refused, by the first entry that is wrong: it is too short, counts more than 1,023, or a name is without
    /// end, empty, or there before; empty if it is not.</param>
    /// <returns>The names, a character for each byte; null if it is refused.</returns>
    public static IReadOnlyList<string>? Read(ReadOnlySpan<byte> block, out string flaw)
    {
        List<string> names = [];
        HashSet<string> seen = [];
        flaw = block.Length < Size ? "truncated" : Entries.Number(block, 0) > Capacity ? "too many" : "";
        for (int i = 0; flaw.Length == 0 && i < (int)Entries.Number(block, 0); i++)
        {
            string? name = Entries.Name(block, At(i));
            flaw = name is null ? "without end" : name.Length == 0 ? "empty" : !seen.Add(name) ? "twice" : "";
            names.Add(name ?? "");
        }

        return flaw.Length == 0 ? names : null;
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
