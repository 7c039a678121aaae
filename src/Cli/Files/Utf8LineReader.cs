using System.Text;

namespace LuoVerified.Cli.Files;

/// <summary>Reads lines of UTF-8 text, and tells of the very line that is none.</summary>
/// <remarks>A byte-order mark before the first line is dropped. Offers <see cref="ReadLine"/> only.</remarks>
internal sealed class Utf8LineReader : TextReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // In Latin-1 every byte is a character, so that nothing goes wrong beyond the line that is being asked for.
    private readonly StreamReader _bytes;
    private bool _begun;

    /// <summary>Makes the reader.</summary>
    /// <param name="stream">The bytes; closed with the reader.</param>
    public Utf8LineReader(Stream stream) =>
        _bytes = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);

    /// <summary>Reads up to the end of the line (LF, CR or both) or of the input.</summary>
    /// <returns>The line without its end; null at the end of the input.</returns>
    /// <exception cref="DecoderFallbackException">The line is not UTF-8.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    public override string? ReadLine()
    {
        if (_bytes.ReadLine() is not { } line)
        {
            return null;
        }

        string text = Strict.GetString(Encoding.Latin1.GetBytes(line));
        bool marked = !_begun && text.StartsWith('\uFEFF');
        _begun = true;
        return marked ? text[1..] : text;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }
}
