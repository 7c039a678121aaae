using System.Text;

namespace LuoVerified.Cli;

/// <summary>Standard error: what cannot be written there is dropped, for there is nowhere to say so.</summary>
/// <param name="inner">Takes the text.</param>
internal sealed class ErrorWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Attempt(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Attempt(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Flush() => Attempt(inner.Flush);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Attempt(inner.Dispose);
        }

        base.Dispose(disposing);
    }

    private static void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
        }
    }
}
