using System.Text.Json;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo fuzz</c>, as a user runs it.</summary>
public sealed class FuzzTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void AFindingIsShownOnAPageAndItsFilesAreForTheOtherCommands()
    {
        ProcessRun run = Fuzz("--design", "as-posted", "--programs", "2", "--max-executions", "200");

        Assert.Equal(1, run.ExitCode);
        string scenario = Assert.Single(_scratch.Files, file => file.EndsWith(".image-equals-live.scenario", StringComparison.Ordinal));
        string trace = Path.ChangeExtension(scenario, ".trace");
        Assert.Contains(_scratch.Read(scenario), run.Output, StringComparison.Ordinal);
        Assert.Contains("     image-equals-live: after ", run.Output, StringComparison.Ordinal);
        Assert.Contains("image-equals-live", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("seed 1, at most 200 executions an exploration: violation\n", run.Output, StringComparison.Ordinal);

        Assert.Equal(0, ProcessRun.AtHome(_scratch.Folder, "check", scenario, "--iterations", "200").ExitCode);
        ProcessRun replay = ProcessRun.AtHome(_scratch.Folder, "replay", trace);
        Assert.Equal(0, replay.ExitCode);
        Assert.Contains("reproduced: image-equals-live", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualSeedsGiveEqualReportsByteForByte()
    {
        string[] args = ["--design", "as-posted", "--design", "hardened", "--programs", "6", "--seed", "4", "--max-executions", "100", "--json", "-"];
        ProcessRun one = Fuzz(args);
        Dictionary<string, string> files = _scratch.Files.ToDictionary(file => file, _scratch.Read);
        ProcessRun two = Fuzz(args);
        ProcessRun other = Fuzz([.. args[..7], "5", .. args[8..]]);

        Assert.Equal(one, two);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(file.Value, _scratch.Read(file.Key)));
        Assert.NotEqual(one.Output, other.Output);
    }

    [Fact]
    public void JsonHoldsWhatThePageHolds()
    {
        ProcessRun run = Fuzz("--design", "as-posted", "--programs", "2", "--max-executions", "200", "--json", "-");

        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("luo-fuzz 1", report.GetProperty("format").GetString());
        Assert.Equal(("violation", 1), (report.GetProperty("verdict").GetString(), report.GetProperty("exitCode").GetInt32()));
        JsonElement design = Assert.Single(report.GetProperty("designs").EnumerateArray());
        Assert.Equal(2, design.GetProperty("programs").GetInt32() + design.GetProperty("discarded").GetInt32());
        JsonElement finding = report.GetProperty("findings").EnumerateArray().First();
        Assert.True(finding.GetProperty("operations").GetProperty("after").GetInt32() <= finding.GetProperty("operations").GetProperty("before").GetInt32());
        Assert.True(finding.GetProperty("replaysOnRealLocks").GetBoolean());
        Assert.Contains(finding.GetProperty("scenario").GetString(), _scratch.Files);
        Assert.Contains(finding.GetProperty("trace").GetString(), _scratch.Files);
    }

    [Fact]
    public void NothingFoundIsExitZeroWhereEveryScheduleWasCoveredElseFour()
    {
        ProcessRun all = Fuzz("--programs", "2", "--seed", "11");
        ProcessRun some = Fuzz("--programs", "2", "--seed", "11", "--max-executions", "1");
        ProcessRun none = Fuzz("--programs", "1000000", "--time", "0.5");

        Assert.Equal(0, all.ExitCode);
        Assert.StartsWith("hardened: 2 programs, 2 exhausted, 0 bounded, 0 discarded", all.Output, StringComparison.Ordinal);
        Assert.EndsWith(": pass\n", all.Output, StringComparison.Ordinal);
        Assert.Equal(4, some.ExitCode);
        Assert.Contains("2 bounded (2 to no bound)", some.Output, StringComparison.Ordinal);
        Assert.EndsWith(": inconclusive\n", some.Output, StringComparison.Ordinal);
        Assert.Equal(4, none.ExitCode);
        Assert.Contains("the time was up", none.Output, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    [Theory]
    [InlineData("luo: --design: unknown name 'none', want one of: as-posted, hardened", "--design", "none")]
    [InlineData("luo: --programs wants a number from 1 to 2147483647, not '0'", "--programs", "0")]
    [InlineData("luo: --max-executions wants a number from 1 to 1000000000, not '0'", "--max-executions", "0")]
    [InlineData("luo: --seed wants a number from 0 to 4294967295, not '-1'", "--seed", "-1")]
    [InlineData("luo: --time wants a number of seconds", "--time", "0")]
    [InlineData("luo: Unknown command, option or argument 'file'", "file")]
    [InlineData("luo: file/below: ", "--out", "file/below")]
    public void BadInputIsOneLineAndExitTwo(string message, params string[] args)
    {
        _scratch.Write("file", "");
        ProcessRun run = Fuzz(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    public void Dispose() => _scratch.Dispose();

    private ProcessRun Fuzz(params string[] args) => ProcessRun.AtHome(_scratch.Folder, ["fuzz", .. args]);
}
