using LuoVerified.Check.Traces;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo shrink</c>, as a user runs it.</summary>
public sealed class ShrinkTests : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>A race, a deadlock, results that fit no order, a rule that the set-up breaks, several kernels, a refusal.</summary>
    [Theory]
    [InlineData("two-deserializes-against-a-retrieve", "data-race.3", 2, 2)]
    [InlineData("quiesce-after-last-close", "deadlock", 4, 2)]
    [InlineData("live-update-under-load", "linearizable", 2, 2)]
    [InlineData("corrupt-hand-over-duplicate", "use-after-free", 6, 1)]
    [InlineData("live-update-under-load", "nothing-lost", 2, 2)]
    [InlineData("deserialize-without-memory", "deserialize-once", 4, 1)]
    public void TheSmallestTraceReplaysBreaksTheSameRuleAndIsWhatIsSaidOfIt(string scenario, string rule, int operations, int threads)
    {
        Trace before = Read(Found(scenario, rule));
        CommandRun run = CommandRun.Of("shrink", Found(scenario, rule), "--out", In("small.trace"));
        string first = _scratch.Read("small.trace");
        Trace after = Read(In("small.trace"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(Replayer.Replay(after, Design.AsPosted).Reproduces(after));
        Assert.True(after.Violation.IsLike(before.Violation));
        Assert.Equal((operations, threads), (ProgramLength.Operations(after.Scenario), ProgramLength.Threads(after.Scenario)));
        Assert.Matches($@"\noperations +{ProgramLength.Operations(before.Scenario)} -> {operations}\n", run.Output);
        Assert.Matches($@"\nthreads +{ProgramLength.Threads(before.Scenario)} -> {threads}\n", run.Output);
        Assert.Matches($@"\nsteps +{before.Steps.Count} -> {after.Steps.Count}\n", run.Output);
        Assert.Contains("\nminimal: ", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split("\nminimal: ")[1].Split("\n\n")[0].Split('\n'), line => Assert.InRange(line.Length, 0, 80));

        Assert.Equal(run, CommandRun.Of("shrink", Found(scenario, rule), "--out", In("small.trace")));
        Assert.Equal(first, _scratch.Read("small.trace"));
        CommandRun again = CommandRun.Of("shrink", In("small.trace"));
        Assert.Matches($@"\noperations +{operations} -> {operations}\n", again.Output);
        Assert.Equal(after.Steps, Read(In("small.minimal.trace")).Steps);
    }

    [Fact]
    public void WhereABoundIsReachedNothingIsCalledMinimal()
    {
        string trace = Found("live-update-under-load", "nothing-lost");
        CommandRun run = CommandRun.Of("shrink", trace, "--max-executions", "3", "--out", In("small.trace"));
        Trace after = Read(In("small.trace"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nsmallest found within 3 executions (", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("minimal:", run.Output, StringComparison.Ordinal);
        Assert.True(Replayer.Replay(after, Design.AsPosted).Reproduces(after));
    }

    [Fact]
    public void ATraceThatDoesNotReproduceIsNotShrunk()
    {
        string trace = Found("serialize-against-create", "image-equals-live");
        _scratch.Write("mended.trace", File.ReadAllText(trace).Replace("design as-posted", "design hardened", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("shrink", In("mended.trace"));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("DIVERGED: step ", run.Output, StringComparison.Ordinal);
        Assert.Contains("does not reproduce its violation", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mended.minimal.trace", _scratch.Files);
    }

    [Theory]
    [InlineData("missing: no such file", "missing")]
    [InlineData("broken:1: ", "broken")]
    [InlineData("is the trace itself, which would be written over", "good.trace", "--out", "good.trace")]
    [InlineData("none/x: ", "good.trace", "--out", "none/x")]
    [InlineData("there is no design 'nobody'", "other.trace")]
    [InlineData("leads to an internal error", "error.trace")]
    public void BadInputIsOneLineAndExitTwo(string message, params string[] args)
    {
        string good = File.ReadAllText(Found("two-serializes", "linearizable"));
        _scratch.Write("broken", "rubbish\n");
        _scratch.Write("good.trace", good);
        _scratch.Write("other.trace", good.Replace("design as-posted", "design nobody", StringComparison.Ordinal));
        _scratch.Write("error.trace", good.Replace("violation linearizable", "violation internal-error", StringComparison.Ordinal));
        string[] before = [.. _scratch.Files.Order()];
        ProcessRun run = ProcessRun.AtHome(_scratch.Folder, ["shrink", .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(before, _scratch.Files.Order());
        Assert.Equal(good, _scratch.Read("good.trace"));
    }

    public void Dispose() => _scratch.Dispose();

    private static Trace Read(string file) => TraceText.Parse(File.ReadAllText(file), file);

    private string In(string name) => Path.Combine(_scratch.Folder, name);

    private string Found(string scenario, string rule)
    {
        CommandRun.Of("prove", "--scenario", scenario, "--design", "as-posted", "--samples", "0", "--out", In("found"));
        return Directory.GetFiles(In("found"), $"{scenario}.as-posted.{rule}.*trace").Order(StringComparer.Ordinal).First();
    }
}
