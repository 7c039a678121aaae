using System.Text;
using LuoVerified.Check;

namespace LuoVerified.Cli;

/// <summary>A terminal: it has a width, and may show colours.</summary>
/// <param name="inner">Takes the text.</param>
/// <param name="width">Its width in columns.</param>
/// <param name="hasColours">Whether it shows colours.</param>
internal sealed class TerminalWriter(TextWriter inner, int width, bool hasColours) : TextWriter
{
    private const int MinWidth = 20;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Its width in columns.</summary>
    public int Width => width;

    /// <summary>Whether it shows colours.</summary>
    public bool HasColours => hasColours;

    /// <summary>A terminal, if there is one that understands control sequences.</summary>
    /// <param name="inner">Takes the text.</param>
    /// <param name="isRedirected">Whether it goes elsewhere.</param>
    /// <returns>The terminal; <paramref name="inner"/> if there is none.</returns>
    public static TextWriter Over(TextWriter inner, bool isRedirected)
    {
        if (isRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return inner;
        }

        // https://no-color.org: any value but the empty one.
        bool hasColours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalWriter(inner, Columns(), hasColours);
    }

    /// <summary>How many columns text may have.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <returns>Those of the terminal; 80 if it is none.</returns>
    public static int WidthOf(TextWriter writer) => writer is TerminalWriter terminal ? terminal.Width : WrappedText.Terminal;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth is >= MinWidth and var columns ? columns : WrappedText.Terminal;
        }
        catch (IOException)
        {
            return WrappedText.Terminal;
        }
    }
}
