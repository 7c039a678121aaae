using System.Text.Json;
using LuoVerified.Check;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Mutating;
using LuoVerified.Fuzz;
using LuoVerified.Mutation;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo mutate</c>, as a user runs it.</summary>
public sealed class MutateTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void TheChangesAreListed()
    {
        CommandRun run = CommandRun.Of("mutate", "--list", "--part", "hardened");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Impl/Hardened/HardenedSessions.cs: Create: drop _lists.Write()\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Spec/", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OneIsListedByItsName()
    {
        CommandRun run = CommandRun.Of("mutate", "--list", "--mutant", "Create: drop _lists.Write()");
        Assert.Equal((0, "Impl/Hardened/HardenedSessions.cs: Create: drop _lists.Write()\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("--part wrong", "wrong")]
    [InlineData("--mutant nothing-there", "There is no mutant with 'nothing-there' in its name.")]
    [InlineData("--part locks --mutant HardenedSessions", "There is no mutant with 'HardenedSessions' in its name.")]
    [InlineData("--list --sample 3", "--sample and --list exclude each other.")]
    [InlineData("--sample 0", "--sample wants a number from 1")]
    [InlineData("--programs 9x9", "--programs wants a size such as 2x1")]
    [InlineData("--known nothing-there", "nothing-there: no such file")]
    [InlineData("--mutant", "Required argument missing for option: '--mutant'")]
    [InlineData("--part", "Required argument missing for option: '--part'")]
    [InlineData("--beside", "Required argument missing for option: '--beside'")]
    [InlineData("--beside chekc", "--beside 'chekc': ")]
    [InlineData("--beside mutate", "--beside 'mutate': it would judge itself")]
    public void BadOptionsAreRefused(string options, string message)
    {
        CommandRun run = CommandRun.Of(["mutate", .. options.Split(' ')]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.cs: M: drop x;\n  why\n", "'A.cs: M: drop x;' is no mutant any more")]
    [InlineData("A.cs: M: drop x;\n", "nothing is said of 'A.cs: M: drop x;'")]
    public void AFileOfKnownSurvivorsMustBeRight(string text, string message)
    {
        string file = _scratch.Write("known.txt", text);
        CommandRun run = CommandRun.Of("mutate", "--known", file);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AMutantThatSurvivesEndsItWithOne()
    {
        Assert.Equal(0, Score(Fate.Found, Fate.Equivalent).ExitCode);
        Assert.Equal(1, Score(Fate.Found, Fate.Survived, Fate.Inconclusive).ExitCode);
        Assert.Equal(4, Score(Fate.Found, Fate.Inconclusive).ExitCode);
    }

    [Fact]
    public void OneThatIsKnownToSurviveDoesNotAndMustNotBeFound()
    {
        ReviewedMutants known = ReviewedMutants.Parse($"{Some[0].Identity}\n  A reason.\n", "known");
        Assert.Equal(0, (Score(Fate.Survived, Fate.Found) with { Known = known }).ExitCode);
        Assert.Equal(1, (Score(Fate.Found, Fate.Found) with { Known = known }).ExitCode);
    }

    /// <summary>A file that says something of what does not compile says nothing.</summary>
    [Fact]
    public void OneThatIsReviewedMustCompile()
    {
        MutationScore score = Score(Fate.Found);
        score = score with { Report = score.Report with { NotCompiled = [Some[0].Identity] } };
        Assert.Equal(0, score.ExitCode);
        score = score with { Known = ReviewedMutants.Parse($"{Some[0].Identity}\n  A reason.\n", "known") };
        Assert.Equal(1, score.ExitCode);
        using var writer = new StringWriter();
        MutationText.Print(score, writer);
        Assert.Contains($"reviewed, and does not compile:\n  {Some[0].Identity}\n", writer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What larger programs find is known to survive smaller ones only.</summary>
    [Theory]
    [InlineData("1x1", Fate.Survived, 0)]
    [InlineData("1x1", Fate.Found, 1)]
    [InlineData("2x1", Fate.Survived, 1)]
    [InlineData("2x1", Fate.Found, 0)]
    public void OneThatLargerProgramsFindIsKnownToSurviveSmallerOnes(string size, Fate fate, int exitCode)
    {
        ReviewedMutants known = ReviewedMutants.Parse($"{Some[0].Identity}\n  Found by 2x1: a reason.\n", "known");
        MutationScore score = Score(fate, Fate.Found);
        Assert.Equal(exitCode, (score with { Known = known, Options = score.Options with { Sizes = ["1x1", size] } }).ExitCode);
    }

    [Fact]
    public void TheReportNamesSurvivorsAndTheScore()
    {
        using var writer = new StringWriter();
        MutationText.Print(Score(Fate.Found, Fate.Survived, Fate.Equivalent), writer);
        Assert.Contains($"survived, not known to:\n  {Some[1].Identity}\n", writer.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("score: 50 % of those that are not equivalent are found: violation\n", writer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>From the sources to the report: the same mutants, the same bytes.</summary>
    /// <summary>What was found by then is told, what was not judged is no pass.</summary>
    [Fact]
    public void WhatTheTimeIsTooShortForIsInconclusive()
    {
        MutationScore whole = Score(Fate.Found, Fate.Found);
        MutationScore cut = whole with { Report = whole.Report with { TimeWasUp = true } };
        Assert.Equal((0, 4), (whole.ExitCode, cut.ExitCode));
        Assert.Equal(whole.Report.Mutants.Count, MutationGate.Of(whole).Rows.Count);
        Assert.Equal((Standing.Undecided, "the time was up"), (MutationGate.Of(cut).Rows[^1].Standing, MutationGate.Of(cut).Rows[^1].Detail));
        MutationScore survived = Score(Fate.Survived);
        Assert.Equal(1, (survived with { Report = survived.Report with { TimeWasUp = true } }).ExitCode);
    }

    /// <summary>Another command runs the mutant; what it says is beside the score.</summary>
    [Fact]
    public void OtherCommandsJudgeAMutantToo()
    {
        MutationOptions options = new()
        {
            Parts = [.. CodePart.All.Where(part => part.Name == "hardened")],
            Named = ["HardenedSessions.cs: Create: drop _lists.Write()"],
            Sizes = ["1x1"],
            Stages = ["hardened"],
            Beside =
            [
                CommandBeside.Of("check --iterations 20 --design hardened --scenario two-creates-of-one-name --workers 1"),
                CommandBeside.Of("check --iterations 20 --design hardened --scenario boot-without-memory --workers 1"),
                CommandBeside.Of("designs"),
            ],
        };
        MutationScore score = new(options, MutationRun.Run(options), ReviewedMutants.None);
        JudgedMutant mutant = Assert.Single(score.Report.Mutants);
        Assert.Equal([1, 0, 0], mutant.Beside.Select(answer => answer.ExitCode));
        Assert.Equal([true, false, false], mutant.Beside.Select(answer => answer.Finds));
        Assert.Equal(0, score.ExitCode);
        using var writer = new StringWriter();
        MutationText.Print(score, writer);
        Assert.Contains("one of them", writer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A command that says of the code as it is that something is wrong says nothing about mutants.</summary>
    [Fact]
    public void ACommandBesideMustPassOnTheCodeAsItIs()
    {
        CommandRun run = CommandRun.Of(
            "mutate", "--mutant", "Create: drop _lists.Write()", "--beside", "prove --programs 1x1 --names 1 --kernels 1 --design as-posted");
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("luo: 'prove --programs 1x1 --names 1 --kernels 1 --design as-posted' ends with 1 on the code as it is", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The one that is being judged has no fate then, those before it have.</summary>
    [Fact]
    public void AMutantThatIsNotJudgedInTimeHasNoFate()
    {
        bool isUp = false;
        var options = new MutationOptions
        {
            Parts = [.. CodePart.All.Where(part => part.Name == "hardened")],
            Named = ["Create: drop _gate.Read()", "Create: drop _lists.Write()"],
            Sizes = ["1x1"],
            Stages = ["hardened"],
            TimeIsUp = () => isUp,
            Judged = (_, _, _) => isUp = true,
        };
        MutationReport report = MutationRun.Run(options);
        Assert.True(report.TimeWasUp);
        Assert.Equal(Fate.Found, Assert.Single(report.Mutants).Fate);
    }

    /// <summary>Nothing could be said of a mutant then, and it is no error of ours.</summary>
    [Fact]
    public void IfTheCodeAsItIsIsNotProvedThatIsInconclusive()
    {
        using var error = new StringWriter();

        Assert.Equal(4, Program.Guard(error, () => throw new UndecidedCodeException("the code as it is is not proved")));
        Assert.Equal("luo: the code as it is is not proved\n", $"{error}");
    }

    /// <summary>Those that are argued to be equivalent are compiled, and not judged: what is found is in the test above, and in CI.</summary>
    [Fact]
    public void WhatIsArguedToBeEquivalentIsReported()
    {
        string file = Path.Combine(_scratch.Folder, "score.json");
        string equivalent = ReviewedMutants.Equivalent.Arguments.Keys.First(name => name.StartsWith("Core/", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("mutate", "--mutant", equivalent, "--programs", "1x1", "--json", file);
        Assert.Equal(0, run.ExitCode);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Assert.Equal("luo-mutation 1", report.GetProperty("format").GetString());
        Assert.All(report.GetProperty("mutants").EnumerateArray(), mutant => Assert.Equal("equivalent", mutant.GetProperty("fate").GetString()));
        Assert.NotEmpty(report.GetProperty("mutants").EnumerateArray());
    }

    private static Mutation.Mutation[] Some { get; } =
        [.. CodePart.All[0].Mutations.Where(each => !ReviewedMutants.Equivalent.Arguments.ContainsKey(each.Identity)).Take(3)];

    private static MutationScore Score(params Fate[] fates)
    {
        var found = new QuickVerdict(Verdict.Violation, "leak", "some program", "some message", []);
        return new MutationScore(
            new MutationOptions(),
            new MutationReport(
                [.. fates.Zip(Some).Select(each => new JudgedMutant(
                    CodePart.All[0], each.Second, each.First, each.First == Fate.Found ? found : null, TimeSpan.FromSeconds(1)))],
                NotCompiled: [],
                Changes: fates.Length),
            ReviewedMutants.None);
    }

    public void Dispose() => _scratch.Dispose();
}
