using System.Text.Json;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>The scenarios that a design carries: run on it beside the catalogue, and on no other unless that is asked for.</summary>
public sealed class OwnScenarioTests : IDisposable
{
    private const string Own = "scenario two-closes-of-one\nsummary S.\u001b[2J\nsetup create a\nthread close a\nthread close a\n";

    private static readonly Design Carrier = Design.Hardened with { Name = "carrier", Scenarios = [Own] };
    private static readonly Design Other = Carrier with { Name = "other", Scenarios = [] };
    private static readonly Design Changed = Carrier with { Name = "changed", BasedOn = "carrier" };

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("prove", "--preemptions", "0", "--max-executions", "20", "--samples", "0")]
    [InlineData("check", "--iterations", "2")]
    public void ItIsRunOnThoseThatCarryItBesideTheCatalogue(params string[] command)
    {
        JsonElement[] rows = Rows([Other, Carrier, Changed], [.. command, "--scenario", "two-aborts"]);
        JsonElement[] all = Rows([Other, Carrier, Changed], command);
        int catalogue = Sessions.Scenarios.Catalogue.All.Count;

        Assert.Equal(["two-aborts on other", "two-aborts on carrier", "two-aborts on changed"], rows.Select(Name));
        Assert.Equal((3 * catalogue) + 2, all.Length);
        Assert.Equal(["two-closes-of-one on carrier", "two-closes-of-one on changed"], all[(3 * catalogue)..].Select(Name));
        Assert.Equal((3 * catalogue) + 2, all[^1].GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData("carrier changed")]
    [InlineData("other", "--design", "other")]
    [InlineData("other carrier changed", "--design", "all")]
    [InlineData("other", "--design", "other", "--scenario", "two-aborts")]
    public void ByNameItIsRunOnThoseThatCarryItOrThatAreNamed(string on, params string[] more)
    {
        JsonElement[] rows = Rows([Other, Carrier, Changed], ["prove", "--samples", "0", "--scenario", "two-closes-of-one", .. more]);

        Assert.Equal(on.Split(' ').Select(each => $"two-closes-of-one on {each}"), rows.Select(Name).Where(name => !name.StartsWith("two-aborts", StringComparison.Ordinal)));
        Assert.Equal(more.Contains("two-aborts"), rows.Any(row => Name(row) == "two-aborts on other"));
    }

    [Theory]
    [InlineData(0, "pass")]
    [InlineData(1, "leak", "expect carrier: leak\n")]
    [InlineData(0, "leak", "expect carrier: leak\n", "expect changed: pass\n")]
    public void WhatMustBeFoundIsSaidByItOrByTheDesign(int exitCode, string expected, params string[] lines)
    {
        Design carrier = Carrier with { Scenarios = [Own + string.Concat(lines)] };
        Design changed = carrier with { Name = "changed", BasedOn = "carrier" };
        Design said = Carrier with { Expect = new Dictionary<string, string> { ["two-closes-of-one"] = expected } };

        CommandRun run = Prove([changed], "--scenario", "two-closes-of-one");
        CommandRun own = Prove([said], "--scenario", "two-closes-of-one");

        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        Assert.Equal(expected == "pass" ? 0 : 1, own.ExitCode);
    }

    [Fact]
    public void ACertificateNamesItAndSaysWhoseItIs()
    {
        CommandRun run = Prove([Other, Carrier], "--scenario", "two-closes-of-one", "--json", _scratch.Write("c.json", ""));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("carrier says: scenarios of its own: two-closes-of-one", Squeezed.Of(run.Output), StringComparison.Ordinal);
        JsonElement basis = JsonDocument.Parse(_scratch.Read("c.json")).RootElement.GetProperty("basis");
        Assert.Equal("two-closes-of-one", Assert.Single(basis.GetProperty("scenarios").EnumerateArray()).GetProperty("scenario").GetString());
        Assert.Contains(
            "scenarios of its own: two-closes-of-one",
            basis.GetProperty("declarations").GetProperty("carrier").EnumerateArray().Select(line => line.GetString()));
    }

    [Fact]
    public void ItIsListedWithThoseThatCarryItAndPrinted()
    {
        CommandRun list = CommandRun.Of([Other, Carrier, Changed], "scenarios");
        CommandRun print = CommandRun.Of([Other, Carrier, Changed], "scenarios", "two-closes-of-one", "two-aborts");
        string file = _scratch.Write("own.scenario", CommandRun.Of("scenarios", "duplicate-at-2-sessions").Output);

        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        Assert.EndsWith("two-closes-of-one\n    S.␛[2J\n      of carrier, changed\n", list.Output, StringComparison.Ordinal);
        Assert.StartsWith(Own.Replace('\u001b', '␛') + "\nscenario two-aborts\n", print.Output, StringComparison.Ordinal);
        CommandRun prove = CommandRun.Of("prove", file, "--design", "mainline-7.2-2", "--samples", "0", "--out", _scratch.Folder);
        Assert.True(prove.ExitCode == 0 && prove.Output.Contains("hand-over-refused", StringComparison.Ordinal), prove.Output + prove.Error);
    }

    private static string Name(JsonElement row) => $"{row.GetProperty("scenario").GetString()} on {row.GetProperty("design").GetString()}";

    private CommandRun Prove(Design[] designs, params string[] args) =>
        CommandRun.Of(designs, ["prove", "--samples", "0", "--out", _scratch.Folder, .. args]);

    private JsonElement[] Rows(Design[] designs, string[] args)
    {
        CommandRun run = CommandRun.Of(designs, [.. args, "--out", _scratch.Folder, "--json", _scratch.Write("r.json", "")]);
        Assert.True(run.ExitCode is 0 or 4, run.Output + run.Error);
        JsonElement report = JsonDocument.Parse(_scratch.Read("r.json")).RootElement;
        return [.. report.GetProperty(args[0] == "prove" ? "proofs" : "checks").EnumerateArray()];
    }
}
