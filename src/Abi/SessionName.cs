namespace LuoVerified.Abi;

/// <summary>A session's name that fits <c>luo_session_ser.name</c> whole: 1 to 63 bytes, none of them NUL.</summary>
/// <remarks>
/// <para>Any byte but NUL is allowed, also bytes that are not UTF-8. Equality, order and hash are those of
/// <see cref="ByteString"/>.</para>
/// <para>The default value is no name: <see cref="IsValid"/> is false and <see cref="Bytes"/> throws. It equals only
/// itself and comes before every name.</para>
/// </remarks>
public readonly struct SessionName : IEquatable<SessionName>, IComparable<SessionName>
{
    // invariant: 1 to 63 bytes without NUL, or empty in the default value
    private readonly ByteString _bytes;

    private SessionName(ByteString bytes) => _bytes = bytes;

    /// <summary>False for the default value only.</summary>
    public bool IsValid => _bytes.Length > 0;

    /// <summary>The name, 1 to 63 bytes, without its NUL.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public ByteString Bytes => IsValid
        ? _bytes
        : throw new InvalidOperationException("default(SessionName) is no name");

    /// <summary>Makes a name of <paramref name="bytes"/>, if they are one.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="name">The name, or the default value.</param>
    /// <returns>Whether <paramref name="bytes"/> are 1 to 63 bytes and none is NUL.</returns>
    public static bool TryCreate(ByteString bytes, out SessionName name)
    {
        bool fits = Objection(bytes) is null;
        name = fits ? new SessionName(bytes) : default;
        return fits;
    }

    /// <summary>Makes a name of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">In this order: they are none, more than 63, or one is NUL.</exception>
    public static SessionName Create(ByteString bytes) => Objection(bytes) is { } objection
        ? throw new ArgumentException(objection, nameof(bytes))
        : new SessionName(bytes);

    /// <summary>Reads a name from percent text (<see cref="ByteString.TryParsePercent"/>).</summary>
    /// <returns>Whether <paramref name="text"/> is percent text and its bytes are a name.</returns>
    public static bool TryParse(string? text, out SessionName name)
    {
        name = default;
        return text is not null && ByteString.TryParsePercent(text, out ByteString bytes, out _)
            && TryCreate(bytes, out name);
    }

    /// <summary>Reads a name from percent text (<see cref="ByteString.TryParsePercent"/>).</summary>
    /// <exception cref="FormatException">In this order: a malformed escape (the message has its index); the bytes are
    /// none, more than 63, or one is NUL.</exception>
    public static SessionName Parse(string text)
    {
        if (!ByteString.TryParsePercent(text, out ByteString bytes, out int errorIndex))
            throw new FormatException($"session name: malformed escape at index {errorIndex} of '{text}'");
        return Objection(bytes) is { } objection ? throw new FormatException(objection) : new SessionName(bytes);
    }

    /// <summary>The name as percent text; "(no name)", which is the text of no name, for the default value.</summary>
    public override string ToString() => IsValid ? _bytes.ToString() : "(no name)";

    /// <summary>Whether both are the same bytes.</summary>
    public bool Equals(SessionName other) => _bytes.Equals(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionName other && Equals(other);

    /// <summary>The hash of the bytes, the same in every process.</summary>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>Compares the bytes (<see cref="ByteString.CompareTo"/>).</summary>
    public int CompareTo(SessionName other) => _bytes.CompareTo(other._bytes);

    /// <summary>Whether both are the same bytes.</summary>
    public static bool operator ==(SessionName left, SessionName right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(SessionName left, SessionName right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes before.</summary>
    public static bool operator <(SessionName left, SessionName right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> does not come after.</summary>
    public static bool operator <=(SessionName left, SessionName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after.</summary>
    public static bool operator >(SessionName left, SessionName right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come before.</summary>
    public static bool operator >=(SessionName left, SessionName right) => left.CompareTo(right) >= 0;

    private static string? Objection(ByteString bytes)
    {
        if (bytes.Length == 0)
            return "session name: empty";
        if (bytes.Length > Limits.SessionNameMaxBytes)
            return $"session name: {bytes.Length} bytes, at most {Limits.SessionNameMaxBytes} fit";
        int nul = bytes.Span.IndexOf((byte)0);
        return nul < 0 ? null : $"session name: NUL at byte {nul}";
    }
}
