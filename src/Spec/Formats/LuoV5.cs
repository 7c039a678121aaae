namespace LuoVerified.Spec.Formats;

/// <summary>What <c>luo-v5</c> hands over: <c>struct luo_ser</c>, and a chain of blocks of sessions
/// (<c>include/linux/kho/abi/luo.h</c> and <c>block.h</c> of Linux 7.2).</summary>
public static class LuoV5
{
    private const string Version = "luo-v5\0";
    private const int RootSize = 32;
    private const int BlockSize = 4096;
    private const int BlockHead = 16;
    private const int EntrySize = Entries.NameLength + 16;
    private const int FileSize = 64;
    private const int Capacity = 51;
    private const int MaxBlocks = 10_000;

    /// <summary>Whether bytes begin as a root of this version does.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>True if the name of the version stands there, with its end.</returns>
    public static bool IsVersion(ReadOnlySpan<byte> bytes) => Entries.Text(bytes).StartsWith(Version, StringComparison.Ordinal);

    /// <summary>What the root says.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>Number, address of the first block, address of what is bound to files; null if it is refused.</returns>
    public static (ulong Number, ulong Sessions, ulong Flbs)? ReadRoot(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= RootSize && IsVersion(bytes)
            ? (Entries.Number(bytes, 8), Entries.Number(bytes, 16), Entries.Number(bytes, 24))
            : null;

    /// <summary>The bytes of a root.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="sessions">Any address.</param>
    /// <param name="flbs">Any address.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] WriteRoot(ulong number, ulong sessions, ulong flbs) =>
        [.. Entries.Field(Version)[..8], .. Entries.Bytes(number), .. Entries.Bytes(sessions), .. Entries.Bytes(flbs)];

    /// <summary>What a chain says.</summary>
    /// <param name="head">The address of its first block; 0, there is none.</param>
    /// <param name="blockAt">The bytes at an address; empty if there are none.</param>
    /// <param name="capacity">How many sessions a block may hold, 1 to 51.</param>
    /// <returns>The addresses of the blocks and the names in them, as far as they can be read, and whether all is as it must be. A name
    /// without end has all bytes of its field.</returns>
    public static (IReadOnlyList<ulong> Blocks, IReadOnlyList<string> Names, bool IsSound) ReadChain(
        ulong head, Func<ulong, ReadOnlyMemory<byte>> blockAt, int capacity)
    {
        ArgumentNullException.ThrowIfNull(blockAt);
        List<ulong> blocks = [];
        List<string> names = [];
        HashSet<ulong> seen = [];
        ulong next = head;
        while (next != 0 && blocks.Count < MaxBlocks && !seen.Contains(next) && blockAt(next) is var block && IsSound(block.Span))
        {
            blocks.Add(next);
            seen.Add(next);
            int count = (int)Entries.Number(block.Span, 8);
            names.AddRange(Enumerable.Range(0, count).Select(i => BlockHead + (i * EntrySize))
                .Select(at => Entries.Name(block.Span, at) ?? Entries.Text(block.Span.Slice(at, Entries.NameLength))));
            next = Entries.Number(block.Span, 0);
        }

        return (blocks, names, next == 0);

        bool IsSound(ReadOnlySpan<byte> block) =>
            block.Length >= BlockSize && Entries.Number(block, 8) is var count && count >= 1 && count <= (ulong)capacity;
    }

    /// <summary>The blocks that a chain leads to, whatever stands in them.</summary>
    /// <param name="head">The address of its first block; 0, there is none.</param>
    /// <param name="blockAt">The bytes at an address.</param>
    /// <returns>Their addresses; null if it comes back to one.</returns>
    public static IReadOnlyList<ulong>? Linked(ulong head, Func<ulong, ReadOnlyMemory<byte>> blockAt)
    {
        ArgumentNullException.ThrowIfNull(blockAt);
        List<ulong> blocks = [];
        HashSet<ulong> seen = [];
        for (ulong next = head; next != 0; next = Entries.Number(blockAt(next).Span, 0))
        {
            if (!seen.Add(next))
            {
                return null;
            }

            blocks.Add(next);
        }

        return blocks;
    }

    /// <summary>Where the files of each session of a sound chain are.</summary>
    /// <param name="block">The bytes of a block of sessions.</param>
    /// <returns>For each session the address of its first block of files; 0 if it has none.</returns>
    public static IEnumerable<ulong> FilesIn(ReadOnlyMemory<byte> block) => Enumerable.Range(0, (int)Entries.Number(block.Span, 8))
        .Select(i => Entries.Number(block.Span, BlockHead + (i * EntrySize) + Entries.NameLength));

    /// <summary>Whose the files in a block of files are.</summary>
    /// <param name="block">Its bytes.</param>
    /// <returns>The handler of each.</returns>
    public static IEnumerable<string> HandlersIn(ReadOnlyMemory<byte> block) => Enumerable.Range(0, (int)Entries.Number(block.Span, 8))
        .Select(i => Entries.UpToNul(block.Span[(BlockHead + (i * FileSize))..]) ?? "");

    /// <summary>The bytes of a block.</summary>
    /// <param name="next">The address of the next one; 0, there is none.</param>
    /// <param name="names">Any.</param>
    /// <param name="room">How many bytes there are for it.</param>
    /// <returns>4,096 bytes: what is neither head nor name is 0, since no session has a file. Null if that is refused: the room is another,
    /// there are more than 51 names, or one is empty.</returns>
    public static byte[]? WriteBlock(ulong next, IReadOnlyList<string> names, int room = BlockSize)
    {
        if (room != BlockSize || names.Count > Capacity || names.Contains(""))
        {
            return null;
        }

        byte[] used = [.. Entries.Bytes(next), .. Entries.Bytes((ulong)names.Count), .. names.SelectMany(name => (byte[])[.. Entries.Field(name), .. new byte[16]])];
        return [.. used, .. new byte[BlockSize - used.Length]];
    }

    /// <summary>Where an entry of a block begins.</summary>
    /// <param name="entry">Any number.</param>
    /// <returns>The byte; null if there is no such entry.</returns>
    public static int? Place(int entry) => entry is >= 0 and < Capacity ? BlockHead + (entry * EntrySize) : null;
}
