using System.Buffers.Binary;

namespace LuoVerified.Abi;

/// <summary>A file as one kernel hands it to the next in a <see cref="FileTable"/>.</summary>
/// <param name="Session">The entry of its session in the session block, from 0.</param>
/// <param name="Compatible">The handler: up to 47 bytes without NUL.</param>
/// <param name="Data">What the handler makes of it.</param>
/// <param name="Token">Its token.</param>
public readonly record struct HandedFile(ulong Session, ByteString Compatible, ulong Data, ulong Token);

/// <summary>How the files of sessions are handed over beside a session block of <c>luo-session-v1</c>, which has no place for them: an
/// extension of this project, which a reader that knows only that format overlooks.</summary>
/// <remarks>
/// <code>
/// in the session block, behind the last place for an entry
///  65480  u64   files            physical address of the table; 0, there is none
///  65488  u64   spare            physical address of a table that means nothing and is to be given back; 0, there is none
/// the table
///      0  u64   count                how many files, 1 and up
///      8  u64   [0].session          the entry of its session in the block, from 0
///     16  char  [0].compatible[48]   the handler of the file
///     64  u64   [0].data             what the handler makes of it
///     72  u64   [0].token
///     80  u64   [1].session
/// </code>
/// <para>All numbers are little-endian. The last three fields are those of <c>struct luo_file_ser</c>
/// (<c>include/linux/kho/abi/luo.h</c>, Linux 6.19). Without files the block is what it was. A table is
/// the spare one before it is written and until it is given back, so that at each moment a block leads to every table.</para>
/// </remarks>
public static class FileTable
{
    /// <summary>Size of an entry: 72 bytes.</summary>
    public const int EntrySize = TokenOffset + sizeof(ulong);

    /// <summary>Offset of the address of the table in the session block: 65,480.</summary>
    public const int HeadOffset = Limits.SessionHeaderSize + (Limits.SessionCapacity * Limits.SessionEntrySize);

    /// <summary>Offset of the handler in an entry: 8.</summary>
    public const int CompatibleOffset = sizeof(ulong);

    private const int HeaderSize = sizeof(ulong);
    private const int CompatibleLength = 48;
    private const int DataOffset = CompatibleOffset + CompatibleLength;
    private const int TokenOffset = DataOffset + sizeof(ulong);

    /// <summary>Writes into a session block where the tables are.</summary>
    /// <param name="block">65,536 bytes.</param>
    /// <param name="files">The physical address of the table; 0 for none.</param>
    /// <param name="spare">That of one that means nothing; 0 for none.</param>
    public static void WriteHead(Span<byte> block, ulong files, ulong spare)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(block[HeadOffset..], files);
        BinaryPrimitives.WriteUInt64LittleEndian(block[(HeadOffset + sizeof(ulong))..], spare);
    }

    /// <summary>Reads out of a session block where the tables are.</summary>
    /// <param name="block">65,536 bytes, which may hold anything.</param>
    /// <returns>The physical address of the table, and of one that means nothing; 0 for none.</returns>
    public static (ulong Files, ulong Spare) ReadHead(ReadOnlySpan<byte> block) => (
        BinaryPrimitives.ReadUInt64LittleEndian(block[HeadOffset..]),
        BinaryPrimitives.ReadUInt64LittleEndian(block[(HeadOffset + sizeof(ulong))..]));

    /// <summary>Size of a table.</summary>
    /// <param name="count">How many files, 0 and up; 58,254 fit <see cref="Limits.LargestAllocation"/>.</param>
    /// <returns>The bytes.</returns>
    public static int SizeOf(int count) => HeaderSize + (count * EntrySize);

    /// <summary>Writes a table.</summary>
    /// <param name="table">Its bytes; those behind the last entry stay.</param>
    /// <param name="files">The files, in order.</param>
    /// <exception cref="ArgumentException">A handler has more than 47 bytes.</exception>
    public static void Write(Span<byte> table, IReadOnlyList<HandedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].Compatible.Length >= CompatibleLength)
            {
                throw new ArgumentException($"file {i}: the handler has {files[i].Compatible.Length} bytes, at most {CompatibleLength - 1} fit", nameof(files));
            }

            Span<byte> entry = table.Slice(SizeOf(i), EntrySize);
            entry.Clear();
            BinaryPrimitives.WriteUInt64LittleEndian(entry, files[i].Session);
            files[i].Compatible.Span.CopyTo(entry[CompatibleOffset..]);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[DataOffset..], files[i].Data);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[TokenOffset..], files[i].Token);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(table, (ulong)files.Count);
    }

    /// <summary>Reads a table that may hold anything.</summary>
    /// <param name="table">Its bytes, whole pages.</param>
    /// <returns>What it says, in order; null if it counts no file, or more than it has room for.</returns>
    public static IReadOnlyList<HandedFile>? Read(ReadOnlySpan<byte> table)
    {
        ulong count = table.Length < HeaderSize ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(table);
        if (count == 0 || count > (ulong)((table.Length - HeaderSize) / EntrySize))
        {
            return null;
        }

        var files = new HandedFile[(int)count];
        for (int i = 0; i < files.Length; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(SizeOf(i), EntrySize);
            ReadOnlySpan<byte> compatible = entry.Slice(CompatibleOffset, CompatibleLength);
            int nul = compatible.IndexOf((byte)0);
            files[i] = new HandedFile(
                BinaryPrimitives.ReadUInt64LittleEndian(entry),
                new ByteString(nul < 0 ? compatible : compatible[..nul]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[DataOffset..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[TokenOffset..]));
        }

        return files;
    }
}
