using System.Text.RegularExpressions;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>What <c>luo replay</c> prints of the minimal traces that <c>luo prove</c> writes: <c>Golden/picture.RULE.txt</c>, byte for
/// byte, but for the numbers of lines of code.</summary>
public sealed partial class MinimalPictureTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("quiesce-after-last-close", "as-posted", "deadlock")]
    [InlineData("retrieve-against-retrieve-and-close", "as-posted", "use-after-free")]
    [InlineData("two-deserializes-against-a-retrieve", "as-posted", "data-race")]
    [InlineData("serialize-against-retrieve", "as-posted", "linearizable")]
    [InlineData("serialize-against-create", "keeps-a-lock", "lock-left-held")]
    public void APageSaysWhatHappened(string scenario, string design, string rule)
    {
        Design[] designs = [.. Design.All, FlawedDesigns.KeepsALock];
        CommandRun.Of(designs, "prove", "--scenario", scenario, "--design", design, "--samples", "0", "--out", _scratch.Folder);
        string trace = Directory.GetFiles(_scratch.Folder, $"{scenario}.{design}.{rule}.*trace").Order(StringComparer.Ordinal).First();
        CommandRun run = CommandRun.Of(designs, "replay", trace);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(Golden(rule), LineNumber().Replace(run.Output, number => new string('0', number.Length)));
    }

    public void Dispose() => _scratch.Dispose();

    private static string Golden(string rule)
    {
        using Stream stream = typeof(MinimalPictureTests).Assembly.GetManifestResourceStream($"picture.{rule}.txt")!;
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>Behind the name of a file, short or whole.</summary>
    [GeneratedRegex(@"(?<=( f\d|\.cs):)\d+")]
    private static partial Regex LineNumber();
}
