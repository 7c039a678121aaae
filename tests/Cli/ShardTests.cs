using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using LuoVerified.Check;
using LuoVerified.Cli.Commands;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Tests;

/// <summary><c>--shard</c> and <c>luo merge</c>: the reports of all shards, joined in any order, are the bytes of the report of
/// all.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<int, int, string[]> Commands() => new()
    {
        { 1, 3, ["prove", "--programs", "1x1", "--names", "1", "--design", "as-posted", "--design", "hardened", "--faults", "0"] },
        { 0, 2, ["prove", "--programs", "1x1", "--names", "1", "--design", "hardened"] },
        { 0, 4, ["prove", "--scenario", "two-retrieves", "--scenario", "retrieve-against-retrieve-and-close", "--samples", "10"] },
        { 0, 3, ["prove", "--scenario", "two-retrieves", "--scenario", "duplicate-at-2-sessions", "--samples", "0"] },
        { 0, 3, ["check", "--scenario", "two-retrieves", "--scenario", "duplicate-at-2-sessions", "--iterations", "20"] },
        { 1, 3, ["prove", "--scenario", "two-retrieves", "--scenario", "deserialize-without-memory", "--samples", "0", "--max-executions", "2"] },
        { 0, 7, ["check", "--scenario", "two-retrieves", "--scenario", "two-deserializes-against-a-retrieve", "--iterations", "400"] },
        { 1, 5, ["fuzz", "--design", "as-posted", "--design", "hardened", "--programs", "22", "--max-executions", "100"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void TheReportsOfAllShardsAreTheReportOfAll(int exitCode, int shards, string[] command)
    {
        string whole = Report(command, Shard.Whole, out int ended);
        string[] parts = [.. Enumerable.Range(1, shards).Select(number =>
            _scratch.Write($"{number}.json", Report(command, new Shard(number, shards), out _)))];

        Assert.Equal(command is [.., "2"] ? 4 : exitCode, ended);
        Assert.Equal(new CommandRun(ended, whole, ""), CommandRun.Of(["merge", .. parts]));
        Assert.Equal(new CommandRun(ended, whole, ""), CommandRun.Of(["merge", .. parts.Reverse()]));

        // In two groups, whichever comes first; the last report of each is read last.
        string[] groups = [.. parts.Index().GroupBy(part => part.Index % 2).Select(group =>
            Partial($"group{group.Key}.json", [.. group.Select(part => part.Item)]))];
        CommandRun grouped = CommandRun.Of(["merge", .. groups.Reverse(), "--json", _scratch.Write("m.json", "")]);
        Assert.Equal((ended, "", "", whole), (grouped.ExitCode, grouped.Output, grouped.Error, _scratch.Read("m.json")));
    }

    [Fact]
    public void AnErrorOfOursStaysInItsPlace()
    {
        string one = _scratch.Write("one.scenario", "scenario one\nsummary s\nthread create a\n");
        string two = _scratch.Write("two.scenario", "scenario two\nsummary s\nthread create a\nthread create b\n");
        string[] command = ["prove", one, two, "--samples", "0"];
        Design[] designs = [FlawedDesigns.ThrowsOurs, Design.Hardened];
        string whole = Report(command, Shard.Whole, out int ended, designs);
        string[] parts = [.. Enumerable.Range(1, 3).Select(number =>
            _scratch.Write($"{number}.json", Report(command, new Shard(number, 3), out _, designs)))];

        Assert.Equal(3, ended);
        Assert.Equal(new CommandRun(3, whole, ""), CommandRun.Of(["merge", .. parts]));
        Assert.Equal(
            ["1 pass", "2 pass", "3 internal error", "4 pass"],
            JsonDocument.Parse(whole).RootElement.GetProperty("proofs").EnumerateArray()
                .Select(row => $"{row.GetProperty("number")} {row.GetProperty("verdict").GetString()}"));
    }

    [Theory]
    [InlineData("of 3 shards 3 is missing; --partial joins what there is", "1", "2")]
    [InlineData("of 3 shards 1, 3 are missing; --partial joins what there is", "2")]
    [InlineData("2.json: is about shard 2 of 3, which is in 2.json, too", "2", "1", "2")]
    [InlineData("none.json: no such file", "1", "none")]
    [InlineData("whole.json: is about all that there is, not about a shard", "1", "whole")]
    [InlineData("empty.json: is damaged: at $.findings[0]", "1", "empty")]
    [InlineData("text.json: is no report of luo check, prove or fuzz as JSON", "text")]
    [InlineData("text.json: is no report of luo check, prove or fuzz as JSON", "1", "text")]
    [InlineData("other.json: is of the form 'luo-other 1', not 'luo-programs 1' as the first", "1", "other")]
    [InlineData("damaged.json: is damaged: at $.programs[0].judged", "1", "damaged")]
    [InlineData("renamed.json: is damaged: 'programme' is no program of a size", "1", "renamed")]
    [InlineData("impossible.json: is damaged: there are no such shards", "impossible")]
    [InlineData("ended.json: is damaged: no command of luo ends with 7 and writes a report", "ended")]
    [InlineData("twice.json: is no report of luo check, prove or fuzz as JSON", "1", "twice")]
    [InlineData("names.json: differs from 1.json in what all shards have in common: basis.options.names", "1", "names")]
    [InlineData("sources.json: differs from 1.json in what all shards have in common: basis.sources[0].sha256", "1", "sources")]
    [InlineData("four.json: is one of 4 shards, 1.json of 3", "1", "four")]
    public void WhatCannotBeJoinedIsRefused(string message, params string[] names)
    {
        string[] command = ["prove", "--programs", "1x1", "--names", "1", "--faults", "0", "--kernels", "1", "--design", "as-posted"];
        _scratch.Write("whole.json", Report(command, Shard.Whole, out _));
        _scratch.Write("1.json", Report(command, new Shard(1, 3), out _));
        string second = Report(command, new Shard(2, 3), out _);
        _scratch.Write("2.json", second);
        _scratch.Write("text.json", "thread create a\n");
        Change("other.json", "luo-programs 1", "luo-other 1");
        Change("damaged.json", "\"judged\": ", "\"judged\": null, \"more\": ");
        Change("empty.json", "\"findings\": [", "\"findings\": [null,");
        Change("renamed.json", Regex.Match(second, "\"first\": \"[^\"]*\"").Value, "\"first\": \"programme\"");
        Change("impossible.json", "\"has\": [\n      2\n", "\"has\": [\n      5\n");
        Change("ended.json", "\"exitCode\": 1", "\"exitCode\": 7");
        Change("twice.json", "\"format\": ", "\"format\": \"luo-programs 1\", \"format\": ");
        Change("names.json", "\"names\": 1", "\"names\": 2");
        Change("sources.json", "\"sha256\": \"", "\"sha256\": \"0");
        Change("four.json", "\"of\": 3", "\"of\": 4");
        CommandRun run = CommandRun.Of(["merge", .. names.Select(name => Path.Combine(_scratch.Folder, $"{name}.json"))]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"luo: {message}\n", run.Error.Replace($"{_scratch.Folder}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal));

        void Change(string name, string from, string to)
        {
            Assert.Contains(from, second, StringComparison.Ordinal);
            int at = second.IndexOf(from, StringComparison.Ordinal);
            _scratch.Write(name, $"{second[..at]}{to}{second[(at + from.Length)..]}");
        }
    }

    [Fact]
    public void AReportOfAllTheWorkIsMergedAsItIs()
    {
        string whole = Report(["prove", "--programs", "1x1", "--names", "1", "--kernels", "1"], Shard.Whole, out int exitCode);
        _scratch.Write("whole.json", whole);
        CommandRun run = CommandRun.Of(["merge", Path.Combine(_scratch.Folder, "whole.json")]);
        Assert.Equal((exitCode, whole), (run.ExitCode, run.Output));
    }

    /// <summary>No result depends on the number of workers.</summary>
    [Theory]
    [InlineData("--programs", "1x1", "--names", "1", "--kernels", "1")]
    [InlineData("--scenario", "two-retrieves", "--samples", "0")]
    public void MachinesMayHaveOtherNumbersOfProcessors(params string[] what)
    {
        string[] command = ["prove", .. what, "--design", "hardened", "--design", "as-posted"];
        string[] parts = [.. Enumerable.Range(1, 2).Select(number => _scratch.Write(
            $"{number}.json", Report([.. command, "--workers", $"{number}"], new Shard(number, 2), out _)))];

        Assert.Equal(Report(command, Shard.Whole, out _), CommandRun.Of(["merge", .. parts]).Output);
    }

    /// <summary>Dealing is fair: of all programs of a size each shard of 64 has as many as another, or one more.</summary>
    [Theory]
    [InlineData(2, 1, 2, 44_297)]
    [InlineData(1, 2, 2, 97_459)]
    public void ShardsAreBalanced(int threads, int operations, int names, long programs)
    {
        var space = new ProgramSpace(new ProgramSize(threads, operations), new ProgramBounds { Names = names });
        long[] shares = [.. Enumerable.Range(1, 64).Select(number => space.CountOf(new Shard(number, 64)))];

        Assert.Equal((programs, programs), (shares.Sum(), space.Count));
        Assert.Equal(shares[40], Enumerable.Range(0, space.SetUps).Sum(setUp => space.Programs(setUp, new Shard(41, 64)).LongCount()));
        Assert.InRange(shares.Max(), shares.Min(), shares.Min() + 1);
    }

    [Theory]
    [InlineData("3/8", "LUO_SHARD_INDEX=2", "LUO_SHARD_TOTAL=8", "CI_NODE_INDEX=1", "CI_NODE_TOTAL=2")]
    [InlineData("1/4", "SLURM_ARRAY_TASK_ID=5", "SLURM_ARRAY_TASK_MIN=5", "SLURM_ARRAY_TASK_COUNT=4")]
    [InlineData("4/4", "SLURM_ARRAY_TASK_ID=8", "SLURM_ARRAY_TASK_MIN=5", "SLURM_ARRAY_TASK_COUNT=4")]
    [InlineData("2/2", "CI_NODE_INDEX=2", "CI_NODE_TOTAL=2")]
    [InlineData("64/64", "JOB_COMPLETION_INDEX=63", "LUO_SHARD_TOTAL=64")]
    [InlineData("--shard auto: CI_NODE_INDEX is '3' and CI_NODE_TOTAL is '2', which is no shard.", "CI_NODE_INDEX=3", "CI_NODE_TOTAL=2")]
    [InlineData("--shard auto: LUO_SHARD_INDEX is '2147483647' and LUO_SHARD_TOTAL is '4', which is no shard.", "LUO_SHARD_INDEX=2147483647", "LUO_SHARD_TOTAL=4")]
    [InlineData("--shard auto: JOB_COMPLETION_INDEX is '0' and LUO_SHARD_TOTAL is '', which is no shard.", "JOB_COMPLETION_INDEX=0")]
    [InlineData("--shard auto: none of LUO_SHARD_INDEX, SLURM_ARRAY_TASK_ID, CI_NODE_INDEX, JOB_COMPLETION_INDEX is in the environment.")]
    public void TheEnvironmentTellsWhichShardItIs(string expected, params string[] variables)
    {
        var environment = variables.Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Option<Shard> option = ShardOption.Make("work", environment.GetValueOrDefault);
        ParseResult parsed = new RootCommand { option }.Parse(["--shard", "auto"]);

        Assert.Equal(expected, parsed.Errors.Count > 0 ? parsed.Errors[0].Message : $"{parsed.GetValue(option)}");
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/10001")]
    [InlineData("1")]
    [InlineData("a/b")]
    [InlineData("1/2/3")]
    public void NoShardIsNamed(string text)
    {
        foreach (string command in new[] { "prove", "check", "fuzz" })
        {
            CommandRun run = CommandRun.Of(command, "--shard", text);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Equal(
                $"luo: --shard wants K/N such as 2/8, K from 1 to N and N from 1 to 10000, or auto, not '{text}'. See 'luo {command} --help'.\n",
                run.Error);
        }
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The report of a command as JSON.</summary>
    private string Report(string[] command, Shard shard, out int exitCode, IReadOnlyList<Design>? designs = null)
    {
        string file = Path.Combine(_scratch.Folder, "report.json");
        string[] part = shard.IsWhole ? [] : ["--shard", $"{shard}"];
        CommandRun run = CommandRun.Of(designs ?? Design.All, [.. command, .. part, "--json", file, "--out", Path.Combine(_scratch.Folder, "traces")]);
        exitCode = run.ExitCode;
        return File.ReadAllText(file);
    }

    private string Partial(string name, string[] parts)
    {
        string file = Path.Combine(_scratch.Folder, name);
        CommandRun.Of(["merge", "--partial", .. parts, "--json", file]);
        return file;
    }
}
