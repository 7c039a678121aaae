namespace LuoVerified.Cli.Tests;

/// <summary>The schedules on the pages of designs, and among the findings, are what the two commands above each print.</summary>
public sealed class DesignPictureTests : IDisposable
{
    private const string Replay = "    luo replay ";

    private readonly Scratch _scratch = new();

    /// <summary>Pages, and in each the lines with the second command, from 0.</summary>
    public static TheoryData<string, int> Pictures()
    {
        var data = new TheoryData<string, int>();
        string docs = Path.Combine(Repository.Root, "docs");
        foreach (string page in Directory.GetFiles(Path.Combine(docs, "designs"), "*.md").Order(StringComparer.Ordinal).Append(Path.Combine(docs, "findings.md")))
        {
            foreach ((int at, string line) in File.ReadLines(page).Index())
            {
                if (line.StartsWith(Replay, StringComparison.Ordinal))
                {
                    data.Add(Path.GetRelativePath(docs, page), at);
                }
            }
        }

        return data;
    }

    [Fact]
    public void TheDesignsThatBreakARuleHaveOne() => Assert.InRange(Pictures().Count, 12, int.MaxValue);

    [Theory]
    [MemberData(nameof(Pictures))]
    public void ThePageShowsWhatReplayPrints(string page, int at)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", page));
        CommandRun.Of([.. lines[at - 1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1), "--out", _scratch.Folder]);
        CommandRun run = CommandRun.Of("replay", Path.Combine(_scratch.Folder, Path.GetFileName(lines[at][Replay.Length..])));

        IEnumerable<string> shown = lines.Skip(at + 1).TakeWhile(line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            string.Join('\n', shown.Select(line => line.Length == 0 ? "" : line[4..])).Trim('\n'), run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
