using System.Text;

namespace LuoVerified.Abi;

/// <summary>An immutable sequence of any bytes, compared by value: what a C program calls a name.</summary>
/// <remarks>
/// <para>The default value is the empty sequence. NUL and bytes that are not UTF-8 are allowed. Immutable, so safe to
/// share between threads.</para>
/// <para>Order is that of <c>memcmp</c>: unsigned bytes, and a prefix comes before what it is a prefix of. The hash is
/// FNV-1a over the bytes and therefore the same in every process.</para>
/// </remarks>
public readonly struct ByteString : IEquatable<ByteString>, IComparable<ByteString>
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // invariant: null (for empty) or never written after construction
    private readonly byte[]? _bytes;

    /// <summary>Copies <paramref name="bytes"/>; later changes to their source do not show.</summary>
    /// <param name="bytes">Any bytes, none included.</param>
    public ByteString(ReadOnlySpan<byte> bytes) => _bytes = bytes.IsEmpty ? null : bytes.ToArray();

    /// <summary>The bytes themselves, not a copy.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>The number of bytes, 0 or more.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>The UTF-8 bytes of <paramref name="text"/>, without a byte-order mark or a terminating NUL.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> holds half of a surrogate pair.</exception>
    public static ByteString FromUtf8(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ByteString(StrictUtf8.GetBytes(text));
    }

    /// <summary>Reads percent text, the form <see cref="ToString"/> writes.</summary>
    /// <param name="text">Any text. <c>%</c> and two hexadecimal digits of either case are one byte; every other
    /// character stands for its UTF-8 bytes, blanks and controls included.</param>
    /// <param name="value">The bytes; empty after a failure.</param>
    /// <param name="errorIndex">-1, or the index in <paramref name="text"/> of the <c>%</c> that no two digits follow
    /// or of the half surrogate pair that has no bytes.</param>
    /// <returns>Whether the whole of <paramref name="text"/> could be read.</returns>
    public static bool TryParsePercent(string text, out ByteString value, out int errorIndex) =>
        PercentText.TryParse(text, out value, out errorIndex);

    /// <summary>Percent text: bytes 0x21 to 0x7e but <c>%</c> as they are, every other byte as <c>%XX</c> with capital
    /// digits. Different sequences have different texts.</summary>
    public override string ToString() => PercentText.Format(Span);

    /// <summary>Whether both are the same bytes.</summary>
    public bool Equals(ByteString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteString other && Equals(other);

    /// <summary>FNV-1a, 32 bits, over the bytes: the same in every process and on every machine.</summary>
    public override int GetHashCode()
    {
        uint hash = 2166136261;
        foreach (byte each in Span)
            hash = unchecked((hash ^ each) * 16777619);
        return unchecked((int)hash);
    }

    /// <summary>Compares as <c>memcmp</c> does; if one is a prefix of the other, the shorter is
    /// first.</summary>
    public int CompareTo(ByteString other) => Span.SequenceCompareTo(other.Span);

    /// <summary>Whether both are the same bytes.</summary>
    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes before, in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(ByteString left, ByteString right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(ByteString left, ByteString right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after, in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(ByteString left, ByteString right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(ByteString left, ByteString right) => left.CompareTo(right) >= 0;
}
