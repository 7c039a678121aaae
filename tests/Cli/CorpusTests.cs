using System.Text.Json;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Tests;

/// <summary><c>--corpus</c> of <c>luo check</c> and <c>luo prove</c>.</summary>
public sealed class CorpusTests : IDisposable
{
    private const string Scenario = "retrieve-against-retrieve-and-close";
    private const string UseAfterFree = "retrieve-against-retrieve-and-close.as-posted.use-after-free.shortest.trace";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void WhatIsFoundIsAddedOnceAndReplayedFirst()
    {
        CommandRun first = Prove(Design.All, "--update");
        string added = _scratch.Read(In(UseAfterFree));
        CommandRun second = Prove(Design.All, "--update");
        CommandRun check = CommandRun.Of(
            "check", "--scenario", Scenario, "--design", "as-posted", "--iterations", "200", "--out", _scratch.Folder, "--corpus", Corpus, "--update");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, check.ExitCode));
        Assert.StartsWith("0 traces; 0 rewritten\n", first.Error, StringComparison.Ordinal);
        Assert.EndsWith($"corpus: written: {Path.Combine(Corpus, UseAfterFree)}\n", first.Error, StringComparison.Ordinal);
        Assert.Equal(_scratch.Read(UseAfterFree), added);
        Assert.StartsWith($"{Path.Combine(Corpus, UseAfterFree)}: reproduced: use-after-free after 20 steps, as recorded\n", second.Error, StringComparison.Ordinal);
        Assert.Contains("\ncorpus: 1 trace: 1 reproduced; 0 rewritten\n", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("written: ", second.Error, StringComparison.Ordinal);
        Assert.Contains("\ncorpus: 1 trace: 1 reproduced; 0 rewritten\n", check.Output, StringComparison.Ordinal);
        Assert.Equal([UseAfterFree], Directory.GetFiles(Corpus).Select(Path.GetFileName));
    }

    [Fact]
    public void WhatIsGoneIsFixedAndNoFailure()
    {
        Prove(Design.All, "--update");
        CommandRun run = CommandRun.Of(
            [RefactoredDesigns.OneAtATime], "check", "--scenario", "two-retrieves", "--iterations", "50", "--out", _scratch.Folder, "--corpus", Corpus, "--json", Path.Combine(_scratch.Folder, "r.json"));

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        Assert.StartsWith($"{Path.Combine(Corpus, UseAfterFree)}: fixed: no use-after-free on this schedule; step ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\ncorpus: 1 trace: 1 fixed\n", run.Output, StringComparison.Ordinal);
        JsonElement row = Assert.Single(JsonDocument.Parse(_scratch.Read("r.json")).RootElement.GetProperty("corpus").EnumerateArray());
        Assert.Equal("fixed", row.GetProperty("outcome").GetString());
    }

    /// <summary>What a scenario at hand does not expect is a failure, though nothing else is found.</summary>
    [Fact]
    public void WhatIsThereAndNotExpectedIsExitOne()
    {
        Prove(Design.All, "--update");
        string file = _scratch.Write("s.scenario", $"scenario {Scenario}\nsummary s\nsetup create a\nthread close a\nthread create b\n");
        CommandRun run = CommandRun.Of("prove", file, "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder, "--corpus", Corpus);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"as recorded; not expected of {Scenario} on as-posted\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(": not as expected\n", run.Output, StringComparison.Ordinal);
        CommandRun check = CommandRun.Of("check", file, "--design", "as-posted", "--iterations", "50", "--out", _scratch.Folder, "--corpus", Corpus);
        Assert.Equal(1, check.ExitCode);
        Assert.EndsWith(": the corpus shows what is not expected\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatReproducesByOtherStepsIsRewritten()
    {
        Prove(Design.All, "--update");
        string before = _scratch.Read(In(UseAfterFree));
        CommandRun without = Prove([RefactoredDesigns.Counts]);
        Assert.Equal(before, _scratch.Read(In(UseAfterFree)));
        CommandRun run = Prove([RefactoredDesigns.Counts], "--update");

        Assert.Contains("others than recorded", without.Error, StringComparison.Ordinal);
        Assert.Contains("\ncorpus: 1 trace: 1 reproduced; 1 rewritten\n", run.Output, StringComparison.Ordinal);
        Assert.NotEqual(before, _scratch.Read(In(UseAfterFree)));
        Trace now = TraceText.Parse(_scratch.Read(In(UseAfterFree)), UseAfterFree);
        Assert.True(Replayer.Replay(now, RefactoredDesigns.Counts).Reproduces(now));
        Assert.Equal([UseAfterFree], Directory.GetFiles(Corpus).Select(Path.GetFileName));
    }

    [Fact]
    public void WhatCannotBeFollowedIsAWarningThatNamesTheFile()
    {
        Prove(Design.All, "--update");
        string other = _scratch.Read(In(UseAfterFree)).Replace("design as-posted", "design hardened", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Corpus, UseAfterFree), other);
        CommandRun run = CommandRun.Of(
            [RefactoredDesigns.HardenedCounts],
            "prove", "--scenario", Scenario, "--design", "hardened", "--samples", "0", "--out", _scratch.Folder, "--corpus", Corpus, "--update");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"{Path.Combine(Corpus, UseAfterFree)}: warning: cannot be followed, from step 2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\ncorpus: 1 trace: 1 cannot be followed; 0 rewritten\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(other, _scratch.Read(In(UseAfterFree)));
    }

    /// <summary>The schedule passes, and the rule breaks under another: then that takes its place.</summary>
    [Fact]
    public void WhatIsFoundAnewTakesThePlaceOfWhatDoesNotReproduce()
    {
        Prove(Design.All, "--update");
        string good = _scratch.Read(In(UseAfterFree));
        Trace trace = TraceText.Parse(good, UseAfterFree);
        string old = TraceText.Format(trace with { Steps = [.. trace.Steps.OrderBy(step => step.Thread)] });
        File.WriteAllText(Path.Combine(Corpus, UseAfterFree), old);
        CommandRun reported = Prove(Design.All);
        Assert.Equal(old, _scratch.Read(In(UseAfterFree)));
        CommandRun updated = Prove(Design.All, "--update");

        Assert.Equal((0, 0), (reported.ExitCode, updated.ExitCode));
        Assert.StartsWith($"{Path.Combine(Corpus, UseAfterFree)}: fixed: no use-after-free on this schedule", reported.Error, StringComparison.Ordinal);
        Assert.Equal(good, _scratch.Read(In(UseAfterFree)));
        Assert.Equal([UseAfterFree], Directory.GetFiles(Corpus).Select(Path.GetFileName));
    }

    /// <summary>It costs no other its replay, and no scenario its proof.</summary>
    [Fact]
    public void AFileThatIsNoTraceIsOneLineAndExitTwo()
    {
        Prove(Design.All, "--update");
        File.WriteAllText(Path.Combine(Corpus, "a.trace"), "luo-trace 1\u001b[31m\n");
        CommandRun run = Prove(Design.All);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"luo: {Path.Combine(Corpus, "a.trace")}:1: the first line is 'luo-trace 1␛[31m', of another version than 'luo-trace 1', which is read here\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("reproduced: use-after-free", run.Error, StringComparison.Ordinal);
        Assert.Contains("\ncorpus: 2 traces: 1 not replayed, 1 reproduced\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(": a file of the corpus cannot be replayed\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none: there is no such folder", "check", "--corpus", "none")]
    [InlineData("none: there is no such folder", "prove", "--corpus", "none")]
    [InlineData("file: ", "prove", "--corpus", "file", "--update")]
    [InlineData("--update wants --corpus.", "check", "--update")]
    [InlineData("exclude each other", "prove", "--programs", "1x1", "--corpus", "none")]
    public void WhatCannotBeUsedIsSaidBeforeTheWorkBegins(string message, params string[] args)
    {
        _scratch.Write("file", "");
        ProcessRun run = ProcessRun.AtHome(_scratch.Folder, args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("[1/", run.Error, StringComparison.Ordinal);
    }

    private string Corpus => Path.Combine(_scratch.Folder, "corpus");

    private static string In(string name) => Path.Combine("corpus", name);

    private CommandRun Prove(IReadOnlyList<Design> designs, params string[] more) => CommandRun.Of(
        designs, ["prove", "--scenario", Scenario, "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder, "--corpus", Corpus, .. more]);
}
