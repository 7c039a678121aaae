namespace LuoVerified.Cli.Tests;

/// <summary><c>--html</c> of <c>luo check</c>, <c>luo prove</c> and <c>luo fuzz</c>, and <c>--outcomes</c>; tests/Browser opens the pages.</summary>
public sealed class PagesTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("check", "luo check", "sampled", "two-serializes.as-posted.linearizable", "--scenario", "two-serializes", "--iterations", "50")]
    [InlineData("prove", "luo prove", "all", "two-serializes.as-posted.linearizable.shortest", "--scenario", "two-serializes", "--samples", "0")]
    [InlineData("fuzz", "luo fuzz", "2 of 2 programs covered", "fuzz-1-2.as-posted.linearizable", "--design", "as-posted", "--programs", "2")]
    public void AReportLeadsToAPageForEachTrace(string command, string name, string covered, string trace, params string[] args)
    {
        string[] all = [command, .. args, "--out", _scratch.Folder, "--html", Path.Combine(_scratch.Folder, "html"), "--json", Path.Combine(_scratch.Folder, "j")];
        CommandRun.Of(all);
        string index = _scratch.Read(Path.Combine("html", "index.html"));
        string[] traces = [.. _scratch.Files.Where(file => file.EndsWith(".trace", StringComparison.Ordinal))];

        Assert.Contains($"<p>{name}</p>", index, StringComparison.Ordinal);
        Assert.Contains($"<td>{covered}</td>", index, StringComparison.Ordinal);
        Assert.Contains($"href=\"{trace}.html\"", index, StringComparison.Ordinal);
        Assert.Equal(_scratch.Read("j"), _scratch.Read(Path.Combine("html", "report.json")));
        Assert.Equal(
            [.. traces.Select(file => Path.ChangeExtension(file, "html")).Append("index.html").Append("report.json").Order()],
            Directory.GetFiles(Path.Combine(_scratch.Folder, "html")).Select(Path.GetFileName).Order());
        Assert.Contains("luo replay ", _scratch.Read(Path.Combine("html", $"{trace}.html")), StringComparison.Ordinal);
        CommandRun.Of(all);
        Assert.Equal(index, _scratch.Read(Path.Combine("html", "index.html")));
    }

    [Theory]
    [InlineData("check", "--iterations", "50")]
    [InlineData("prove", "--samples", "0")]
    public void OutcomesAndWhatIsNotAsExpectedAreOnThePage(string command, string option, string value)
    {
        string scenario = _scratch.Write("s.scenario", "scenario mine\nsummary <b>\nthread serialize\nthread serialize\nexpect hardened: leak\n");
        CommandRun run = CommandRun.Of(command, scenario, "--design", "hardened", option, value, "--out", _scratch.Folder, "--html", _scratch.Folder);
        string index = _scratch.Read("index.html");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("<td class=\"bad\">NO: expected leak</td>", index, StringComparison.Ordinal);
        Assert.Contains("<p>leak</p><p class=\"note\">leak is expected of mine on hardened, and was not found</p>", index, StringComparison.Ordinal);
        Assert.Contains("<li>A: serialize -&gt; -EBUSY; B: serialize -&gt; ok</li>", index, StringComparison.Ordinal);
        Assert.Contains("<p class=\"note\">&lt;b&gt;</p>", index, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("prove")]
    [InlineData("fuzz")]
    public void AFolderThatCannotBeMadeIsSaidBeforeTheWorkBegins(string command)
    {
        string file = _scratch.Write("file", "");
        CommandRun run = CommandRun.Of(command, "--html", file, "--out", _scratch.Folder);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: {file}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ProveShowsOutcomesOnRequest()
    {
        string[] args = ["prove", "--scenario", "two-serializes", "--samples", "0", "--out", _scratch.Folder];
        CommandRun without = CommandRun.Of(args);
        CommandRun run = CommandRun.Of([.. args, "--outcomes"]);

        const string Lines = "1 outcome of two-serializes on as-posted:\n  linearizable\n2 outcomes of two-serializes on hardened:\n"
            + "  A: serialize -> -EBUSY; B: serialize -> ok\n  A: serialize -> ok; B: serialize -> -EBUSY\n\n";
        Assert.Contains(Lines, run.Output, StringComparison.Ordinal);
        Assert.Equal(without.Output, run.Output.Replace(Lines, "", StringComparison.Ordinal));
    }
}
