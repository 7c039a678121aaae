namespace LuoVerified.Sessions.Formats;

/// <summary>Memory that held something else before.</summary>
internal static class Dirty
{
    /// <summary>Bytes none of which is 0.</summary>
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)0xa5);
        return bytes;
    }
}
