using LuoVerified.Abi.Blocks;

namespace LuoVerified.Abi.HandOvers;

/// <summary>A header and packed entries of one size: what every structure but the roots consists of. Sizes in bytes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Size">Size of the whole.</param>
/// <param name="HeaderSize">Where the first entry begins.</param>
/// <param name="EntrySize">Size of an entry.</param>
public sealed record TableLayout(string Name, int Size, int HeaderSize, int EntrySize)
{
    /// <summary>How many entries fit.</summary>
    public int Capacity => (Size - HeaderSize) / EntrySize;

    /// <summary>Offset of an entry from the start of the whole.</summary>
    /// <param name="entry">0 to <see cref="Capacity"/> - 1.</param>
    /// <returns>The offset.</returns>
    public int EntryOffset(int entry) => HeaderSize + (entry * EntrySize);
}

/// <summary>The tables of all formats. Numbers are u64, little-endian.</summary>
/// <remarks>
/// <code>
/// luo_session_ser  v1:  0 name[64]                                 64 bytes
/// luo_session_ser  v2:  0 name[64]  64 files  72 count             80 bytes
/// luo_file_ser:         0 compatible[48]  48 data  56 token        64 bytes
/// luo_flb_ser:          0 name[48]  48 data  56 count              64 bytes
/// </code>
/// <para>Source: <c>include/linux/kho/abi/luo.h</c> at 0153094d03df (session v1), of Linux 6.19 to 7.1 (session v2, files,
/// flb) and of 7.2 (luo-v5); <c>kho/abi/block.h</c> of 7.2. The sizes of the areas: <c>luo_session.c</c> (16 pages),
/// <c>luo_file.c</c> (2 pages), <c>luo_flb.c</c> (1 page).</para>
/// </remarks>
public static class Layouts
{
    /// <summary>Bytes of <c>compatible</c> of a file and of <c>name</c> of an flb, its NUL included: 48.</summary>
    public const int HandlerNameLength = 48;

    /// <summary>Offset of <c>data</c> in a file and in an flb: 48. The second number follows it.</summary>
    public const int HandlerDataOffset = HandlerNameLength;

    /// <summary>Size of a file and of an flb: 64.</summary>
    public const int HandlerEntrySize = HandlerNameLength + 16;

    /// <summary>Offset of <c>files</c> in an 80-byte session; <c>count</c> follows it.</summary>
    public const int SessionFilesOffset = Limits.SessionNameLength;

    /// <summary><c>luo-session-v1</c>: u64 count, then 1,023 names.</summary>
    public static TableLayout SessionsV1 { get; } =
        new("session block of luo-session-v1", Limits.SessionBlockSize, Limits.SessionHeaderSize, Limits.SessionEntrySize);

    /// <summary><c>luo-session-v2</c>: u64 count, then 819 entries of 80 bytes.</summary>
    public static TableLayout SessionsV2 { get; } =
        new("session block of luo-session-v2", Limits.SessionBlockSize, Limits.SessionHeaderSize, KhoBlock.EntrySize);

    /// <summary>The files of a session of <c>luo-session-v2</c>: 2 pages without header, 128 files.</summary>
    public static TableLayout FilesV2 { get; } = new("files of luo-session-v2", 2 * Limits.PageSize, 0, HandlerEntrySize);

    /// <summary>What is bound to files, <c>luo-flb-v1</c> and <c>luo-v5</c>: u64 pgcnt (1), u64 count, then 63 entries.</summary>
    public static TableLayout Flbs { get; } = new("flb page", Limits.PageSize, 16, HandlerEntrySize);

    /// <summary>A block of sessions of <c>luo-v5</c>: u64 next, u64 count, then 51 entries.</summary>
    public static TableLayout SessionsV5 { get; } =
        new("block of sessions of luo-v5", KhoBlock.Size, KhoBlock.HeaderSize, KhoBlock.EntrySize);

    /// <summary>A block of files of <c>luo-v5</c>: u64 next, u64 count, then 63 entries.</summary>
    public static TableLayout FilesV5 { get; } =
        new("block of files of luo-v5", KhoBlock.Size, KhoBlock.HeaderSize, HandlerEntrySize);
}
