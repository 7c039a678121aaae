using System.Text.Json.Nodes;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo diff</c>: what got worse is seen, and what did not is not taken for it.</summary>
public sealed class DiffTests : IDisposable
{
    private const string Racing = "retrieve-against-retrieve-and-close";
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("prove", "--samples", "0")]
    [InlineData("check", "--iterations", "100")]
    public void EqualCertificatesDoNotDiffer(string command, string option, string value)
    {
        string one = Certificate("one", command, option, value, "--scenario", "two-retrieves");
        Assert.Equal(new CommandRun(0, "0 new violations, 0 gone, 0 coverage lost, 0 gained: nothing got worse\n", ""), CommandRun.Of("diff", one, one));
    }

    /// <summary>From the hardened design to one with a bug under the same name, and back.</summary>
    [Fact]
    public void ABugInADesignIsWorseAndItsRepairIsNot()
    {
        string sound = Certificate("sound", "prove", "--samples", "0", "--scenario", Racing, "--design", "hardened");
        string broken = Edited(Certificate("broken", "prove", "--samples", "0", "--scenario", Racing, "--design", "as-posted"), report =>
        {
            JsonNode row = report["proofs"]![0]!;
            row["design"] = "hardened";
            row["expected"] = "pass";
            row["againstExpectation"] = "violation";
        });
        CommandRun worse = CommandRun.Of("diff", sound, broken);
        Assert.Equal(1, worse.ExitCode);
        Assert.StartsWith($"new violations:\n  {Racing} on hardened: use-after-free\n\nrests on other than before:\n  designs[", worse.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 new violation, 0 gone, 0 coverage lost, 0 gained: worse\n", worse.Output, StringComparison.Ordinal);

        CommandRun better = CommandRun.Of("diff", broken, sound);
        Assert.Equal(0, better.ExitCode);
        Assert.StartsWith($"gone violations:\n  {Racing} on hardened: use-after-free\n", better.Output, StringComparison.Ordinal);

        JsonNode json = JsonNode.Parse(CommandRun.Of("diff", sound, broken, "--json", "-").Output)!;
        Assert.Equal(("luo-diff 1", 1, "violation"), ((string?)json["format"], (int)json["exitCode"]!, (string?)json["verdict"]));
        Assert.Equal("use-after-free", (string?)Assert.Single(json["newViolations"]!.AsArray())!["rule"]);
    }

    /// <summary>A scenario that is new, with the violation that it expects, is more than there was.</summary>
    [Fact]
    public void AnExpectedViolationIsNoHarm()
    {
        string before = Certificate("before", "prove", "--samples", "0", "--scenario", "two-retrieves");
        string after = Certificate("after", "prove", "--samples", "0", "--scenario", "two-retrieves", "--scenario", Racing);
        CommandRun more = CommandRun.Of("diff", before, after);
        Assert.Equal(0, more.ExitCode);
        Assert.Contains($"  {Racing} on as-posted: use-after-free (expected)\n", more.Output, StringComparison.Ordinal);
        Assert.Contains($"coverage gained:\n  {Racing} on as-posted: nothing -> every schedule\n", more.Output, StringComparison.Ordinal);

        CommandRun less = CommandRun.Of("diff", after, before);
        Assert.Equal(1, less.ExitCode);
        Assert.Contains($"coverage lost:\n  {Racing} on as-posted: every schedule -> nothing\n", less.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void LessCoveredIsWorse()
    {
        string[] command = ["prove", "--samples", "0", "--scenario", "two-retrieves", "--design", "hardened"];
        string whole = Certificate("whole", command);
        string part = Certificate("part", [.. command, "--max-executions", "1"]);
        CommandRun run = CommandRun.Of("diff", whole, part);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("coverage lost:\n  two-retrieves on hardened: every schedule -> ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  options.maxExecutions: 20000 -> 1\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("diff", part, whole).ExitCode);

        string stuck = Edited(whole, report =>
        {
            JsonNode row = report["proofs"]![0]!;
            report["proofs"]![0] = new JsonObject
            {
                ["number"] = 1,
                ["scenario"] = (string?)row["scenario"],
                ["design"] = (string?)row["design"],
                ["verdict"] = "internal error",
            };
        });
        CommandRun failed = CommandRun.Of("diff", whole, stuck);
        Assert.Contains("every schedule -> internal error", failed.Output, StringComparison.Ordinal);
        Assert.Equal(1, failed.ExitCode);
    }

    [Fact]
    public void ProgramsAreComparedToo()
    {
        string[] command = ["prove", "--programs", "1x1", "--names", "1", "--kernels", "1", "--design", "as-posted"];
        string whole = Certificate("whole", command);
        string broken = Edited(whole, report =>
        {
            report["programs"]![0]!["broken"]!.AsArray().Add(new JsonObject { ["check"] = "oops" });
            report["programs"]![0]!["exhausted"] = 0;
        });
        CommandRun run = CommandRun.Of("diff", whole, broken);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("new violations:\n  every program of 1x1 on as-posted: oops\n\ncoverage lost:\n  every program of 1x1 on as-posted: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoCertificateIsSaidInOneLine()
    {
        string proof = Certificate("proof", "prove", "--samples", "0", "--scenario", "two-retrieves");
        string check = Certificate("check", "check", "--iterations", "10", "--scenario", "two-retrieves");
        string fuzz = Certificate("fuzz", "fuzz", "--programs", "1");
        string shard = Certificate("shard", "prove", "--samples", "0", "--scenario", "two-retrieves", "--shard", "1/2");
        Assert.Equal($"luo: {check}: is of the form 'luo-check 1', {proof} of 'luo-proof 1'\n", Refused(proof, check));
        Assert.Equal($"luo: {fuzz}: is no report of luo check or prove as JSON\n", Refused(fuzz, proof));
        Assert.Equal($"luo: {shard}: is about a shard; luo merge joins the reports of all\n", Refused(proof, shard));
        Assert.Equal($"luo: {proof}.none: no such file\n", Refused(proof, $"{proof}.none"));
        string text = _scratch.Write("text", "scenario one\n");
        Assert.Equal($"luo: {text}: is no report of luo check, prove or fuzz as JSON\n", Refused(text, proof));
        foreach (Action<JsonNode> damage in (Action<JsonNode>[])
        [
            report => report["proofs"]![0]!["expected"] = "pas",
            report => report["proofs"]![0]!["expected"] = 1,
            report => report["proofs"]![0]!.AsObject().Remove("scenario"),
            report => report["proofs"]![0]!["exhausted"] = "yes",
            report => report["proofs"] = new JsonObject(),
            report => report["proofs"]!.AsArray().Add(report["proofs"]![0]!.DeepClone()),
            report => report.AsObject().Remove("basis"),
        ])
        {
            string damaged = Edited(proof, damage);
            Assert.Equal($"luo: {damaged}: is damaged: it has not all that a report has\n", Refused(damaged, proof));
        }
    }

    public void Dispose() => _scratch.Dispose();

    private static string Refused(string old, string @new)
    {
        CommandRun run = CommandRun.Of("diff", old, @new);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        return run.Error;
    }

    private string Certificate(string name, params string[] command)
    {
        string file = Path.Combine(_scratch.Folder, $"{name}.json");
        CommandRun.Of([.. command, "--out", _scratch.Folder, "--json", file]);
        return file;
    }

    private string Edited(string certificate, Action<JsonNode> edit)
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(certificate))!;
        edit(report);
        return _scratch.Write($"edited-{Path.GetRandomFileName()}.json", report.ToJsonString());
    }
}
