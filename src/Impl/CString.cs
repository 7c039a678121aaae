using LuoVerified.Abi;

namespace LuoVerified.Impl;

/// <summary>What the C string functions that the kernel calls make of bytes.</summary>
public static class CString
{
    /// <summary><c>strscpy(dest, bytes, size)</c>: up to the first NUL, and at most <paramref name="size"/> - 1 bytes.</summary>
    /// <param name="bytes">What is copied.</param>
    /// <param name="size">The room at the destination, 1 and up.</param>
    /// <returns>What is there then, without the NUL at its end.</returns>
    public static ByteString Copy(ByteString bytes, int size) => Copy(bytes.Span, size);

    /// <inheritdoc cref="Copy(ByteString, int)"/>
    public static ByteString Copy(ReadOnlySpan<byte> bytes, int size)
    {
        ReadOnlySpan<byte> text = ToNul(bytes);
        return new ByteString(text[..Math.Min(text.Length, size - 1)]);
    }

    /// <summary><c>!strncmp(stored, asked, 64)</c> for a stored name, which has its NUL within the 64.</summary>
    /// <param name="stored">The stored name.</param>
    /// <param name="asked">The name that is asked for; what follows a NUL does not count.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool Equal(ByteString stored, ByteString asked) => stored.Span.SequenceEqual(ToNul(asked.Span));

    /// <summary><c>strnlen</c>: the bytes before the first NUL, all of them if there is none.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>How many.</returns>
    public static int Length(ByteString bytes) => ToNul(bytes.Span).Length;

    private static ReadOnlySpan<byte> ToNul(ReadOnlySpan<byte> bytes)
    {
        int nul = bytes.IndexOf((byte)0);
        return nul < 0 ? bytes : bytes[..nul];
    }
}
