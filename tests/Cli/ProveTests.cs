using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Proving;
using LuoVerified.Impl;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo prove</c>, as a user runs it.</summary>
public sealed class ProveTests : IDisposable
{
    private const string Racy = "two-deserializes-against-a-retrieve";

    private readonly Scratch _scratch = new();

    /// <summary>A block of the docs is part of what its first line prints, line by line and in order; <c>...</c> stands for
    /// the rest of a line, or for lines that are left out.</summary>
    [Theory]
    [InlineData("README.md", 0)]
    [InlineData("docs/prove.md", 0)]
    [InlineData("docs/prove.md", 4)]
    public void TheDocsShowWhatTheProgramPrints(string document, int exitCode)
    {
        string[] blocks = File.ReadAllText(Path.Combine(Repository.Root, document)).Split("    luo prove --");
        string block = blocks.Skip(1).Single(each => each.Split('\n')[0].Contains("preemptions", StringComparison.Ordinal) == (exitCode == 4));
        string[] shown = block.Split('\n');
        ProcessRun run = Prove($"--{shown[0]}".Split(' '));

        Assert.Equal(exitCode, run.ExitCode);
        string[] printed = run.Output.Split('\n');
        int at = 0;
        int compared = 0;
        foreach (string line in shown.Skip(1).TakeWhile(line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal)))
        {
            string wanted = line.Trim();
            if (wanted is not ("" or "..."))
            {
                at = 1 + Array.FindIndex(printed, at, each => wanted.EndsWith("...", StringComparison.Ordinal)
                    ? each.Trim().StartsWith(wanted[..^3], StringComparison.Ordinal)
                    : each.Trim() == wanted);
                Assert.True(at > 0, $"not printed: {wanted}");
                compared++;
            }
        }

        Assert.InRange(compared, 10, printed.Length);
    }

    [Fact]
    public void TheReadmeShowsTheTraceThatItsProofWrites()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Prove("--scenario", "retrieve-against-retrieve-and-close", "--design", "as-posted", "--samples", "0");
        string trace = Path.Combine("luo-traces", "retrieve-against-retrieve-and-close.as-posted.use-after-free.shortest.trace");
        string picture = CommandRun.Of("replay", _scratch[trace]).Output;

        Assert.Contains(
            $"    luo replay {trace}\n\n{string.Concat(picture.TrimEnd('\n').Split('\n').Select(line => $"    {line}".TrimEnd() + "\n"))}\n",
            readme,
            StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRaceOfThePatchHasATraceThatReplays()
    {
        ProcessRun run = Prove("--scenario", Racy, "--design", "as-posted", "--samples", "0", "--out", "t");

        Assert.Equal(0, run.ExitCode);
        Assert.All(_scratch.Files.Where(file => file.EndsWith(".trace", StringComparison.Ordinal)), trace => Assert.Contains($"{trace}\n", run.Output, StringComparison.Ordinal));
        string[] races = [.. _scratch.Files.Where(file => file.Contains("data-race", StringComparison.Ordinal))];
        Assert.Equal(6, races.Length);
        foreach (string race in races)
        {
            Assert.Contains(race, run.Output, StringComparison.Ordinal);
            CommandRun replay = CommandRun.Of("replay", _scratch[race]);
            Assert.Equal(0, replay.ExitCode);
            Assert.Contains("reproduced: data-race", replay.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ARaceThatTheScenarioDoesNotStateIsExitOne()
    {
        string scenario = CommandRun.Of("scenarios", Racy).Output;
        string[] lines = [.. scenario.Split('\n').Where(line => !line.StartsWith("race as-posted: AsPostedSessions._err: read", StringComparison.Ordinal))];
        CommandRun fewer = Within(_scratch.Write("fewer", string.Join('\n', lines)), "--samples", "0", "--design", "as-posted");
        CommandRun more = Within(
            _scratch.Write("more", scenario + "race hardened: HardenedSessions._err: read in deserialize | write in deserialize\n"), "--samples", "0", "--design", "hardened");

        Assert.Equal((1, 1), (fewer.ExitCode, more.ExitCode));
        Assert.Contains($"NOT EXPECTED in {Racy}: AsPostedSessions._err: read in deserialize by B at src/Impl/AsPosted/AsPostedSessions.HandOver.cs:", Squeezed.Of(fewer.Output), StringComparison.Ordinal);
        Assert.Contains($"EXPECTED in {Racy} and not seen: HardenedSessions._err: read in deserialize | write in deserialize", Squeezed.Of(more.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void AnswersThatMustExistAndThatNoRunShowsAreExitOne()
    {
        const string Missing = "A: create a -> -EFAULT";
        string mine = _scratch.Write("mine", $"scenario mine\nsummary s\nthread create a\nexists hardened: {Missing}\n");
        CommandRun run = Within(mine, "--samples", "0", "--design", "hardened", "--report", $"junit={_scratch["report.xml"]}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NO: expected pass, exists 1", Squeezed.Of(run.Output), StringComparison.Ordinal);
        Assert.Contains($"EXPECTED in mine and shown by no run: {Missing}", Squeezed.Of(run.Output), StringComparison.Ordinal);
        Assert.Contains($"a run with {Missing.Replace(">", "&gt;", StringComparison.Ordinal)} is expected of mine on hardened", _scratch.Read("report.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void AThreadThatWaitsForItselfIsALockOrderThatAScenarioMayExpect()
    {
        const string Text = "scenario mine\nsummary s\nthread quiesce; serialize\n";

        Assert.Equal(1, Within(_scratch.Write("bare", Text), "--design", "hardened").ExitCode);
        CommandRun run = Within(_scratch.Write("expected", $"{Text}expect hardened: lock-order\n"), "--design", "hardened");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("lock-order  yes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BoundsUpToOneThatLeavesNothingOutAreAPass()
    {
        CommandRun run = Within("--scenario", "two-retrieves", "--design", "hardened", "--preemptions", "100", "--json", _scratch["proof.json"]);

        Assert.Equal(0, run.ExitCode);
        JsonElement proof = Proof();
        JsonElement[] bounds = [.. proof.GetProperty("bounded").EnumerateArray()];
        Assert.All(bounds, bound => Assert.True(bound.GetProperty("completed").GetBoolean()));
        Assert.Equal(bounds.Length - 1, bounds.Count(bound => bound.GetProperty("leavesOut").GetBoolean()));
        Assert.False(bounds[^1].GetProperty("leavesOut").GetBoolean());
        Assert.Contains($"<= {bounds.Length - 1}", run.Output, StringComparison.Ordinal);
        Assert.True(proof.GetProperty("executionsPerClass").GetDouble() > 1);
    }

    [Fact]
    public void ABoundThatCannotBeCompletedIsInconclusive()
    {
        CommandRun run = Within(
            "--scenario", "live-update-under-load", "--design", "hardened", "--preemptions", "5", "--max-executions", "50", "--samples", "0", "--json", _scratch["proof.json"]);

        Assert.Equal(4, run.ExitCode);
        JsonElement[] bounds = [.. Proof().GetProperty("bounded").EnumerateArray()];
        Assert.False(bounds[^1].GetProperty("completed").GetBoolean());
        Assert.InRange(bounds.Length, 1, 5);
    }

    /// <summary>A search that has lost an outcome, or a rule, is found out by the sampling.</summary>
    [Theory]
    [InlineData("two-retrieves", "hardened", "sampling shows the outcome 'A: retrieve a -> ok; B: retrieve a -> -EINVAL'")]
    [InlineData("retrieve-against-retrieve-and-close", "as-posted", "sampling finds use-after-free")]
    public void WhatTheSearchHasLostIsFoundByTheSampling(string scenario, string design, string message)
    {
        var options = new ExploreOptions();
        Proof proof = Prover.Prove(Catalogue.Find(scenario)!, Design.All.Single(each => each.Name == design), options);
        Assert.True(ProofRunner.RequireAgreement(proof, 200, options.MaxConfigurations, () => false) > 0);

        Proof blind = proof with { Report = proof.Report with { Outcomes = [.. proof.Report.Outcomes.SkipLast(1)] }, Shortest = [] };
        RunErrorException error = Assert.Throws<RunErrorException>(
            () => ProofRunner.RequireAgreement(blind, 200, options.MaxConfigurations, () => false));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The budget covers the samples as well, and what is not reached is inconclusive.</summary>
    [Fact]
    public void WhenTheTimeIsUpAllThatIsLeftIsCutShort()
    {
        Scenario[] scenarios = [Catalogue.Find("two-retrieves")!, Catalogue.Find("two-creates-of-one-name")!, Catalogue.Find("two-serializes")!];
        (Scenario, Design)[] pairs = [.. scenarios.Select(scenario => (scenario, Design.Hardened))];
        long enough = long.MaxValue;
        long asked = 0;
        Certificate Run(long questions)
        {
            (enough, asked) = (questions, 0);
            var options = new ExploreOptions { TimeIsUp = () => ++asked > enough };
            var plan = new ProofPlan(pairs, options, Workers: 1, Samples: 50, _scratch.Folder);
            return ProofRunner.Run(plan, new FailureLog(_scratch.Folder, ""), TextWriter.Null) with { TimeWasUp = asked > enough };
        }

        Certificate whole = Run(long.MaxValue);
        Assert.All(whole.Rows, row => Assert.Equal((true, 50), (row.Proof.CoversAll, row.Sampled)));
        Assert.Equal("every expectation met", ProofTable.Result(whole));

        // Up among the samples of the first: its proof stands, its samples are cut short, and the others have hardly begun.
        long explored = whole.Rows[0].Proof.Report.Executions;
        Certificate part = Run(explored + 20);
        Assert.True(part.Rows[0].Proof.CoversAll);
        Assert.InRange(part.Rows[0].Sampled, 1, 49);
        Assert.All(part.Rows.Skip(1), row =>
        {
            Assert.Equal((Verdict.Inconclusive, 0), (row.Proof.AgainstExpectation, row.Sampled));
            Assert.InRange(row.Proof.Report.Executions, 0, 2);
        });
        Assert.InRange(asked, 1, explored + 20 + 50);
        Assert.Equal("inconclusive, the time was up", ProofTable.Result(part));
        Assert.EndsWith("the samples of 3 proofs cut short", ProofTable.Counts(part), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Inconclusive, part.ExitCode);
    }

    /// <summary>What <c>cd src/NAME; find . -name '*.cs' | xargs sha256sum | sort | sha256sum</c> prints, but for
    /// <c>./</c>.</summary>
    [Fact]
    public void TheHashesAreThoseOfTheSources()
    {
        Within("--scenario", "two-creates-of-one-name", "--samples", "0", "--json", _scratch["proof.json"]);
        JsonElement basis = JsonDocument.Parse(_scratch.Read("proof.json")).RootElement.GetProperty("basis");
        Dictionary<string, string> hashes = basis.GetProperty("sources").EnumerateArray().ToDictionary(
            each => each.GetProperty("assembly").GetString()!, each => each.GetProperty("sha256").GetString()!);

        string[] projects = ["Abi", "Monitors", "Core", "Weaver", "Spec", "Impl", "Check", "Sessions", "Fuzz", "Coyote", "Cli"];
        Assert.Equal(projects.ToDictionary(name => name == "Cli" ? "luo" : $"LuoVerified.{name}", HashOfSources), hashes);
    }

    [Theory]
    [InlineData("luo: --preemptions wants a number from 0 to 1000, not '-1'", "--preemptions", "-1")]
    [InlineData("luo: --preemptions wants a number from 0 to 1000, not 'x'", "--preemptions", "x")]
    [InlineData("luo: --workers wants a number from 1 to 64, not '0'", "--workers", "0")]
    [InlineData("luo: typo: there is no design 'hardend'", "typo")]
    public void BadInputIsOneLineAndExitTwo(string message, params string[] args)
    {
        _scratch.Write("typo", "scenario typo\nsummary s\nthread abort\nrace hardend: f: write in abort | write in abort\n");
        ProcessRun run = Prove(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    public void Dispose() => _scratch.Dispose();

    private static string HashOfSources(string project)
    {
        string folder = Path.Combine(Repository.Root, "src", project);
        IEnumerable<string> lines = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Hash: SHA256.HashData(File.ReadAllBytes(file))))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(file => $"{Convert.ToHexStringLower(file.Hash)}  {file.Path}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private JsonElement Proof() =>
        Assert.Single(JsonDocument.Parse(_scratch.Read("proof.json")).RootElement.GetProperty("proofs").EnumerateArray());

    /// <summary>Within this process, where we check ourselves once.</summary>
    private CommandRun Within(params string[] args) => CommandRun.Of(["prove", .. args, "--out", _scratch["t"]]);

    private ProcessRun Prove(params string[] args) => ProcessRun.AtHome(_scratch.Folder, ["prove", .. args]);
}
