namespace LuoVerified.Abi;

/// <summary>Where things lie in a session block: byte offsets from the start of the block.</summary>
/// <remarks>
/// <para>The block is a <c>struct luo_session_header_ser</c> followed at once by packed
/// <c>struct luo_session_ser</c> entries:</para>
/// <code>
///      0  u64  luo_session_header_ser.count     number of entries in use, little-endian
///      8  u8   luo_session_ser[0].name[64]      1 to 63 bytes, a NUL, then bytes without meaning
///     72  u8   luo_session_ser[1].name[64]
///    ...
///  65416  u8   luo_session_ser[1022].name[64]
///  65480       56 bytes that belong to no entry
/// </code>
/// </remarks>
public static class SessionBlockLayout
{
    /// <summary>Offset of <c>luo_session_header_ser.count</c>: 0.</summary>
    public const int CountOffset = 0;

    /// <summary>Offset of the first <c>luo_session_ser</c>: 8, no padding after the header.</summary>
    public const int FirstEntryOffset = CountOffset + Limits.SessionHeaderSize;

    /// <summary>Offset behind the last entry: 65,480.</summary>
    public const int EntriesEnd = FirstEntryOffset + (Limits.SessionCapacity * Limits.SessionEntrySize);

    /// <summary>Offset of <c>luo_session_ser[<paramref name="entry"/>].name</c>.</summary>
    /// <param name="entry">0 to 1,022.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="entry"/> is outside that range.</exception>
    public static int EntryOffset(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entry, Limits.SessionCapacity);
        return FirstEntryOffset + (entry * Limits.SessionEntrySize);
    }
}
