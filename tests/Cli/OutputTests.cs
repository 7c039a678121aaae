using System.Text.Json;

namespace LuoVerified.Cli.Tests;

/// <summary>What a command writes: nothing over an input, and nothing that is found to be impossible only after the work.</summary>
public sealed class OutputTests : IDisposable
{
    private const string Scenario = "scenario one\nsummary s\nthread create a\n";
    private readonly Scratch _scratch = new();

    public static TheoryData<string[]> Commands() => new()
    {
        new[] { "check", "--scenario", "two-retrieves", "--iterations", "10" },
        new[] { "prove", "--scenario", "two-retrieves", "--samples", "0" },
        new[] { "prove", "--programs", "1x1", "--names", "1", "--kernels", "1" },
        new[] { "fuzz", "--programs", "1" },
        new[] { "model", "--names", "1", "--handles", "1", "--kernels", "1" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void JsonMeansTheSameInEveryCommand(string[] command)
    {
        string file = Path.Combine(_scratch.Folder, "report.json");
        CommandRun both = Run(command, "--json", file);
        CommandRun one = Run(command, "--json", "-");
        Assert.Equal((0, 0), (both.ExitCode, one.ExitCode));
        Assert.Equal(_scratch.Read("report.json"), one.Output);
        Assert.StartsWith("luo-", JsonDocument.Parse(one.Output).RootElement.GetProperty("format").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(one.Output).RootElement.GetProperty("exitCode").GetInt32());
        Assert.NotEqual("", both.Output);
        Assert.NotEqual('{', both.Output[0]);

        // Over a report of before, but over nothing else.
        Assert.Equal(0, Run(command, "--json", file).ExitCode);
        string scenario = _scratch.Write("my.scenario", Scenario);
        CommandRun over = Run(command, "--json", scenario);
        Assert.Equal(
            new CommandRun(2, "", $"luo: {scenario}: is there and is no report as json, so it is not overwritten\n"), over);
        Assert.Equal(Scenario, _scratch.Read("my.scenario"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryPathIsTriedBeforeTheWork(string[] command)
    {
        string file = Path.Combine(_scratch.Folder, "none", "report.json");
        CommandRun run = Run(command, "--json", file);
        Assert.Equal(new CommandRun(2, "", $"luo: {file}: no such directory\n"), run);
        if (command[0] != "model")
        {
            string taken = _scratch.Write("taken", "");
            CommandRun folder = CommandRun.Of([.. command, "--out", taken]);
            Assert.Equal(new CommandRun(2, "", $"luo: {taken}: is a file, not a folder\n"), folder);
        }
    }

    [Fact]
    public void AScenarioThatCannotBePerformedCostsNoOther()
    {
        string one = _scratch.Write("one.scenario", Scenario);
        string stuck = _scratch.Write("stuck.scenario", "scenario stuck\nsummary s\nsetup quiesce; create a\nthread create b\n");
        foreach (string[] command in (string[][])[["prove", "--samples", "0"], ["check", "--iterations", "10"]])
        {
            CommandRun run = Run([.. command, stuck, one], "--design", "hardened", "--json", "-");
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(
                "luo: unusable on hardened: scenario stuck: the set-up waits for ever: create a needs gate\n", run.Error, StringComparison.Ordinal);
            JsonElement report = JsonDocument.Parse(run.Output).RootElement;
            Assert.Equal(2, report.GetProperty("exitCode").GetInt32());
            Assert.Equal(
                ["1 stuck unusable", "2 one pass"],
                report.GetProperty(command[0] == "prove" ? "proofs" : "checks").EnumerateArray().Select(row =>
                    $"{row.GetProperty("number")} {row.GetProperty("scenario").GetString()} {row.GetProperty("verdict").GetString()}"));

            string table = Run([.. command, stuck, one], "--design", "hardened").Output;
            Assert.Matches("hardened +unusable", table);
            Assert.EndsWith(": unusable in 1 more\n", table, StringComparison.Ordinal);
        }
    }

    /// <summary>A folder is all scenarios in it, a pattern all files that it fits; sorted, whatever the file system says.</summary>
    [Fact]
    public void FoldersAndPatternsStandForTheirFiles()
    {
        string folder = Path.Combine(_scratch.Folder, "cases");
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        foreach (string name in (string[])["b", "a", "below/c"])
        {
            _scratch.Write($"cases/{name}.scenario", Scenario.Replace("one", name.Replace("below/", "", StringComparison.Ordinal), StringComparison.Ordinal));
        }

        _scratch.Write("cases/notes.txt", "no scenario");
        foreach (string[] command in (string[][])[["prove", "--samples", "0"], ["check", "--iterations", "10"]])
        {
            Assert.Equal("a b c", Names(folder));
            Assert.Equal("a b", Names($"{folder}/*.scenario"));
            Assert.Equal("a b c", Names($"{folder}/**/?.scenario"));
            Assert.Equal("c a", Names($"{folder}/below", $"{folder}/a.scenario"));
            Assert.StartsWith($"luo: {folder}/a.scenario: scenario 'a' is in {folder}/a.scenario, too", Refusal(folder, $"{folder}/a.scenario"), StringComparison.Ordinal);
            Assert.Equal($"luo: {folder}/*.none: no file *.none there\n", Refusal($"{folder}/*.none"));
            Assert.Equal($"luo: {folder}/none/*: no such directory\n", Refusal($"{folder}/none/*"));
            Assert.Equal($"luo: {folder}/*/a: a pattern has * and ? in its last part, and before that only **/\n", Refusal($"{folder}/*/a"));
            Assert.StartsWith($"luo: {folder}/notes.txt:1: ", Refusal($"{folder}/*.txt"), StringComparison.Ordinal);

            string Names(params string[] files)
            {
                CommandRun run = Run([.. command, .. files], "--design", "hardened", "--json", "-");
                Assert.Equal((0, ""), (run.ExitCode, run.Error.Contains("luo:", StringComparison.Ordinal) ? run.Error : ""));
                JsonElement rows = JsonDocument.Parse(run.Output).RootElement.GetProperty(command[0] == "prove" ? "proofs" : "checks");
                return string.Join(' ', rows.EnumerateArray().Select(row => row.GetProperty("scenario").GetString()));
            }

            string Refusal(params string[] files)
            {
                CommandRun run = Run([.. command, .. files]);
                Assert.Equal((2, ""), (run.ExitCode, run.Output));
                return run.Error;
            }
        }
    }

    [Fact]
    public void AScenarioThatIsThereTwiceIsRefused()
    {
        string one = _scratch.Write("one.scenario", Scenario);
        string other = _scratch.Write("other.scenario", Scenario);
        foreach (string command in (string[])["prove", "check"])
        {
            Assert.Equal(
                new CommandRun(2, "", $"luo: {other}: scenario 'one' is in {one}, too\n"), Run([command, one, other]));
        }
    }

    public void Dispose() => _scratch.Dispose();

    private CommandRun Run(string[] command, params string[] more) => CommandRun.Of(
        [.. command, .. more, .. command[0] == "model" ? [] : (string[])["--out", Path.Combine(_scratch.Folder, "traces")]]);
}
