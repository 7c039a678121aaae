namespace LuoVerified.Spec.Formats;

/// <summary>A file as a table of them names it.</summary>
/// <param name="Session">The place of its session in the block of sessions, from 0.</param>
/// <param name="Handler">Its handler, a character for each byte.</param>
/// <param name="Data">What the handler makes of it.</param>
/// <param name="Token">Its token.</param>
public readonly record struct TableFile(ulong Session, string Handler, ulong Data, ulong Token);

/// <summary>The table of files beside a block of <c>luo-session-v1</c> (<c>docs/format.md</c>): a 64-bit count, then for each file the
/// place of its session, 48 bytes for the handler, data, token.</summary>
public static class FilesTable
{
    private const int HandlerLength = 48;
    private const int Head = sizeof(ulong);
    private const int Entry = (3 * sizeof(ulong)) + HandlerLength;

    /// <summary>What a table says.</summary>
    /// <param name="table">Any bytes.</param>
    /// <returns>The files; null if it is refused: it counts none, or more than there is room for.</returns>
    public static IReadOnlyList<TableFile>? Read(ReadOnlySpan<byte> table)
    {
        if (table.Length < Head || Entries.Number(table, 0) is var count && (count == 0 || count > (ulong)((table.Length - Head) / Entry)))
        {
            return null;
        }

        List<TableFile> files = [];
        for (ReadOnlySpan<byte> rest = table[Head..]; files.Count < (int)count; rest = rest[Entry..])
        {
            ReadOnlySpan<byte> handler = rest.Slice(sizeof(ulong), HandlerLength);
            files.Add(new TableFile(
                Entries.Number(rest, 0),
                Entries.UpToNul(handler) ?? Entries.Text(handler),
                Entries.Number(rest, sizeof(ulong) + HandlerLength),
                Entries.Number(rest, (2 * sizeof(ulong)) + HandlerLength)));
        }

        return files;
    }

    /// <summary>The bytes that files give.</summary>
    /// <param name="files">The files.</param>
    /// <returns>8 bytes and 72 for each; null if a handler has 48 characters or more.</returns>
    public static byte[]? Write(IReadOnlyList<TableFile> files) => files.Any(file => file.Handler.Length >= HandlerLength) ? null :
    [
        .. Entries.Bytes((ulong)files.Count),
        .. files.SelectMany(file => (byte[])
        [
            .. Entries.Bytes(file.Session), .. Entries.Latin(file.Handler), .. new byte[HandlerLength - file.Handler.Length],
            .. Entries.Bytes(file.Data), .. Entries.Bytes(file.Token),
        ]),
    ];
}
