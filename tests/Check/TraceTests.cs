using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Check.Tests;

/// <summary>Traces as text, and what a replay makes of one that does not fit.</summary>
public class TraceTests
{
    /// <summary>Two creates one after the other, and then as if the names had clashed.</summary>
    private static readonly Trace Harmless = new(
        ScenarioText.Parse("scenario two\nsummary Two creates.\nthread create a\nthread create b\n", "two"),
        "hardened",
        new Violation(Checks.Deadlock, "none"),
        "volume",
        "random",
        1,
        1,
        Steps("A call create a", "A acquire-read gate", "A acquire-write lists", "A release-write lists", "A release-read gate", "A return ok"));

    /// <summary>The first of them alone.</summary>
    private static readonly Trace Alone = Harmless with
    {
        Program = ScenarioText.Parse("scenario one\nsummary A create.\nthread create a\n", "one"),
    };

    [Fact]
    public void ATraceRoundTrips()
    {
        Trace again = TraceText.Parse(TraceText.Format(Harmless), "t");
        Assert.Equal(TraceText.Format(Harmless), TraceText.Format(again));
        Assert.Equal(Harmless.Steps, again.Steps);
        Assert.Equal(Harmless.Violation, again.Violation);
    }

    [Theory]
    [InlineData("\n", "\r\n", "")]
    [InlineData("\n", "\n", "\ufeff")]
    [InlineData("\n", "\r\n", "\ufeff")]
    public void EndsOfLinesAndAByteOrderMarkMakeNoDifference(string end, string other, string mark)
    {
        string text = TraceText.Format(Harmless);
        string changed = mark + text.Replace(end, other, StringComparison.Ordinal);
        Assert.Equal(text, TraceText.Format(TraceText.Parse(changed, "t")));
        Assert.Equal(text, TraceText.Format(TraceText.Parse(changed.TrimEnd('\r', '\n'), "t")));
    }

    [Theory]
    [InlineData("luo-trace 1", "luo-trace 2", "t:1: the first line is 'luo-trace 2', of another version than 'luo-trace 1', which is read here")]
    [InlineData("== steps", "== stops", "t:35: the line '== steps' is missing")]
    [InlineData("seed 1", "seed x", "t:7: 'x' is no seed")]
    [InlineData("schedule 1", "schedule -1", "t:8: '-1' is no schedule")]
    [InlineData("choices AAAAAA", "choices AAAAA", "t:9: the steps make the choices AAAAAA")]
    [InlineData("choices AAAAAA", "choices AAABAA", "t:9: the steps make the choices AAAAAA")]
    [InlineData("choices AAAAAA", "choices", "t:9: the steps make the choices AAAAAA")]
    [InlineData("choices AAAAAA\n", "", "t:1: the line 'choices ...' is missing")]
    [InlineData("A return ok\n", "B return ok\n", "t:9: the steps make the choices AAAAAB")]
    [InlineData("violation deadlock\n", "", "t:1: the line 'violation ...' is missing")]
    [InlineData("A return ok\n", "X return ok\n", "t:34: 'X return ok' is no step (a thread A to D or -, a space, what it did)")]
    [InlineData("luo-trace 1", "", "t:1: the first line is not 'luo-trace 1'")]
    [InlineData("violation deadlock\n", "violation deadlocks\n", "t:3: there is no rule 'deadlocks'")]
    [InlineData("thread create b", "thread fly", "t:26: 'fly' is no operation")]
    public void WhatIsWrongIsSaidWithItsLine(string old, string corrupted, string message)
    {
        string text = TraceText.Format(Harmless).Replace(old, corrupted, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Throws<FormatException>(() => TraceText.Parse(text, "t")).Message);
    }

    [Fact]
    public void AReplayThatBreaksNoRuleSaysWhoCouldGoOn() =>
        Assert.Equal("the recording ends after step 6, but B can go on", Replayer.Replay(Harmless, Design.Hardened).Divergence);

    [Fact]
    public void AnotherAnswerIsADivergenceAtItsStep() => Assert.Equal(
        "step 6: recorded was 'A return -EEXIST', the code does 'return ok'",
        Divergence(5, "A return -EEXIST"));

    [Fact]
    public void AnotherLockIsADivergenceAtItsStep() => Assert.Equal(
        "step 2: recorded was 'A acquire-read door', the code does 'acquire-read gate'",
        Divergence(1, "A acquire-read door"));

    [Fact]
    public void AThreadMustFindTheRecordedLockFree()
    {
        Trace clash = Harmless with
        {
            Program = ScenarioText.Parse("scenario two\nsummary A create and an abort.\nthread create a\nthread abort\n", "two"),
            Steps = Steps("A call create a", "A acquire-read gate", "A acquire-write lists", "B call abort", "B acquire-write lists"),
        };
        Assert.Equal(
            "step 5: recorded was 'B acquire-write lists', the code does 'acquire-write lists, which is not free'",
            Replayer.Replay(clash, Design.Hardened).Divergence);
    }

    [Fact]
    public void AThreadThatHasEndedCannotTakeAStep() => Assert.Equal(
        "step 7: recorded was 'A call close a', but A has ended",
        Replayer.Replay(Harmless with { Steps = [.. Harmless.Steps, .. Steps("A call close a")] }, Design.Hardened).Divergence);

    [Fact]
    public void ARunThatEndsEarlierDivergesAtTheFirstStepThatIsLeft() => Assert.Equal(
        "step 7: recorded was 'A call close a', but the run has ended",
        Replayer.Replay(Alone with { Steps = [.. Harmless.Steps, .. Steps("A call close a")] }, Design.Hardened).Divergence);

    [Fact]
    public void ARunThatBreaksNoRuleDoesNotReproduceTheRecordedOne() =>
        Assert.Equal("the recorded deadlock does not happen", Replayer.Replay(Alone, Design.Hardened).Divergence);

    [Theory]
    [InlineData("thread create a")]
    [InlineData("thread close x; close y\nthread close z")]
    [InlineData("faults session-allocation 1\nthread create a")]
    [InlineData("setup create a\nthread kexec")]
    public void ARecordingThatIsCutOffAnywhereDiverges(string program)
    {
        Scenario scenario = ScenarioText.Parse($"scenario s\nsummary S.\n{program}\n", "s");
        List<TraceStep> whole = [.. Schedule(scenario).Select(step => new TraceStep(step.Thread, step.Text))];
        for (int length = 0; length <= whole.Count; length++)
        {
            Trace cut = Harmless with { Program = scenario, Steps = whole[..length] };
            Assert.NotNull(Replayer.Replay(cut, Design.Hardened).Divergence);
        }
    }

    [Fact]
    public void ATraceOfOneDesignDivergesOnAnother() =>
        Assert.StartsWith("step 2: recorded was 'A acquire-read gate'", Replayer.Replay(Harmless, Design.AsPosted).Divergence, StringComparison.Ordinal);

    /// <summary>The steps of a run with one thread after the other.</summary>
    private static IReadOnlyList<RecordedStep> Schedule(Scenario scenario)
    {
        var run = new ScenarioRun(scenario, Design.Hardened, new NoSchedule());
        run.SetUp();
        do
        {
            for (int thread = 0; thread < run.ThreadCount; thread++)
            {
                run.RunThread(thread);
            }
        }
        while (run.EndPhase());
        return run.Steps;
    }

    private static string? Divergence(int at, string step)
    {
        List<TraceStep> steps = [.. Harmless.Steps];
        steps[at] = Steps(step)[0];
        return Replayer.Replay(Harmless with { Steps = steps }, Design.Hardened).Divergence;
    }

    private static List<TraceStep> Steps(params string[] steps) =>
        [.. steps.Select(step => new TraceStep(step[0] - 'A', step[2..]))];
}
