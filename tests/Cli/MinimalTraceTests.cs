using System.Text.Json;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo check</c>, <c>luo prove</c> and <c>luo fuzz</c> write what <c>luo shrink</c> makes of what they found.</summary>
public sealed class MinimalTraceTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>Races, rules, several kernels; and a schedule that was sampled.</summary>
    [Theory]
    [InlineData("prove", "two-deserializes-against-a-retrieve", "--samples", "0")]
    [InlineData("prove", "live-update-under-load", "--samples", "0")]
    [InlineData("check", "live-update-under-load", "--iterations", "200")]
    public void TheTraceIsThatOfShrinkAndWhatWasFoundIsKeptOnRequest(string command, string scenario, string option, string value)
    {
        string[] args = [command, "--scenario", scenario, "--design", "as-posted", option, value, "--out", _scratch.Folder];
        Assert.Equal(0, CommandRun.Of(args).ExitCode);
        Dictionary<string, string> minimal = _scratch.Files.ToDictionary(file => file, _scratch.Read);
        Assert.Equal(0, CommandRun.Of([.. args, "--keep-first"]).ExitCode);

        Assert.NotEmpty(minimal);
        Assert.DoesNotContain(minimal.Keys, file => file.Contains(".first.", StringComparison.Ordinal));
        Assert.Equal([.. minimal.Keys.Concat(minimal.Keys.Select(MinimalTraces.FirstOf)).Order()], _scratch.Files);
        foreach ((string file, string text) in minimal)
        {
            Trace first = Read(MinimalTraces.FirstOf(file));
            Trace smallest = Read(file);
            Assert.Equal(text, _scratch.Read(file));
            Assert.True(Replayer.Replay(first, Design.AsPosted).Reproduces(first));
            Assert.True(Replayer.Replay(smallest, Design.AsPosted).Reproduces(smallest));
            Assert.True(smallest.Violation.IsLike(first.Violation));
            Assert.Equal(scenario, smallest.Scenario.Name);
            Assert.StartsWith($"{scenario}, shrunk from ", smallest.Scenario.Summary, StringComparison.Ordinal);
            Assert.InRange(ProgramLength.Operations(smallest.Scenario), 1, ProgramLength.Operations(first.Scenario) - 1);
            Assert.Equal(0, CommandRun.Of("shrink", In(MinimalTraces.FirstOf(file)), "--out", In("shrunk")).ExitCode);
            Assert.Equal(text, _scratch.Read("shrunk"));
        }
    }

    [Fact]
    public void FuzzKeepsTheProgramThatItFoundFirst()
    {
        string[] args = ["fuzz", "--design", "as-posted", "--programs", "2", "--max-executions", "200", "--out", _scratch.Folder];
        Assert.Equal(1, CommandRun.Of(args).ExitCode);
        string[] minimal = [.. _scratch.Files];
        Assert.Equal(1, CommandRun.Of([.. args, "--keep-first"]).ExitCode);

        string[] kept = [.. _scratch.Files.Except(minimal)];
        Assert.NotEmpty(kept);
        Assert.Equal(minimal.Where(file => file.EndsWith(".trace", StringComparison.Ordinal)).Select(MinimalTraces.FirstOf), kept);
        foreach (Trace first in kept.Select(Read))
        {
            Assert.Matches("^Program [12] of seed 1\\.$", first.Scenario.Summary);
            Assert.True(Replayer.Replay(first, Design.AsPosted).Reproduces(first));
        }
    }

    [Fact]
    public void JsonSaysWhetherATraceIsMinimalAndWhereTheFirstIs()
    {
        CommandRun run = CommandRun.Of(
            "prove", "--scenario", "two-deserializes-against-a-retrieve", "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder,
            "--keep-first", "--json", "-");
        JsonElement proof = JsonDocument.Parse(run.Output).RootElement.GetProperty("proofs")[0];
        JsonElement[] findings = [.. proof.GetProperty("findings").EnumerateArray(), .. proof.GetProperty("orders").EnumerateArray()];

        Assert.Equal(9, findings.Length);
        Assert.All(findings, finding => Assert.True(finding.GetProperty("traceIsMinimal").GetBoolean()));
        Assert.All(findings, finding => Assert.True(File.Exists(finding.GetProperty("first").GetString())));
    }

    [Fact]
    public void WhereTheTimeIsUpTheTraceStaysAsItWasFound()
    {
        WrittenTrace found = Found();
        string before = File.ReadAllText(found.File);
        WrittenTrace same = new MinimalTraces(1_000_000, keepsFirst: true, () => true).Of(found);

        Assert.Equal(before, File.ReadAllText(same.File));
        Assert.Null(same.First);
        Assert.Equal(["1 of 1 trace may not be minimal: the time was up"], MinimalTraces.Remarks([same]));
    }

    /// <summary>Whenever it ends, what is written replays, and nothing is called minimal that was not tried.</summary>
    [Fact]
    public void WhereTheTimeEndsOnTheWayWhatThereIsReplays()
    {
        WrittenTrace found = Found();
        int asked = 0;
        WrittenTrace whole = new MinimalTraces(1_000_000, keepsFirst: false, () => ++asked < 0).Of(found);
        Assert.Null(whole.NotMinimal);
        foreach (int end in (int[])[2, asked / 2, asked - 1])
        {
            int now = 0;
            WrittenTrace some = new MinimalTraces(1_000_000, keepsFirst: false, () => ++now >= end).Of(found);
            Trace written = TraceText.Parse(File.ReadAllText(some.File), some.File);

            Assert.Equal("the time was up", some.NotMinimal);
            Assert.True(Replayer.Replay(written, Design.AsPosted).Reproduces(written));
            Assert.InRange(
                ProgramLength.Operations(written.Scenario), ProgramLength.Operations(whole.Trace.Scenario), ProgramLength.Operations(found.Trace.Scenario));
        }
    }

    [Fact]
    public void WhatDoesNotReplayStaysAsItWasFound()
    {
        WrittenTrace found = Found() with { Design = Design.Hardened };
        string before = File.ReadAllText(found.File);
        WrittenTrace same = new MinimalTraces(1_000_000, keepsFirst: false, () => false).Of(found);

        Assert.Equal(before, File.ReadAllText(found.File));
        Assert.Equal(["1 of 2 traces may not be minimal: it does not replay"], MinimalTraces.Remarks([same, same with { NotMinimal = null }]));
    }

    private WrittenTrace Found()
    {
        CommandRun.Of(
            "prove", "--scenario", "live-update-under-load", "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder, "--keep-first");
        string file = In(_scratch.Files.First(each => each.EndsWith("nothing-lost.shortest.first.trace", StringComparison.Ordinal)));
        return new WrittenTrace(TraceText.Parse(File.ReadAllText(file), file), Design.AsPosted, file);
    }

    private Trace Read(string name) => TraceText.Parse(_scratch.Read(name), name);

    private string In(string name) => Path.Combine(_scratch.Folder, name);
}
