namespace LuoVerified.Sessions.Formats;

/// <summary>Memory that held something else before.</summary>
internal static class Dirty
{
    /// <summary>What each byte of it may have been.</summary>
    public static IReadOnlyList<byte> Values { get; } = [0xa5, 1, 0xff];

    /// <summary>Bytes none of which is 0.</summary>
    public static byte[] Bytes(int length, byte value = 0xa5)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }
}
