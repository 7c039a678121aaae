using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Cli.Commands;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>How the picture of a trace is drawn, as the command line says.</summary>
internal sealed class PictureOptions
{
    private const long Widest = 1_000;

    /// <summary><c>--all</c>.</summary>
    public Option<bool> All { get; } = new("--all") { Description = "Show every step; by default those that do not matter are folded." };

    /// <summary><c>--width</c>.</summary>
    public Option<long?> Width { get; } = CommonOptions.Number(
        "--width",
        $"The most columns of a line; by default {WrappedText.Terminal}, or as many as the terminal has if that is more.",
        TracePicture.LeastWidth,
        Widest);

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The most columns of a line, and whether every step is shown.</returns>
    public (int Width, bool All) Of(ParseResult parsed) =>
        ((int)(parsed.GetValue(Width) ?? TerminalWriter.WidthOf(parsed.InvocationConfiguration.Output)), parsed.GetValue(All));
}
