using System.Buffers.Binary;
using System.Text;
using LuoVerified.Abi;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the table of files beside a block of <c>luo-session-v1</c>.</summary>
internal static class FileCases
{
    private const ulong Number = 0x0102_0304_0506_0708;

    /// <summary>Where a block says which the table is, and which a spare one: behind the last place for a session.</summary>
    private const int TableAt = 8 + (64 * 1023);

    private static readonly TableFile[][] Contents =
    [
        [],
        [new(0, "memfd-v1", Number, 7)],
        [new(3, "", 0, ulong.MaxValue), new(0, "a", 1, 2)],
        [new(1, new string('h', 47), 1, 1), new(Number, "b\u00ff", 2, Number), new(0, "c", 3, 0)],
        [new(0, new string('h', 48), 0, 0)],
    ];

    public static IEnumerable<FormatCase> All() =>
        Images().Select(image => FormatCase.Read(image, Specification, Code)).Concat(Contents.Select(Written))
            .Concat(from files in (ulong[])[0, 1, Number] from spare in (ulong[])[0, 2, ~Number] select Head(files, spare));

    private static IEnumerable<Damaged> Images() => Contents.Select(FilesTable.Write).OfType<byte[]>().SelectMany(table =>
    {
        string what = $"a table of {FilesTable.Read(table)?.Count ?? 0} files";
        byte[] values = [0, 1, 2, 3, 4, 0x7f, 0x80, 0xff];
        byte[] page = [.. table, .. new byte[Limits.PageSize - table.Length]];
        return Damaged.Values(what, table, Enumerable.Range(0, table.Length), values)
            .Concat(Damaged.Values($"{what} in a page", page, Enumerable.Range(0, table.Length), values))
            .Concat(Damaged.Lengths(what, table, Enumerable.Range(0, table.Length + 1)))
            .Concat(Enumerable.Range(54, 5).Select(count => new Damaged(
                (byte[])[.. BitConverter.GetBytes((ulong)count), .. page[8..]], () => $"{what} in a page that counts {count}")));
    });

    private static string? Specification(ReadOnlyMemory<byte> table) => FilesTable.Read(table.Span) is { } files
        ? Words(files.Select(file => (file.Session, file.Handler, file.Data, file.Token)))
        : null;

    private static string? Code(ReadOnlyMemory<byte> table) => FileTable.Read(table.Span) is { } files
        ? Words(files.Select(file => (file.Session, Encoding.Latin1.GetString(file.Compatible.Span), file.Data, file.Token)))
        : null;

    private static string Words(IEnumerable<(ulong Session, string Handler, ulong Data, ulong Token)> files) =>
        string.Join("; ", files.Select(file => $"{file.Session} {Named.Words(file.Handler)} {file.Data} {file.Token}"));

    private static FormatCase Written(TableFile[] files) => FormatCase.Write($"a table of {files.Length} files", () => FilesTable.Write(files), () =>
    {
        byte[] table = Dirty.Bytes(FileTable.SizeOf(files.Length));
        try
        {
            FileTable.Write(table, [.. files.Select(file => new HandedFile(file.Session, new(Encoding.Latin1.GetBytes(file.Handler)), file.Data, file.Token))]);
            return table;
        }
        catch (ArgumentException)
        {
            return null;
        }
    });

    private static FormatCase Head(ulong files, ulong spare)
    {
        return new(
            () => $"a block with its table at 0x{files:x} and a spare one at 0x{spare:x}",
            () =>
            {
                byte[] block = Dirty.Bytes(Limits.SessionBlockSize);
                BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(TableAt), files);
                BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(TableAt + sizeof(ulong)), spare);
                return Words(block, (files, spare));
            },
            () =>
            {
                byte[] block = Dirty.Bytes(Limits.SessionBlockSize);
                FileTable.WriteHead(block, files, spare);
                return Words(block, FileTable.ReadHead(block));
            });

        static string Words(byte[] block, (ulong Files, ulong Spare) read) => $"{Convert.ToHexString(block.AsSpan(TableAt - 8))}, {read}";
    }
}
