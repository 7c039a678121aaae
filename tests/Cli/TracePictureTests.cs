using System.Text.RegularExpressions;

namespace LuoVerified.Cli.Tests;

/// <summary>The picture that <c>luo replay</c> prints.</summary>
public sealed partial class TracePictureTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("retrieve-against-retrieve-and-close", "use-after-free")]
    [InlineData("quiesce-after-last-close", "deadlock")]
    [InlineData("two-deserializes-against-a-retrieve", "data-race.1")]
    [InlineData("live-update-under-load", "linearizable")]
    public void EveryLineFitsAndEveryStepIsThere(string scenario, string rule)
    {
        string trace = Trace(scenario, rule);
        int steps = File.ReadAllLines(trace).SkipWhile(line => line != "== steps").Skip(1).Count(line => line.Length > 0);
        string[] folded = Replay(trace);
        string[] all = Replay(trace, "--all");
        foreach (int width in (int[])[60, 80, 130])
        {
            string[] lines = [.. Replay(trace, "--width", $"{width}"), .. Replay(trace, "--all", "--width", $"{width}")];
            Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        }

        Assert.All(folded, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(steps > 30, folded.Length < all.Length);
        Assert.Equal(Enumerable.Range(1, steps), Numbers(all));
        Assert.Equal(Enumerable.Range(1, steps), Numbers(folded));
        Assert.Contains(folded, line => line.StartsWith("set-up  ", StringComparison.Ordinal));
        Assert.Contains(folded, line => line.StartsWith("state   outgoing list ", StringComparison.Ordinal));
    }

    [Fact]
    public void BothEndsOfARaceAreMarked()
    {
        string[] lines = Replay(Trace("two-deserializes-against-a-retrieve", "data-race.1"));
        Assert.Equal(2, lines.Count(line => Part().IsMatch(line)));
        Assert.Contains("        ! B: reads AsPostedSessions._err", lines);
        Assert.Contains("        ! A: writes AsPostedSessions._err", lines);
        Assert.Contains(lines, line => line.Contains(" C (no step)", StringComparison.Ordinal));
    }

    [Fact]
    public void ADeadlockShowsWhoHoldsAndWhoWaits()
    {
        string[] lines = Replay(Trace("quiesce-after-last-close", "deadlock"));
        Assert.Contains(lines, line => line.StartsWith(" !  14  BA?  B    acquire-write incoming.rwsem: waits for ever", StringComparison.Ordinal));
        Assert.Contains("        ! B: takes incoming.rwsem and does not give it back", lines);
        Assert.Contains("        ! A: waits for incoming.rwsem for ever", lines);
        Assert.Contains(lines, line => line.Contains("read incoming image.count = 1 ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("memory 0x", StringComparison.Ordinal));
    }

    [Fact]
    public void AViolationInTheSetUpShowsItsCallsAndTheState()
    {
        string scenario = _scratch.Write("early.scenario", "scenario early\nsummary Early.\nsetup create b; create\nthread create a\n");
        CommandRun.Of("prove", scenario, "--design", "as-posted", "--samples", "0", "--keep-first", "--out", _scratch.Folder);
        string text = string.Join(' ', Replay(Directory.GetFiles(_scratch.Folder, "early.*.first.trace").Single()).Select(line => line.Trim()));
        Assert.Contains("create b = ok; create (here it ends). No thread took a step: the rule is broken in the set-up itself.", text, StringComparison.Ordinal);
        Assert.Contains("outgoing list [b, '' (empty name)]", text, StringComparison.Ordinal);
    }

    /// <summary>What was refused has a part in it, and what an image was damaged with is in the set-up.</summary>
    [Fact]
    public void RefusalsAndDamageAreSeen()
    {
        string refused = Text(Trace("deserialize-without-memory", "deserialize-once"));
        Assert.Contains("request session-allocation refused ", refused, StringComparison.Ordinal);
        Assert.Contains("! A: this request is refused", refused, StringComparison.Ordinal);
        Assert.Contains(": request session-allocation refused.", refused, StringComparison.Ordinal);
        string damaged = Text(Trace("corrupt-hand-over-duplicate", "use-after-free"));
        Assert.Contains("jump (corrupt duplicate) = ok", damaged, StringComparison.Ordinal);
        Assert.Contains("frees session(a), and then uses it before its next step.", damaged, StringComparison.Ordinal);

        string Text(string trace) => string.Join(' ', Replay(trace).Select(line => line.Trim()));
    }

    /// <summary>Where the lock was given back that the design says is kept.</summary>
    [Fact]
    public void ALockThatIsNotKeptIsMarkedAndNamedWithItsPlace()
    {
        string scenario = _scratch.Write("kept.scenario", "scenario kept\nsummary Kept.\nthread serialize; resume\n");
        CommandRun.Of("prove", scenario, "--design", "as-posted-list-gate", "--samples", "0", "--out", _scratch.Folder);
        string[] lines = Replay(Directory.GetFiles(_scratch.Folder, "kept.*.lock-kept.*trace").Single());
        Assert.Contains("        ! A: gives outgoing.rwsem back", lines);
        Assert.Equal(2, lines.Count(line => Part().IsMatch(line)));
        Assert.Matches(
            @"why     A in resume \(step \d+\): gives outgoing.rwsem back, src/Impl/AsPosted/AsPostedSessions.cs:\d+\.",
            string.Join(' ', lines.SkipWhile(line => !line.StartsWith("why ", StringComparison.Ordinal)).Take(2).Select((line, i) => i == 0 ? line : line.Trim())));
    }

    /// <summary>A rule about the state is judged on what others can see, and the page says so.</summary>
    [Fact]
    public void WhatALockStillHidesIsSaidNotToCount()
    {
        string text = string.Join(' ', Replay(Trace("two-deserializes-against-a-retrieve", "nothing-lost")).Select(line => line.Trim()));
        Assert.Contains("has changed since it took incoming.rwsem does not count yet: nobody sees it before that is given back.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("59")]
    [InlineData("1001")]
    [InlineData("wide")]
    public void AWidthThatIsNoneIsRefused(string width)
    {
        CommandRun run = CommandRun.Of("replay", _scratch.Write("x.trace", ""), "--width", width);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--width wants a number from 60 to 1000, not '{width}'.", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The steps that the rows of a picture stand for.</summary>
    private static IEnumerable<int> Numbers(string[] lines) => lines.Select(line => Row().Match(line)).Where(row => row.Success).SelectMany(row =>
    {
        int from = int.Parse(row.Groups[1].Value, null);
        return Enumerable.Range(from, (row.Groups[2].Success ? int.Parse(row.Groups[2].Value, null) : from) - from + 1);
    });

    [GeneratedRegex(@"^[> ][! ] {0,7}(\d+)(?:-(\d+))?  ")]
    private static partial Regex Row();

    [GeneratedRegex(@"^[> ]! *\d")]
    private static partial Regex Part();

    private static string[] Replay(string trace, params string[] options)
    {
        CommandRun run = CommandRun.Of(["replay", trace, .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.Split('\n');
    }

    private string Trace(string scenario, string rule)
    {
        CommandRun.Of("prove", "--scenario", scenario, "--design", "as-posted", "--samples", "0", "--keep-first", "--out", _scratch.Folder);
        return Directory.GetFiles(_scratch.Folder, $"{scenario}.as-posted.{rule}.*trace").Order(StringComparer.Ordinal).First();
    }
}
