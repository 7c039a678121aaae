using System.Text.Json;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo prove --programs</c>, as a user runs it.</summary>
public sealed class ProgramsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void TheyAreCountedWithoutBeingRun()
    {
        CommandRun run = CommandRun.Of("prove", "--programs", "1x1,2x1", "--programs", "1x1", "--names", "1", "--count");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["size set-ups programs", "1x1 54 462", "2x1 63 4,477"],
            run.Output.Split('\n').Where(line => line.Any(char.IsLetterOrDigit)).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    /// <summary>What a pass leaves out is in the certificate, in JSON and on the page, word for word.</summary>
    [Fact]
    public void WhatIsLeftOutIsSaid()
    {
        string file = _scratch["left-out.json"];
        CommandRun run = CommandRun.Of("prove", "--programs", "1x1", "--names", "1", "--kernels", "1", "--json", file);
        Assert.Equal(0, run.ExitCode);
        string text = string.Join(' ', run.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "programs.md"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal(LeftOut.All.Select(each => each.What), json.RootElement.GetProperty("leftOut").EnumerateArray().Select(each => each.GetProperty("what").GetString()));
        Assert.All(LeftOut.All, each =>
        {
            Assert.Contains($"{each.What} ({each.Kind}: {each.Why})", text, StringComparison.Ordinal);
            Assert.Contains($"| {each.What} | {each.Kind} | {each.Why} |", page, StringComparison.Ordinal);
        });
    }

    /// <summary>What was found before the time is up is shown all the same.</summary>
    [Fact]
    public void NoFindingIsLostWhenTheTimeIsUp()
    {
        var space = new ProgramSpace(new ProgramSize(1, 1), new ProgramBounds { Names = 1, Kernels = 1 }, Design.AsPosted);
        for (int enough = 1; enough <= 97; enough += 32)
        {
            long asked = 0;
            ProgramsReport report = ProgramProver.Prove(space, Design.AsPosted, new ProgramProverOptions
            {
                MaxExecutions = 1_000,
                TimeIsUp = () => ++asked > enough,
                Failed = error => Assert.Fail(error.Message),
            });
            Assert.InRange(report.Tally.Programs, 0, 63);
            Assert.Equal(report.Tally.Broken.Keys, report.Findings.Select(finding => finding.Simplified.Rule));
            Assert.True(enough == 1 || report.Findings.Count > 0);
        }
    }

    [Fact]
    public void WhatPassesSaysWhatItCoveredAndOnWhatItRests()
    {
        ProcessRun run = Prove("--programs", "1x1", "--names", "1", "--design", "hardened", "--json", "c.json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("1x1 on hardened: 462 of 462 programs\n", run.Error);
        Assert.EndsWith("every program of 1x1 over 1 name, 2 kernels, 1 refusal of each kind: pass\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("options: --programs 1x1 --names 1 --kernels 2 --faults 1 --max-executions 20000", Squeezed.Of(run.Output), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_scratch.Folder, "c.json")));
        Assert.Equal("luo-programs 1", json.RootElement.GetProperty("format").GetString());
        JsonElement programs = json.RootElement.GetProperty("programs").EnumerateArray().Single();
        Assert.Equal((462, 462), (programs.GetProperty("programs").GetInt64(), programs.GetProperty("exhausted").GetInt64()));
        Assert.Equal("pass", programs.GetProperty("verdict").GetString());
    }

    [Fact]
    public void WhatFailsIsWrittenAsAScenarioThatChecksAndATraceThatReplays()
    {
        ProcessRun run = Prove("--programs", "1x1", "--names", "1", "--kernels", "1", "--faults", "0", "--design", "as-posted", "--out", "t");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(8, _scratch.Files.Count());
        foreach (string trace in _scratch.Files.Where(file => file.EndsWith(".trace", StringComparison.Ordinal)))
        {
            Assert.Contains($"luo replay {trace}", run.Output, StringComparison.Ordinal);
            Assert.Equal(0, CommandRun.Of("replay", _scratch[trace]).ExitCode);
        }

        foreach (string scenario in _scratch.Files.Where(file => file.EndsWith(".scenario", StringComparison.Ordinal)))
        {
            Assert.Equal(0, Within(_scratch[scenario], "--samples", "0").ExitCode);
        }
    }

    /// <summary>Killed at any time, and begun again until it is done: the certificate is the same as without.</summary>
    [Fact]
    public void WhatWasKilledGoesOnFromWhereItWas()
    {
        string[] what = ["--programs", "1x1", "--names", "1", "--kernels", "1", "--faults", "0", "--design", "as-posted", "--workers", "1"];
        Assert.Equal(1, Within([.. what, "--json", _scratch["whole.json"]]).ExitCode);
        Assert.Equal(4, Within([.. what, "--state", _scratch["s"], "--time", "0.001"]).ExitCode);
        string state = _scratch["s/1x1.as-posted.state"];
        Assert.Single(File.ReadAllLines(state));
        Assert.Equal(1, Within([.. what, "--state", _scratch["s"]]).ExitCode);

        // As a kill may leave it: some set-ups, and half a line.
        string[] lines = File.ReadAllLines(state);
        Assert.Equal(11, lines.Length);
        File.WriteAllText(state, $"{string.Join('\n', lines[..4])}\n{lines[4][..20]}");
        Assert.Equal(1, Within([.. what, "--state", _scratch["s"], "--json", _scratch["resumed.json"]]).ExitCode);
        Assert.Equal(_scratch.Read("whole.json"), _scratch.Read("resumed.json"));
        Assert.Equal(lines.Order(StringComparer.Ordinal), File.ReadAllLines(state).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("belongs to other options, another version or another design", "--names", "2")]
    [InlineData("belongs to other options, another version or another design", "--faults", "0")]
    [InlineData("line 3 is damaged", "--names", "1")]
    public void AStateOfSomethingElseOrADamagedOneIsRefused(string message, params string[] args)
    {
        string[] what = ["--programs", "1x1", "--design", "hardened", "--state", _scratch["s"]];
        Assert.Equal(0, Within([.. what, "--names", "1"]).ExitCode);
        string state = _scratch["s/1x1.hardened.state"];
        string[] lines = File.ReadAllLines(state);
        lines[2] = lines[2].Replace("\"Tally\"", "\"Tall\"", StringComparison.Ordinal);
        File.WriteAllLines(state, lines);
        CommandRun run = Within([.. what, .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    /// <summary>Also the one that comes last: nothing is judged before.</summary>
    [Fact]
    public void EveryStateIsLookedAtFirst()
    {
        Directory.CreateDirectory(_scratch["s"]);
        _scratch.Write("s/2x1.hardened.state", "of something else\n");
        CommandRun run = Within("--programs", "1x1,2x1", "--names", "1", "--design", "hardened", "--state", _scratch["s"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("--programs wants a size such as 2x1, of 1 to 4 threads with 1 to 8 operations each, 9 in all at most, not '5x1'.", "--programs", "2x1,5x1")]
    [InlineData("--names wants a number from 1 to 3, not '4'.", "--programs", "1x1", "--names", "4")]
    [InlineData("--kernels wants a number from 1 to 4, not '0'.", "--programs", "1x1", "--kernels", "0")]
    [InlineData("--files wants a number from 0 to 3, not '4'.", "--programs", "1x1", "--files", "4")]
    [InlineData("--files goes with --programs only.", "--files", "1")]
    [InlineData("--faults wants a number from 0 to 4, not 'x'.", "--programs", "1x1", "--faults", "x")]
    [InlineData("--count goes with --programs only.", "--count")]
    [InlineData("--shard and --count exclude each other.", "--programs", "1x1", "--count", "--shard", "1/2")]
    [InlineData("--json and --count exclude each other.", "--programs", "1x1", "--count", "--json", "-")]
    [InlineData("--names goes with --programs only.", "--names", "1")]
    [InlineData("--state goes with --programs only.", "--state", "s")]
    [InlineData("--samples and --programs exclude each other.", "--programs", "1x1", "--samples", "10")]
    [InlineData("--scenario and --programs exclude each other.", "--programs", "1x1", "--scenario", "two-creates-of-one-name")]
    [InlineData("Scenario files and --programs exclude each other.", "my.scenario", "--programs", "1x1")]
    public void BadInputIsNamed(string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(["prove", .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"luo: {message} See 'luo prove --help'.\n", run.Error);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Within this process, where we check ourselves once.</summary>
    private CommandRun Within(params string[] args) => CommandRun.Of(["prove", .. args, "--out", _scratch["t"]]);

    private ProcessRun Prove(params string[] args) => ProcessRun.AtHome(_scratch.Folder, ["prove", .. args]);
}
