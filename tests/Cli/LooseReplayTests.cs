using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo replay --loose</c>, and <c>luo replay</c> of many traces.</summary>
public sealed class LooseReplayTests : IDisposable
{
    private const string UseAfterFree = "retrieve-against-retrieve-and-close.as-posted.use-after-free.shortest.trace";
    private const string Image = "serialize-against-close.as-posted.image-equals-live.shortest.trace";

    private readonly Scratch _scratch = new();

    public LooseReplayTests()
    {
        CommandRun prove = CommandRun.Of(
            "prove", "--scenario", "retrieve-against-retrieve-and-close", "--scenario", "serialize-against-close",
            "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder);
        Assert.Equal(0, prove.ExitCode);
        Assert.Equal([UseAfterFree, Image], _scratch.Files);
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void ATraceOfTheSameCodeReproducesAsRecorded() => Loose(
        Design.All, 0, "reproduced: use-after-free after 20 steps, as recorded", "reproduced: image-equals-live after 9 steps, as recorded");

    [Fact]
    public void AnAddedLockAndFieldDoNotHideTheViolation()
    {
        Assert.Equal(1, Strictly(RefactoredDesigns.Counts).ExitCode);
        Loose([RefactoredDesigns.Counts], 0, "reproduced: use-after-free after 24 steps, others than recorded", null);
        Assert.Equal(1, Strictly(RefactoredDesigns.SharesRetrieve).ExitCode);
        Loose([RefactoredDesigns.SharesRetrieve], 0, "reproduced: use-after-free after 23 steps, others than recorded", null);
    }

    [Fact]
    public void NewNamesOfLocksAndFieldsDoNotHideIt()
    {
        Change("incoming.rwsem", "old.lock");
        Change("Retrieved", "WasRetrieved");
        Change("_mutex", "Lock");
        Assert.Equal(1, Strictly(Design.AsPosted).ExitCode);
        Loose(Design.All, 0, "reproduced: use-after-free after 15 steps, others than recorded", null);
    }

    [Fact]
    public void ALockThatShutsTheScheduleOutMakesItPass() => Loose(
        [RefactoredDesigns.OneAtATime],
        1,
        "passes now: no use-after-free on this schedule; step 6: A acquire-write outer has to wait, as it had not on record",
        null);

    [Fact]
    public void OnAMendedDesignItPasses()
    {
        CommandRun run = CommandRun.Of("replay", "--loose", "--design", "hardened", _scratch.Folder);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{UseAfterFree}: passes now: no use-after-free on this schedule; incoming.rwsem is taken to be called gate now", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{Image}: passes now: no image-equals-live on this schedule\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n2 traces: 2 passes now\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereTheSwitchWasCannotBeKnownWithoutItsLocks()
    {
        CommandRun run = CommandRun.Of(
            [RefactoredDesigns.HardenedCounts], "replay", "--loose", "--design", "hardened", Path.Combine(_scratch.Folder, UseAfterFree));

        Assert.Equal((4, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            $"{UseAfterFree}: warning: cannot be followed, from step 2: recorded was 'B acquire-read incoming.rwsem', the code does 'B return ",
            run.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("\n1 trace: 1 cannot be followed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherRuleIsNotTheSame()
    {
        Loose([RefactoredDesigns.Throws], 1, "breaks another rule: recorded was use-after-free, the code breaks oops: ", null);
        Change("violation use-after-free", "violation double-free");
        Loose(Design.All, 1, "breaks another rule: recorded was double-free, the code breaks use-after-free: ", null);
    }

    [Fact]
    public void AnUpdateRewritesWhatReproducesLooselyAndNothingElse()
    {
        string image = _scratch.Read(Image);
        CommandRun first = CommandRun.Of([RefactoredDesigns.Counts], "replay", "--loose", "--update", _scratch.Folder);
        CommandRun strict = CommandRun.Of([RefactoredDesigns.Counts], "replay", _scratch.Folder);
        CommandRun second = CommandRun.Of([RefactoredDesigns.Counts], "replay", "--loose", "--update", _scratch.Folder);

        Assert.EndsWith($"rewritten: {Path.Combine(_scratch.Folder, UseAfterFree)}\n2 traces: 2 reproduced; 1 rewritten\n", first.Output, StringComparison.Ordinal);
        Assert.Equal(image, _scratch.Read(Image));
        Assert.Equal(0, strict.ExitCode);
        Assert.EndsWith("\n2 traces: 2 reproduced\n", strict.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n2 traces: 2 reproduced; 0 rewritten\n", second.Output, StringComparison.Ordinal);

        string before = _scratch.Read(UseAfterFree);
        CommandRun mended = CommandRun.Of([RefactoredDesigns.OneAtATime], "replay", "--loose", "--update", _scratch.Folder);
        Assert.EndsWith("; 0 rewritten\n", mended.Output, StringComparison.Ordinal);
        Assert.Equal(before, _scratch.Read(UseAfterFree));
        Assert.Equal([UseAfterFree, Image], _scratch.Files);
    }

    [Fact]
    public void ADamagedFileCostsNoOtherItsReplay()
    {
        _scratch.Write("a.trace", "luo-trace 1\u001b[31m\n");
        _scratch.Write("b.text", "no trace");
        CommandRun run = CommandRun.Of("replay", _scratch.Folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"luo: {Path.Combine(_scratch.Folder, "a.trace")}:1: the first line is 'luo-trace 1␛[31m', of another version than 'luo-trace 1', which is read here\n", run.Error);
        Assert.Equal(
            $"{Path.Combine(_scratch.Folder, UseAfterFree)}: reproduced: use-after-free after 20 steps, as recorded\n"
            + $"{Path.Combine(_scratch.Folder, Image)}: reproduced: image-equals-live after 9 steps, as recorded\n"
            + "3 traces: 1 not replayed, 2 reproduced\n",
            run.Output);
    }

    [Fact]
    public void NoEscapeSequenceOfAFileIsPrinted()
    {
        Change("violation use-after-free", "violation \u001b[31mred");
        foreach (string[] options in (string[][])[[], ["--loose"]])
        {
            CommandRun run = CommandRun.Of(["replay", .. options, Path.Combine(_scratch.Folder, UseAfterFree)]);
            Assert.Equal(2, run.ExitCode);
            Assert.DoesNotContain('\u001b', run.Output + run.Error);
            Assert.Contains("␛[31mred", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatMakesNoSenseIsRefusedBeforeAnythingRuns()
    {
        string trace = Path.Combine(_scratch.Folder, UseAfterFree);
        string empty = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "empty")).FullName;
        Refused($"luo: {trace}: is named twice\n", _scratch.Folder, trace);
        Refused($"luo: {empty}: there is no file *.trace in it\n", trace, empty);
        Refused("luo: --json is for one trace file alone, not for several or a folder\n", _scratch.Folder, "--json", "x.json");
        Refused("luo: --loose and --html exclude each other. See", trace, "--loose", "--html", "x.html");
        Refused("luo: --update wants --loose. See", trace, "--update");
        Refused("luo: --design wants --loose. See", trace, "--design", "hardened");
        Refused("luo: --update and --design exclude each other", trace, "--loose", "--update", "--design", "hardened");
        Refused($"luo: {trace}: has 20 steps, and --break names step 21\n", trace, "--break", "21");
    }

    [Fact]
    public void AReplayWaitsForADebuggerBeforeAStep()
    {
        string trace = Path.Combine(_scratch.Folder, UseAfterFree);
        CommandRun run = CommandRun.Of("replay", trace, "--break", "2", "--break-wait", "1");

        Assert.Equal((0, CommandRun.Of("replay", trace).Output), (run.ExitCode, run.Output));
        Assert.Equal(
            $"luo: process {Environment.ProcessId} waits before step 2 for a debugger\n"
            + "luo: no debugger came within 1 s, the replay goes on\n",
            run.Error);
    }

    private static void Refused(string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(["replay", .. args]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    private CommandRun Strictly(Design design) => CommandRun.Of([design], "replay", Path.Combine(_scratch.Folder, UseAfterFree));

    /// <summary>What the trace of the use after free, and that of the image, come to.</summary>
    private void Loose(IReadOnlyList<Design> designs, int exitCode, string useAfterFree, string? image)
    {
        string[] files = [.. ((string?[])[UseAfterFree, image is null ? null : Image]).OfType<string>().Select(file => Path.Combine(_scratch.Folder, file))];
        CommandRun run = CommandRun.Of(designs, ["replay", "--loose", .. files]);
        string[] lines = run.Output.Split('\n');

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        Assert.Equal($"{files[0]}: {useAfterFree}", lines[0][..Math.Min(lines[0].Length, files[0].Length + 2 + useAfterFree.Length)]);
        Assert.Equal(image is null ? "1 trace: " : $"{files[^1]}: {image}", image is null ? lines[1][..9] : lines[1]);
    }

    /// <summary>Makes the trace one of code that was called otherwise.</summary>
    private void Change(string recorded, string changed) =>
        _scratch.Write(UseAfterFree, _scratch.Read(UseAfterFree).Replace(recorded, changed, StringComparison.Ordinal));
}
