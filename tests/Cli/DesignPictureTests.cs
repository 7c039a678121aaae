namespace LuoVerified.Cli.Tests;

/// <summary>The schedule on the page of a design is what the two commands above it print.</summary>
public sealed class DesignPictureTests : IDisposable
{
    private const string Replay = "    luo replay ";

    private readonly Scratch _scratch = new();

    public static TheoryData<string> Pages() =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "designs"), "*.md")
            .Where(page => File.ReadLines(page).Any(line => line.StartsWith(Replay, StringComparison.Ordinal)))
            .Select(page => Path.GetFileName(page)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void TheDesignsThatBreakARuleHaveOne() => Assert.InRange(Pages().Count, 8, int.MaxValue);

    [Theory]
    [MemberData(nameof(Pages))]
    public void ThePageShowsWhatReplayPrints(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "designs", page));
        int at = Array.FindIndex(lines, line => line.StartsWith(Replay, StringComparison.Ordinal));
        CommandRun.Of([.. lines[at - 1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1), "--out", _scratch.Folder]);
        CommandRun run = CommandRun.Of("replay", Path.Combine(_scratch.Folder, Path.GetFileName(lines[at][Replay.Length..])));

        IEnumerable<string> shown = lines.Skip(at + 1).TakeWhile(line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            string.Join('\n', shown.Select(line => line.Length == 0 ? "" : line[4..])).Trim('\n'), run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
