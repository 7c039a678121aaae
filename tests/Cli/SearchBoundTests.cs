using System.Text.Json;

namespace LuoVerified.Cli.Tests;

/// <summary>Results that are not linearizable, and results of which that is not decided, as a user meets them.</summary>
public sealed class SearchBoundTests : IDisposable
{
    private const string NotLinearizable = "duplicate-at-capacity.as-posted.linearizable.trace";

    /// <summary>One of its operations has no steps, so that no guess at a linearization is right in all schedules.</summary>
    private const string ToBeSearched = "resume-by-another";

    private readonly Scratch _scratch = new();

    [Fact]
    public void TheCallsAreInTheTraceAndInItsReplay()
    {
        Assert.Equal(0, Check("duplicate-at-capacity", "--design", "as-posted").ExitCode);
        string trace = _scratch.Read(NotLinearizable);
        int from = trace.IndexOf("\n== calls\n", StringComparison.Ordinal) + "\n== calls".Length;
        string calls = trace[from..trace.IndexOf("\n== scenario\n", StringComparison.Ordinal)];
        ProcessRun replay = Replay();

        Assert.Contains("no call that could be next fits\n", calls, StringComparison.Ordinal);
        Assert.Contains(calls, replay.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.ExitCode);
    }

    [Fact]
    public void ACheckThatCannotDecideEveryHistoryIsExitFourAndSaysWhy()
    {
        ProcessRun json = Check(ToBeSearched, "--design", "hardened", "--max-configurations", "3", "--json", "-");
        JsonElement row = JsonDocument.Parse(json.Output).RootElement.GetProperty("checks")[0];
        int undecided = row.GetProperty("undecided").GetInt32();
        Assert.Equal((4, "inconclusive"), (json.ExitCode, row.GetProperty("verdict").GetString()));
        Assert.InRange(undecided, 1, 50);

        ProcessRun run = Check(ToBeSearched, "--design", "hardened", "--max-configurations", "3");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"undecided: {undecided}\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"1 inconclusive ({undecided} histories reached --max-configurations)\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AProofThatCannotDecideEveryHistoryIsExitFourAndSaysWhy()
    {
        ProcessRun run = Run("prove", "--scenario", ToBeSearched, "--design", "hardened", "--max-configurations", "3");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("all, 2 undecided", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("prove", "--scenario", ToBeSearched, "--design", "hardened").ExitCode);
    }

    [Fact]
    public void AReplayThatCannotDecideItsHistoryIsExitFour()
    {
        Check("duplicate-at-capacity", "--design", "as-posted");
        ProcessRun run = Replay("--max-configurations", "2");

        Assert.Equal(4, run.ExitCode);
        Assert.EndsWith("is not decided (--max-configurations was reached)", Squeezed.Of(run.Output), StringComparison.Ordinal);
        Assert.EndsWith("(--max-configurations was reached)\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000000001")]
    public void ABoundOutOfRangeIsExitTwo(string bound)
    {
        ProcessRun run = Check("two-retrieves", "--max-configurations", bound);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: --max-configurations wants a number from 1 to 1000000000, not '{bound}'", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private ProcessRun Check(string scenario, params string[] args) =>
        Run(["check", "--scenario", scenario, "--iterations", "50", "--out", ".", .. args]);

    private ProcessRun Replay(params string[] args) => Run(["replay", NotLinearizable, .. args]);

    private ProcessRun Run(params string[] args) => ProcessRun.AtHome(_scratch.Folder, args);
}
