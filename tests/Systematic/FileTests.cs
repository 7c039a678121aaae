using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Impl.Files;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;
using LuoVerified.Systematic.Tests.Seeded;

namespace LuoVerified.Systematic.Tests;

/// <summary>Files in sessions, in every schedule.</summary>
public class FileTests
{
    /// <summary>The fixes that files in sessions got: without each, this scenario finds it, and the schedule replays on the real
    /// locks.</summary>
    [Theory]
    [InlineData("mainline-7.2-frees-first", "one-file-in-two-sessions", RuntimeChecksUseAfterFree)]
    [InlineData("mainline-7.2-retrieves-outgoing", "requests-of-the-wrong-kind", Checks.Linearizable)]
    [InlineData("mainline-7.2-ignores-file-errors", "files-without-memory", Checks.Linearizable)]
    [InlineData("mainline-7.2-retrieves-again", "two-retrieves-of-a-file", FileHandler.Contract)]
    [InlineData("mainline-7.2-preserves-twice", "one-file-in-two-sessions", FileHandler.Contract)]
    [InlineData("mainline-7.2-preserves-twice", "one-file-under-two-tokens", FileHandler.Contract)]
    [InlineData("mainline-7.2-overlooks-reserved", "requests-of-the-wrong-kind", Checks.Linearizable)]
    public void WithoutAFixItsDefectIsFound(string name, string scenarioName, string rule)
    {
        Design design = Design.All.Single(each => each.Name == name);
        Scenario scenario = Catalogue.Find(scenarioName)!;
        Proof proof = Prover.Prove(scenario, design, new ExploreOptions());
        Assert.Equal([rule], proof.Shortest.Select(found => found.Finding.Violation.Check));
        Assert.All(proof.Shortest, found => Assert.True(found.Replays));
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Mainline).Verdict);
    }

    /// <summary>What is wrong in 7.2 as it is, and right in the hardened design.</summary>
    [Theory]
    [InlineData("close-that-cannot-finish", Checks.Leak)]
    [InlineData("reply-that-cannot-be-copied", "nothing-lost")]
    [InlineData("preserve-that-fails-against-another", Checks.Linearizable)]
    public void WhatMainlineDoesWrongIsFoundAndTheHardenedDesignDoesIt(string scenarioName, string rule)
    {
        Scenario scenario = Catalogue.Find(scenarioName)!;
        ExploreReport report = Explorer.Explore(scenario, Mainline);
        Assert.True(report.CoversAll);
        Assert.Contains(rule, report.Findings.Select(finding => finding.Violation.Check));
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Design.Hardened).Verdict);
    }

    /// <summary>The number of operations with files and without: each of two threads has one of them.</summary>
    [Fact]
    public void FilesAreADimensionOfPrograms()
    {
        var size = new ProgramSize(1, 1);
        var without = new ProgramSpace(size, new ProgramBounds { Names = 1 });
        var with = new ProgramSpace(size, new ProgramBounds { Names = 1, Files = 1 });
        Assert.DoesNotContain(All(without), IsOnFiles);
        Assert.All(All(without), program => Assert.DoesNotContain(FaultSites.FileFreeze, program.Faults.Keys));
        Assert.Equal(
            ["finish a", "finish a 1", "get-name a", "get-name a 1", "preserve-fd a 1", "preserve-fd a 1 closed", "preserve-fd a 1 unhandled", "retrieve-fd a 1"],
            All(with).Where(IsOnFiles).Select(program => $"{program.Phases[0][0][0]}").Distinct().Order());

        // A design without files has no such program.
        Assert.DoesNotContain(All(new ProgramSpace(size, new ProgramBounds { Names = 1, Files = 1 }, Design.AsPosted)), IsOnFiles);
    }

    [Fact]
    public void EverySmallProgramWithAFilePassesOnTheHardenedDesign()
    {
        ProgramsReport report = Prove(Design.Hardened);
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal(report.Programs, report.Tally.Exhausted);
    }

    [Fact]
    public void SmallProgramsFindWhatMainlineDoesWrong() => Assert.Equal(
        [Checks.Leak, "nothing-lost"], Prove(Mainline).Findings.Select(finding => finding.Simplified.Rule).Order());

    [Fact]
    public void RandomProgramsWithFilesAreWellFormedAndHaveThem()
    {
        Scenario[] programs = [.. Enumerable.Range(1, 200).Select(number => ProgramGenerator.Make(1, number, Design.Hardened, files: 2))];
        Assert.All(programs, program => Assert.True(WellFormed.Is(program)));
        Assert.Empty(SessionOperation.All.Where(operation => operation.IsOnFiles)
            .Except(programs.SelectMany(Operations).Select(operation => operation.Service)));
        Assert.Empty(Enum.GetValues<Corruption>().Except(
            Enumerable.Range(1, 2_000).SelectMany(number => ProgramGenerator.Make(1, number, Design.Hardened, files: 2).Setup)
                .Where(operation => operation.Machine == MachineStep.Corrupt).Select(operation => operation.Corruption)));
        Assert.Empty(FaultSites.Known.Except(programs.SelectMany(program => program.Faults.Keys)));
        Assert.All(
            Enumerable.Range(1, 200).Select(number => ProgramGenerator.Make(1, number)), program => Assert.DoesNotContain(Operations(program), IsOnFiles));
    }

    /// <summary>What the table of preserved files is for, found without a scenario: with one session that takes two names for the tokens,
    /// one file has to be preserved under two of them.</summary>
    [Fact]
    public void SmallProgramsFindThatAFileIsPreservedTwice()
    {
        var size = new ProgramSize(1, 2);
        ProgramsReport Prove(string name) => FileTests.Prove(Design.All.Single(each => each.Name == name), size, files: 2);
        Scenario smallest = Prove("mainline-7.2-preserves-twice").Findings.Single(finding => finding.Simplified.Rule == FileHandler.Contract).Simplified.Smallest;
        Assert.Equal(["preserve-fd a 1", "preserve-fd a 2 f1"], smallest.Phases[0].Single().Select(operation => $"{operation}"));
        Assert.DoesNotContain(FileHandler.Contract, Prove("mainline-7.2").Findings.Select(finding => finding.Simplified.Rule));
    }

    /// <summary>Bugs that only show if a file is more than its token, and if errors have an order.</summary>
    [Theory]
    [InlineData(nameof(FileBugs.TakesTheTokenForTheFile), "one-file-under-two-tokens", Checks.Linearizable)]
    [InlineData(nameof(FileBugs.LooksForTheHandlerOnly), "preserves-that-are-refused", Checks.Linearizable)]
    [InlineData(nameof(FileBugs.LooksForTheFileFirst), "preserves-that-are-refused", Checks.Linearizable)]
    [InlineData(nameof(FileBugs.PreservesAnother), "one-file-under-two-tokens", Checks.StateAgrees)]
    public void ABugInWhichFileItIsIsFound(string bug, string scenarioName, string rule)
    {
        Scenario scenario = Catalogue.Find(scenarioName)!;
        ExploreReport report = Explorer.Explore(scenario, FileBugs.Named(bug));
        Assert.Contains(rule, report.Findings.Select(finding => finding.Violation.Check));
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Design.Hardened).Verdict);
    }

    /// <summary>No kernel may accept a table of files that is wrong.</summary>
    [Theory]
    [InlineData("files-address")]
    [InlineData("files-block")]
    [InlineData("files-count")]
    [InlineData("file-handler")]
    [InlineData("file-session")]
    [InlineData("file-token")]
    public void ACorruptedTableOfFilesMustBeRefused(string corruption)
    {
        Scenario scenario = Small.Parse(
            $"setup create a; preserve-fd a 1; preserve-fd a 2; serialize; corrupt {corruption}; reboot\nthread deserialize; retrieve a\nthread deserialize");
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Design.Hardened).Verdict);
        Assert.Contains(
            Checks.Linearizable, Explorer.Explore(scenario, FileBugs.Forgiving).Findings.Select(finding => finding.Violation.Check));
    }

    [Theory]
    [InlineData("create a", "file-handler")]
    [InlineData("create a; preserve-fd a 1", "file-token")]
    public void WhatIsNotThereCannotBeCorrupted(string setup, string corruption)
    {
        Scenario scenario = Small.Parse($"setup {setup}; serialize; corrupt {corruption}; reboot\nthread deserialize");
        UnusableScenarioException refused = Assert.Throws<UnusableScenarioException>(() => ScenarioRun.RequireUsable(scenario, Design.Hardened));
        Assert.Contains($"the image has too few sessions or files for 'corrupt {corruption}'", refused.Message, StringComparison.Ordinal);
    }

    private const string RuntimeChecksUseAfterFree = Core.RuntimeChecks.UseAfterFree;

    private static Design Mainline => Design.All.Single(design => design.Name == "mainline-7.2-2");

    private static ProgramsReport Prove(Design design) => Prove(design, new ProgramSize(1, 1), files: 1);

    private static ProgramsReport Prove(Design design, ProgramSize size, int files) => ProgramProver.Prove(
        new ProgramSpace(size, new ProgramBounds { Names = 1, Kernels = size.All == 1 ? 2 : 1, Files = files }, design),
        design,
        new ProgramProverOptions { MaxExecutions = 1_000, Workers = 2, Failed = error => throw error });

    private static IEnumerable<Scenario> All(ProgramSpace space) => Enumerable.Range(0, space.SetUps).SelectMany(space.Programs);

    private static bool IsOnFiles(Scenario program) => program.Phases[0].SelectMany(thread => thread).Any(IsOnFiles);

    private static bool IsOnFiles(Operation operation) => operation.Service is { IsOnFiles: true };

    private static IEnumerable<Operation> Operations(Scenario program) =>
        program.Phases.SelectMany(phase => phase).Prepend(program.Setup).SelectMany(thread => thread);
}
