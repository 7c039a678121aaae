using System.Text.Json;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Failing;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Tests;

/// <summary>An error of ours has a place and a trace, costs no other result, and is exit code 3.</summary>
public sealed class InternalErrorTests : IDisposable
{
    private const string Two = "scenario two\nsummary s\nthread create a\nthread create b\n";
    private const string One = "scenario one\nsummary s\nthread create a\n";

    private readonly Scratch _scratch = new();

    public static TheoryData<string, string> Designs() => new()
    {
        { "changes", "the same choices lead to another state" },
        { FlawedDesigns.ThrowsOurs.Name, "InternalErrorException: our bug" },
        { FlawedDesigns.ShowsNothing.Name, "NullReferenceException" },
    };

    [Fact]
    public void ADesignThatChangesFromRunToRunCostsItsOwnProofOnly()
    {
        CommandRun run = Run([Design.Hardened, FlawedDesigns.Changes], "prove", "--samples", "0", "--json", Path("proof.json"));

        Assert.Equal(3, run.ExitCode);
        RequireOneLine(run.Error, "two", "changes", "the same choices lead to another state");
        Assert.Matches(@"\n two +changes +internal error *\n", run.Output);
        Assert.Matches(@"\n two +hardened +pass +yes *\n", run.Output);
        Assert.Matches(@"\n one +hardened +pass +yes *\n", run.Output);
        Assert.EndsWith(": internal error in 1 more\n", run.Output, StringComparison.Ordinal);

        JsonElement proof = JsonDocument.Parse(_scratch.Read("proof.json")).RootElement;
        Assert.Equal(3, proof.GetProperty("exitCode").GetInt32());
        JsonElement failed = proof.GetProperty("proofs").EnumerateArray().Single(each => Text(each, "verdict") == "internal error");
        Assert.Equal(("two", "changes"), (Text(failed, "scenario"), Text(failed, "design")));
        Trace trace = ReadTrace(Text(failed, "trace"));
        Assert.Equal(failed.GetProperty("steps").GetInt32(), trace.Steps.Count);
        Assert.Equal(Text(failed, "lastStep"), trace.Steps[^1].ToString());
        Assert.Contains("--max-executions 20000", trace.Options, StringComparison.Ordinal);
    }

    /// <summary>Programs fail after scenarios, and are reported by themselves.</summary>
    [Fact]
    public void WhatFailsLaterIsNotAmongWhatHasFailed()
    {
        var log = new FailureLog(_scratch.Folder, "");
        log.Add(Error());
        IReadOnlyList<FailedPair> before = log.Pairs;
        log.Add(Error());

        Assert.Equal((1, 2), (before.Count, log.Pairs.Count));

        static RunErrorException Error() => new(Catalogue.All[0].On(Design.Hardened), new InvalidOperationException("ours"), []);
    }

    [Fact]
    public void AnErrorInASampledRunCostsItsOwnCheckOnly()
    {
        CommandRun run = Run([FlawedDesigns.ThrowsOurs, Design.Hardened], "check", "--iterations", "40", "--json", "-");

        Assert.Equal(3, run.ExitCode);
        RequireOneLine(run.Error, "two", FlawedDesigns.ThrowsOurs.Name, "our bug");
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("internal error", 3), (Text(report, "verdict"), report.GetProperty("exitCode").GetInt32()));
        string[] verdicts = [.. report.GetProperty("checks").EnumerateArray()
            .Select(check => $"{Text(check, "scenario")} {Text(check, "design")} {Text(check, "verdict")}")];
        Assert.Contains("two hardened pass", verdicts);
        Assert.Contains("one hardened pass", verdicts);
        Assert.Contains("two throws-ours internal error", verdicts);
    }

    [Fact]
    public void TheTableOfACheckShowsIt()
    {
        CommandRun run = Run([FlawedDesigns.ThrowsOurs, Design.Hardened], "check", "--iterations", "40");

        Assert.Equal(3, run.ExitCode);
        Assert.Matches(@"\n  throws-ours\n +internal error\n   .*two\.throws-ours\.internal-error\.trace\n", run.Output);
        Assert.EndsWith(": internal error in 1 more\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FuzzingGoesOnWithTheNextProgram()
    {
        string[] options = ["--programs", "6", "--max-executions", "50", "--seed", "11"];
        CommandRun run = CommandRun.Of(
            [FlawedDesigns.ThrowsOurs, Design.Hardened],
            ["fuzz", "--design", "throws-ours", "--design", "hardened", .. options, "--out", _scratch.Folder, "--json", "-"]);

        Assert.Equal(3, run.ExitCode);
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("internal error", Text(report, "verdict"));
        JsonElement[] failed = [.. report.GetProperty("failed").EnumerateArray()];
        Assert.NotEmpty(failed);
        Assert.All(failed, each => Assert.True(ReadTrace(Text(each, "trace")).IsInternalError));
        JsonElement hardened = report.GetProperty("designs").EnumerateArray().Single(each => Text(each, "design") == "hardened");
        Assert.Equal(6, hardened.GetProperty("programs").GetInt32() + hardened.GetProperty("discarded").GetInt32());
    }

    /// <summary>The last two are errors of ours within a callback of the checked code, where a verdict would be an
    /// oops.</summary>
    [Theory]
    [MemberData(nameof(Designs))]
    public void NothingOfItIsAVerdict(string design, string message)
    {
        Design[] designs = [FlawedDesigns.Changes, FlawedDesigns.ThrowsOurs, FlawedDesigns.ShowsNothing];
        CommandRun run = Run(designs, "prove", "--design", design, "--samples", "0");

        Assert.Equal(3, run.ExitCode);
        Assert.DoesNotContain("oops  ", run.Output, StringComparison.Ordinal);
        Assert.Contains(message.Replace("InternalErrorException: ", "", StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheDesignThrowsWhileItShowsItsStateIsAnOops()
    {
        CommandRun run = Run([FlawedDesigns.ThrowsWhileShown], "prove", "--samples", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("oops", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", run.Output + run.Error, StringComparison.Ordinal);
    }

    /// <summary>The first exception ends the run, and the other thread throws yet.</summary>
    [Theory]
    [InlineData("throws-at-once", "prove")]
    [InlineData("throws-at-once", "check", "--iterations", "40")]
    [InlineData("throws-on-its-way-out", "prove")]
    [InlineData("throws-on-its-way-out", "check", "--iterations", "40")]
    public void WhatEveryThreadThrowsIsOneOops(string design, params string[] command)
    {
        Design[] designs = [FlawedDesigns.ThrowsAtOnce, FlawedDesigns.ThrowsOnItsWayOut];
        CommandRun run = Run(designs, command[0], [.. command[1..], "--design", design]);
        CommandRun again = CommandRun.Of(designs, "replay", Directory.GetFiles(_scratch.Folder, $"two.{design}.oops*.trace")[0]);

        Assert.True(run.ExitCode == 1, run.Output + run.Error);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Contains("reproduced: oops", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorOfOursAfterAnOopsIsStillOne()
    {
        CommandRun run = Run([FlawedDesigns.ThrowsOursToo], "prove", "--samples", "0");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("two on design throws-ours-too, before the first step: our bug", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ItsTraceCanBeFollowedToTheErrorAgain()
    {
        Run([FlawedDesigns.ThrowsOurs], "prove", "--samples", "0");
        CommandRun again = CommandRun.Of([FlawedDesigns.ThrowsOurs], "replay", Path("two.throws-ours.internal-error.trace"));

        Assert.Equal(3, again.ExitCode);
        Assert.Contains("scenario two on design throws-ours, after step ", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATraceWhoseErrorIsNotInTheRunIsFollowed()
    {
        Run([FlawedDesigns.ThrowsOurs], "prove", "--samples", "0");
        CommandRun again = CommandRun.Of([FlawedDesigns.Mended], "replay", Path("two.throws-ours.internal-error.trace"));

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Contains("followed: ", again.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static void RequireOneLine(string error, string scenario, string design, string problem)
    {
        string line = Assert.Single(error.Split('\n'), each => each.StartsWith("luo: ", StringComparison.Ordinal));
        Assert.StartsWith($"luo: internal error: scenario {scenario} on design {design}, after step ", line, StringComparison.Ordinal);
        Assert.Contains(problem, line, StringComparison.Ordinal);
        Assert.EndsWith($"{scenario}.{design}.internal-error.trace", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static Trace ReadTrace(string file)
    {
        Trace trace = TraceText.Parse(File.ReadAllText(file), file);
        Assert.True(trace.IsInternalError);
        return trace;
    }

    private string Path(string name) => System.IO.Path.Combine(_scratch.Folder, name);

    private CommandRun Run(IReadOnlyList<Design> designs, string command, params string[] args)
    {
        string[] files = [_scratch.Write("two.scenario", Two), _scratch.Write("one.scenario", One)];
        return CommandRun.Of(designs, [command, .. files, "--out", _scratch.Folder, .. args]);
    }
}
