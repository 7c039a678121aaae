using System.Text.Json;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Tests;

/// <summary>Designs beside those of the patch, as a user meets them.</summary>
public sealed class DesignsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void EachIsListedWithItsSummaryAndWhatItSaysOfItself()
    {
        CommandRun run = CommandRun.Of("designs");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string text = Squeezed.Of(run.Output);
        Assert.All(Design.All, design => Assert.Contains($"{design.Name} {design.Summary}", text, StringComparison.Ordinal));
        Assert.All(Design.All.SelectMany(design => design.Declarations), said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.StartsWith(
            "as-posted\n    The patch function by function, its defects included.\n      small programs are not run on it unless they are asked for\nhardened\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("preserved blocks that it calls its own are no leak", Design.Hardened.Declarations);
    }

    [Fact]
    public void ADocumentedLockThatIsInNoOrderIsNamedOnceTheCatalogueIsCovered()
    {
        Design misspelt = Design.Hardened with { Name = "misspelt", LockHierarchy = ["gatee", "once", "lists"] };
        string[] prove = ["prove", "--samples", "0", "--out", _scratch.Folder];
        string[] all = [.. Catalogue.All.SelectMany(scenario => (string[])["--scenario", scenario.Name])];

        CommandRun whole = CommandRun.Of([misspelt, Design.Hardened], [.. prove, .. all]);
        CommandRun part = CommandRun.Of([misspelt], [.. prove, .. all[2..]]);

        Assert.Single(whole.Output.Split('\n'), line => line == "  documented, and in no order that was seen: gatee");
        Assert.Single(whole.Output.Split('\n'), line => line.StartsWith("  documented,", StringComparison.Ordinal));
        Assert.DoesNotContain("  documented,", part.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEmptyBlockOfMainlineIsFoundByEverySmallProgramAndItsTraceReplays()
    {
        ProcessRun run = Prove("--programs", "1x2", "--faults", "0", "--design", "mainline-7.2-2", "--out", "t");

        Assert.Equal(1, run.ExitCode);
        string trace = Assert.Single(_scratch.Files, file => file.EndsWith(".trace", StringComparison.Ordinal));
        Assert.Contains("mainline-7.2-2.hand-over-refused", trace, StringComparison.Ordinal);
        CommandRun replay = CommandRun.Of("replay", _scratch[trace]);
        Assert.Equal(0, replay.ExitCode);
        Assert.Contains(
            "hand-over-refused: the next kernel answers -EINVAL to what it is handed, and does not boot: block 1 at 0x100004000: count 0 at byte 8, not 1 to 51",
            Squeezed.Of(replay.Output),
            StringComparison.Ordinal);

        string scenario = Path.ChangeExtension(_scratch[trace], "scenario");
        CommandRun mended = CommandRun.Of("prove", scenario, "--design", "mainline-7.2-fixed-2", "--samples", "0", "--out", _scratch["f"]);
        Assert.Equal((0, true), (mended.ExitCode, mended.Output.Contains("1 exhausted", StringComparison.Ordinal)));

        // The scenario names the design, so that a check without --design judges it, too.
        CommandRun check = CommandRun.Of("check", scenario, "--iterations", "100", "--out", _scratch["c"]);
        Assert.True(check.ExitCode == 0 && check.Output.Contains("mainline-7.2-2", StringComparison.Ordinal), check.Output + check.Error);
    }

    [Fact]
    public void ACertificatePrintsWhatADesignSaysAndWhichScenariosThatRulesOut()
    {
        ProcessRun run = Prove(
            "--design", "mainline-7.2-2", "--scenario", "serialize-against-close", "--scenario", "two-aborts", "--samples", "20", "--json", "c.json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mainline-7.2-2 says: locks: serialize keeps luo_session_serialize_rwsem until the next kernel", Squeezed.Of(run.Output), StringComparison.Ordinal);
        Assert.Contains("not applicable  lacks abort", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 proof, 1 exhausted, 1 not applicable, 2 executions: every expectation met", run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_scratch.Read("c.json"));
        JsonElement ruledOut = json.RootElement.GetProperty("proofs").EnumerateArray().Single(row => row.GetProperty("scenario").GetString() == "two-aborts");
        Assert.Equal(("not applicable", "lacks abort"), (ruledOut.GetProperty("verdict").GetString(), ruledOut.GetProperty("message").GetString()));
        JsonElement said = json.RootElement.GetProperty("basis").GetProperty("declarations").GetProperty("mainline-7.2-2");
        Assert.Contains("lacks: abort, quiesce, resume, reboot, corrupt", said.EnumerateArray().Select(each => each.GetString()));
    }

    [Fact]
    public void ACheckSaysWhatIsNotApplicable()
    {
        ProcessRun run = ProcessRun.AtHome(
            _scratch.Folder, "check", "--design", "mainline-7.2-2", "--scenario", "two-aborts", "--scenario", "two-retrieves", "--iterations", "50");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  mainline-7.2-2 not applicable: lacks abort\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 check, 1 not applicable, 50 schedules, seed 1: every expectation met", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AllDesignsMakeAMatrixOfRulesEachCellOfWhichHasATrace()
    {
        ProcessRun run = Prove("--design", "all", "--scenario", "retrieve-against-retrieve-and-close", "--scenario", "serialize-against-close", "--samples", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.All(Design.All, design => Assert.Equal(
            [
                design.Name,
                Cell(design, "serialize-against-close", "image-equals-live", "3/1"),
                Cell(design, "retrieve-against-retrieve-and-close", "use-after-free", "6/2"),
            ],
            Cells(run.Output, design.Name)));
        Assert.Equal(["as-posted-fix-a", "3/1", "-"], Cells(run.Output, "as-posted-fix-a"));
        string trace = run.Output.Split('\n').Single(line => line.StartsWith("  use-after-free on as-posted: ", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal(0, ProcessRun.AtHome(_scratch.Folder, "replay", trace).ExitCode);
    }

    [Fact]
    public void TheConsoleSaysWhatADesignLacks()
    {
        Design mainline = Design.All.Single(design => design.Name == "mainline-7.2-2");

        Assert.Equal(
            "ok h1 | ok h2 | -EEXIST | not-in-design | not-in-design | not-in-design | -EINVAL",
            ShellRun.Results(mainline, "create a", "create b", "create a", "quiesce", "abort", "reboot", "kexec"));
    }

    /// <summary>What the matrix must hold: the size if the rule has to break on the design.</summary>
    private static string Cell(Design design, string scenario, string rule, string size) =>
        design.ExpectationOf(Catalogue.Find(scenario)!).Allows(rule) ? size : "-";

    private static string[] Cells(string output, string design) => output.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .First(cells => cells.Length == 3 && cells[0] == design && (cells[1] == "-" || cells[1].Contains('/', StringComparison.Ordinal)));

    private ProcessRun Prove(params string[] args) => ProcessRun.AtHome(_scratch.Folder, ["prove", .. args]);
}
