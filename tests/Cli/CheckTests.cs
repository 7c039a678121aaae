using System.Text.Json;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo check</c>, <c>luo replay</c> and <c>luo scenarios</c>, as a user runs them.</summary>
public sealed class CheckTests : IDisposable
{
    private const string UseAfterFree = "retrieve-against-retrieve-and-close.as-posted.use-after-free.trace";

    private readonly Scratch _scratch = new();

    [Fact]
    public void ACheckPrintsItsTableAndWritesItsTraces()
    {
        ProcessRun run = Check("--scenario", "retrieve-against-retrieve-and-close", "--iterations", "100", "--out", "t", "--keep-first");
        string trace = Path.Combine("t", UseAfterFree);
        string first = Path.ChangeExtension(trace, ".first.trace");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Golden("check.table"), run.Output);
        Assert.Equal(Golden("check.progress"), run.Error);
        Assert.Equal([first, trace], _scratch.Files);
        Assert.Equal(Golden("check.trace"), _scratch.Read(first));
        Assert.Equal(Golden("check.minimal.trace"), _scratch.Read(trace));
    }

    [Fact]
    public void NothingIsLeftInTheHomeFolderOrAnywhereElse()
    {
        Check("--scenario", "two-retrieves", "--iterations", "50");

        Assert.Empty(_scratch.Files);
    }

    [Fact]
    public void TheReadmeShowsWhatTheProgramPrints()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        ProcessRun run = Check("--iterations", "300", "--scenario", "two-retrieves", "--scenario", "retrieve-against-retrieve-and-close");

        foreach (string line in run.Output.Split('\n').SkipLast(2))
        {
            Assert.Contains($"    {line}".TrimEnd() + "\n", readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheTableFitsATerminalOfEightyColumns()
    {
        ProcessRun run = Check("--iterations", "100", "--design", "as-posted-closing-counter", "--design", "as-posted", "--scenario", "two-creates-of-one-name");
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));

        run = Check("--iterations", "30");
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void EqualSeedsGiveEqualReportsByteForByte()
    {
        string[] args = ["--scenario", "live-update-under-load", "--iterations", "200", "--seed", "9", "--json", "-"];
        ProcessRun one = Check(args);
        Dictionary<string, string> traces = _scratch.Files.ToDictionary(file => file, _scratch.Read);
        ProcessRun two = Check(args);

        Assert.Equal(one, two);
        Assert.NotEmpty(traces);
        Assert.Equal(traces, _scratch.Files.ToDictionary(file => file, _scratch.Read));
    }

    [Fact]
    public void NoResultDependsOnTheNumberOfWorkers()
    {
        string[] args =
        [
            .. ((string[])["live-update-under-load", "two-aborts", "two-retrieves", "two-finishes", "quiesce-against-deserialize"])
                .SelectMany(name => (string[])["--scenario", name]),
            "--iterations", "60", "--json", "-",
        ];
        ProcessRun one = Check([.. args, "--workers", "1"]);
        Dictionary<string, string> traces = _scratch.Files.ToDictionary(file => file, _scratch.Read);

        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one, Check([.. args, "--workers", "3"]));
        Assert.NotEmpty(traces);
        Assert.Equal(traces, _scratch.Files.ToDictionary(file => file, _scratch.Read));
    }

    [Fact]
    public void JsonHoldsWhatTheTableHolds()
    {
        ProcessRun run = Check("--scenario", "two-retrieves", "--design", "hardened", "--iterations", "100", "--json", "-");

        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("luo-check 1", report.GetProperty("format").GetString());
        Assert.Equal("pass", report.GetProperty("verdict").GetString());
        JsonElement check = Assert.Single(report.GetProperty("checks").EnumerateArray());
        Assert.Equal(10, check.GetProperty("barging").GetInt64());
        Assert.Equal(45, check.GetProperty("volume").GetInt64());
        Assert.Equal(45, check.GetProperty("drawn").GetInt64());
        Assert.Equal("pass", check.GetProperty("verdict").GetString());
        Assert.Equal(0, check.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void AViolationThatIsNotExpectedIsExitOne()
    {
        _scratch.Write("mine.scenario", "scenario mine\nsummary Two long names.\nthread create\nthread create b\n");
        ProcessRun run = Check("mine.scenario", "--design", "as-posted", "--iterations", "50");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("names-intact volume 1 NO", Squeezed.Of(run.Output), StringComparison.Ordinal);
        Assert.Contains("\n   NO: expected pass\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 not as expected\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Check("mine.scenario", "--design", "hardened", "--iterations", "50").ExitCode);
    }

    [Fact]
    public void AnExpectedViolationThatIsNotFoundIsExitOne()
    {
        _scratch.Write("mine.scenario", "scenario mine\nsummary Nothing happens.\nthread create a\nthread create b\nexpect hardened: leak\n");

        Assert.Equal(1, Check("mine.scenario", "--design", "hardened", "--iterations", "50").ExitCode);
    }

    [Fact]
    public void ATimeLimitThatIsReachedIsExitFour()
    {
        ProcessRun run = Check("--scenario", "two-retrieves", "--iterations", "1000000000", "--time", "0.5");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("inconclusive undecided", Squeezed.Of(run.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("luo: --scenario: unknown name 'none', want one of: ", "--scenario", "none")]
    [InlineData("luo: --scenario: unknown name 'none', 'nobody', want one of: ", "--scenario", "none", "--scenario", "nobody")]
    [InlineData("luo: --design: unknown name 'none', want one of: as-posted, hardened", "--design", "none")]
    [InlineData("luo: --strategy: unknown name 'portfoilo' (portfolio?), want one of: portfolio, ", "--strategy", "portfoilo")]
    [InlineData("luo: typo: there is no design 'hardend'", "typo")]
    [InlineData("luo: Scenario files and --scenario exclude each other", "x", "--scenario", "two-retrieves")]
    [InlineData("luo: missing: no such file", "missing")]
    [InlineData("luo: broken:2: 'rubbish' is no keyword of a scenario", "broken")]
    [InlineData("luo: file/below: ", "--out", "file/below")]
    public void BadInputIsOneLineAndExitTwo(string message, params string[] args)
    {
        _scratch.Write("broken", "scenario broken\nrubbish\n");
        _scratch.Write("typo", "scenario typo\nsummary s\nthread create b\nexpect hardend: pass\n");
        _scratch.Write("file", "");
        ProcessRun run = Check(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void AReplayShowsTheScheduleAndReproducesTheViolation()
    {
        string trace = _scratch.Write("t.trace", Golden("check.trace"));
        ProcessRun run = ProcessRun.AtHome(_scratch.Folder, "replay", trace);

        Assert.Equal(new ProcessRun(0, Golden("replay"), ""), run);
    }

    [Theory]
    [InlineData("A read session(a).Retrieved = true", "A read session(a).Retrieved = false", "DIVERGED: step ")]
    [InlineData("design as-posted", "design hardened", "DIVERGED: step ")]
    [InlineData("violation use-after-free", "violation double-free", "DIVERGED: recorded was double-free, the code breaks use-after-free")]
    public void AReplayThatDepartsFromItsRecordingIsExitOne(string recorded, string changed, string message)
    {
        string trace = _scratch.Write("t.trace", Golden("check.trace").Replace(recorded, changed, StringComparison.Ordinal));
        ProcessRun run = ProcessRun.AtHome(_scratch.Folder, "replay", trace);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"\n{message}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("design as-posted", "design none", "there is no design 'none'")]
    [InlineData("choices ", "choices A", "t.trace:10: the steps make the choices AAA")]
    [InlineData("luo-trace 1", "luo-trace 9", "t.trace:1: the first line is 'luo-trace 9', of another version than 'luo-trace 1'")]
    public void AFileThatIsNoTraceIsExitTwo(string recorded, string changed, string message)
    {
        _scratch.Write("t.trace", Golden("check.trace").Replace(recorded, changed, StringComparison.Ordinal));
        ProcessRun run = ProcessRun.AtHome(_scratch.Folder, "replay", "t.trace");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SchedulesAreDrawnOnModelsOfTheLocksToo()
    {
        string[] args = ["--scenario", "retrieve-against-retrieve-and-close", "--strategy", "surw", "--iterations", "400"];
        ProcessRun run = Check(args);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run, Check(args));
        Assert.Contains("use-after-free surw", Squeezed.Of(run.Output), StringComparison.Ordinal);

        // The first schedule took the profile.
        Assert.Contains("each pass: 399 clean schedules drawn by surw,\n  so with 95 % confidence fewer than 1 in 133 drawn so break", run.Output, StringComparison.Ordinal);
        JsonElement checks = JsonDocument.Parse(Check([.. args, "--json", "-"]).Output).RootElement.GetProperty("checks");
        Assert.All(checks.EnumerateArray(), check => Assert.Equal(0, check.GetProperty("barging").GetInt64() + check.GetProperty("volume").GetInt64()));
        Assert.Equal(400, checks[1].GetProperty("drawn").GetInt64());
        Assert.Equal(0, ProcessRun.AtHome(_scratch.Folder, "replay", Path.Combine("luo-traces", UseAfterFree)).ExitCode);
    }

    [Fact]
    public void AScenarioThatIsPrintedCanBeChecked()
    {
        ProcessRun list = ProcessRun.AtHome(_scratch.Folder, "scenarios");
        ProcessRun print = ProcessRun.AtHome(_scratch.Folder, "scenarios", "two-retrieves");
        _scratch.Write("printed", print.Output);

        Assert.Contains("two-retrieves\n    Two threads retrieve one session", list.Output, StringComparison.Ordinal);
        Assert.Equal(0, Check("printed", "--iterations", "50").ExitCode);
    }

    public void Dispose() => _scratch.Dispose();

    private ProcessRun Check(params string[] args) => ProcessRun.AtHome(_scratch.Folder, ["check", .. args]);

    private static string Golden(string name)
    {
        using Stream stream = typeof(CheckTests).Assembly.GetManifestResourceStream($"{name}.txt")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
