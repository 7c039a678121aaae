using System.Buffers.Binary;

namespace LuoVerified.Abi.Blocks;

/// <summary>What is handed over under the KHO entry <c>LUO</c> from Linux 7.2 on: <c>struct luo_ser</c>, packed,
/// <c>luo-v5</c>.</summary>
/// <remarks>
/// <code>
///  0  char  compatible[8]      "luo-v5", then NULs
///  8  u64   liveupdate_num     live updates up to and including the one that is prepared, little-endian
/// 16  u64   sessions_pa        physical address of the first block of sessions; 0, there is none
/// 24  u64   flbs_pa            physical address of what is bound to the life of files; 0, there is none
/// 32
/// </code>
/// <para>Source: <c>include/linux/kho/abi/luo.h</c>. The versions <c>luo-v2</c> to <c>luo-v4</c> were steps of the same series;
/// they are refused like any other name.</para>
/// </remarks>
/// <param name="Number">Any number.</param>
/// <param name="SessionsAddress">Any number; 0 for no block.</param>
/// <param name="FlbsAddress">Any number; 0 for none.</param>
public readonly record struct LuoSer(ulong Number, ulong SessionsAddress, ulong FlbsAddress = 0)
{
    /// <summary>Its size: 32 bytes.</summary>
    public const int Size = 32;

    /// <summary>Offset of <c>sessions_pa</c>: 16. It is written once more when sessions are serialized.</summary>
    public const int SessionsAddressOffset = 16;

    /// <summary>Offset of <c>liveupdate_num</c>: 8.</summary>
    public const int NumberOffset = 8;

    /// <summary>Offset of <c>flbs_pa</c>: 24.</summary>
    public const int FlbsAddressOffset = 24;

    private const int CompatibleLength = 8;

    /// <summary>What it is compatible with: <c>LUO_ABI_COMPATIBLE</c>.</summary>
    public static ReadOnlySpan<byte> Compatible => "luo-v5"u8;

    /// <summary>Writes it.</summary>
    /// <param name="bytes">Takes it; 32 bytes and more, of which the first 32 are written.</param>
    /// <exception cref="ArgumentException">There are fewer than 32 bytes.</exception>
    public void Write(Span<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            throw new ArgumentException($"luo_ser: {bytes.Length} bytes, {Size} needed", nameof(bytes));
        }

        bytes[..Size].Clear();
        Compatible.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[NumberOffset..], Number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[SessionsAddressOffset..], SessionsAddress);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[FlbsAddressOffset..], FlbsAddress);
    }

    /// <summary>Reads it out of bytes that may hold anything.</summary>
    /// <param name="bytes">Any bytes; those behind the first 32 are ignored.</param>
    /// <param name="ser">What they say; the default value if they are none.</param>
    /// <returns>Null if they are one; else what is wrong and where, in one line: too few bytes, or another version, which is
    /// named.</returns>
    public static string? TryRead(ReadOnlySpan<byte> bytes, out LuoSer ser)
    {
        ser = default;
        if (bytes.Length < Size)
        {
            return $"luo_ser: {bytes.Length} bytes, {Size} needed; byte {bytes.Length} is missing";
        }

        if (!IsCompatible(bytes))
        {
            ReadOnlySpan<byte> found = bytes[..CompatibleLength];
            int nul = found.IndexOf((byte)0);
            return $"luo_ser: byte 0: compatible with '{new ByteString(nul < 0 ? found : found[..nul])}', not with '{new ByteString(Compatible)}'";
        }

        ser = new LuoSer(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[NumberOffset..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[SessionsAddressOffset..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[FlbsAddressOffset..]));
        return null;
    }

    /// <summary>Whether bytes begin with the name of this version (<c>strncmp</c> over the 8 bytes of the field).</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>True if they do.</returns>
    public static bool IsCompatible(ReadOnlySpan<byte> bytes) =>
        bytes.Length > Compatible.Length && bytes.StartsWith(Compatible) && bytes[Compatible.Length] == 0;
}
