using System.Text.Json.Nodes;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Tests;

/// <summary>The nearest schedule that passes, as <c>luo replay</c> states it.</summary>
public sealed class NearestPassTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("retrieve-against-retrieve-and-close", "use-after-free", "found")]
    [InlineData("quiesce-against-deserialize", "deadlock", "found")]
    [InlineData("deserialize-without-memory", "deserialize-once", "found")]
    [InlineData("two-aborts", "linearizable", "none")]
    public void WhatIsStatedPassesOnTheRealLocks(string scenario, string rule, string outcome)
    {
        CommandRun.Of("prove", "--scenario", scenario, "--design", "as-posted", "--samples", "0", "--out", _scratch.Folder);
        string file = Directory.GetFiles(_scratch.Folder, $"{scenario}.as-posted.{rule}.*trace").Single();
        string json = Path.Combine(_scratch.Folder, "explained.json");
        CommandRun run = CommandRun.Of("replay", file, "--json", json);
        JsonNode nearest = JsonNode.Parse(File.ReadAllText(json))!["trace"]!["nearest"]!;
        Trace trace = TraceText.Parse(File.ReadAllText(file), file);

        Assert.Equal(outcome, (string?)nearest["outcome"]);
        Assert.Contains("\nnearest ", run.Output, StringComparison.Ordinal);
        if (outcome == "found")
        {
            int parts = (int)nearest["parts"]!;
            TraceStep[] rest =
            [
                .. nearest["run"]!["steps"]!.AsArray().Select(step => new TraceStep("ABCD".IndexOf((string)step!["thread"]!, StringComparison.Ordinal), (string)step["text"]!)),
            ];
            TraceStep[] steps = [.. trace.Steps.Take(parts - 1), .. rest];
            ReplayResult replayed = Replayer.Replay(trace with { Steps = steps }, Design.AsPosted);
            Assert.NotEqual(trace.Steps[parts - 1], rest[0]);
            Assert.Null(replayed.Violation);
            Assert.Equal(steps, replayed.Steps);
        }
    }

    public void Dispose() => _scratch.Dispose();
}
