using System.Text;

namespace LuoVerified.Abi;

/// <summary>The text form of any bytes, see <see cref="ByteString.ToString"/>.</summary>
internal static class PercentText
{
    public static string Format(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e) && !bytes.Contains((byte)'%'))
            return Encoding.ASCII.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        foreach (byte each in bytes)
        {
            if (each is >= 0x21 and <= 0x7e and not (byte)'%')
                text.Append((char)each);
            else
                text.Append('%').Append("0123456789ABCDEF"[each >> 4]).Append("0123456789ABCDEF"[each & 15]);
        }
        return text.ToString();
    }

    public static bool TryParse(string text, out ByteString value, out int errorIndex)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        errorIndex = -1;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    errorIndex = i;
                    return false;
                }
                bytes[count++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
                i += 3;
            }
            else if (Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                count += rune.EncodeToUtf8(bytes.AsSpan(count));
                i += rune.Utf16SequenceLength;
            }
            else
            {
                errorIndex = i;
                return false;
            }
        }
        value = new ByteString(bytes.AsSpan(0, count));
        return true;
    }
}
