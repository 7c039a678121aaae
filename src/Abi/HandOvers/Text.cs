using System.Globalization;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Numbers and names as they are printed.</summary>
internal static class Text
{
    public static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Address(ulong value) => $"0x{value.ToString("x", CultureInfo.InvariantCulture)}";

    /// <summary>The bytes up to the first NUL, as percent text.</summary>
    public static string Name(ReadOnlySpan<byte> field)
    {
        int nul = field.IndexOf((byte)0);
        return new ByteString(nul < 0 ? field : field[..nul]).ToString();
    }
}
