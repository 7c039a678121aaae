using LuoVerified.Abi;

namespace LuoVerified.Impl;

/// <summary>What the C string functions that the kernel calls make of bytes.</summary>
internal static class CString
{
    /// <summary><c>strscpy(dest, bytes, size)</c>: up to the first NUL, and at most <paramref name="size"/> - 1 bytes.</summary>
    public static ByteString Copy(ByteString bytes, int size) => Copy(bytes.Span, size);

    /// <inheritdoc cref="Copy(ByteString, int)"/>
    public static ByteString Copy(ReadOnlySpan<byte> bytes, int size)
    {
        ReadOnlySpan<byte> text = ToNul(bytes);
        return new ByteString(text[..Math.Min(text.Length, size - 1)]);
    }

    /// <summary><c>!strncmp(stored, asked, 64)</c> for a stored name, which has its NUL within the 64.</summary>
    public static bool Equal(ByteString stored, ByteString asked) => stored.Span.SequenceEqual(ToNul(asked.Span));

    /// <summary><c>strnlen</c>: the bytes before the first NUL, all of them if there is none.</summary>
    public static int Length(ByteString bytes) => ToNul(bytes.Span).Length;

    private static ReadOnlySpan<byte> ToNul(ReadOnlySpan<byte> bytes)
    {
        int nul = bytes.IndexOf((byte)0);
        return nul < 0 ? bytes : bytes[..nul];
    }
}
