using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests.Programs;

/// <summary>Every program of a size, judged.</summary>
public class ProgramProverTests
{
    [Theory]
    [InlineData(1, 1, 462)]
    [InlineData(2, 1, 4_477)]
    public void TheHardenedDesignIsRightInEveryProgram(int threads, int operations, int programs)
    {
        ProgramsReport report = Prove(new ProgramSize(threads, operations), Design.Hardened);

        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal((programs, programs, 0), (report.Space.Count, report.Tally.Exhausted, report.Tally.Discarded));
        Assert.Empty(report.Findings);
    }

    /// <summary>The whole sets, so that nothing goes missing in silence: at which size each rule is broken first, as docs/programs.md
    /// has it for two names.</summary>
    [Theory]
    [InlineData(1, 1, "deadlock image-equals-live leak linearizable names-intact nothing-lost quiesced-is-empty uninitialised-read")]
    [InlineData(1, 2, "deadlock deserialize-once image-equals-live leak linearizable lock-order names-intact nothing-lost quiesced-is-empty state-agrees uninitialised-read")]
    [InlineData(2, 1, "data-race deadlock deserialize-once double-free image-equals-live leak linearizable names-intact nothing-lost null-dereference quiesced-is-empty state-agrees uninitialised-read use-after-free")]
    public void ThePatchBreaksTheseRules(int threads, int operations, string rules)
    {
        ProgramsReport report = Prove(new ProgramSize(threads, operations), Design.AsPosted);

        Assert.Equal(Verdict.Violation, report.Verdict);
        Assert.Equal(rules.Split(' '), report.Tally.Broken.Keys);
        Assert.Equal(report.Tally.Broken.Keys, report.Findings.Select(finding => finding.Simplified.Rule));
        Assert.All(report.Findings.Select(each => each.Simplified), each => Assert.True(each.IsMinimal && each.Shortest.Replays, each.Rule));
    }

    /// <summary>What needs two threads to go wrong is found in programs of two threads, without anybody having written one
    /// down.</summary>
    [Theory]
    [InlineData("unique-names", 2)]
    [InlineData("handed-out-once", 2)]
    [InlineData("deadlock", 2)]
    [InlineData("lock-left-held", 1)]
    [InlineData("double-free", 1)]
    [InlineData("oops", 1)]
    public void ASeededBugIsFound(string rule, int threads)
    {
        SeededBug bug = SeededBugs.All.First(each => each.Rule == rule);
        ProgramsReport report = Prove(new ProgramSize(threads, 1), bug.Design);

        FuzzFinding finding = report.Findings.Single(each => each.Simplified.Rule == rule).Simplified;
        Assert.True(finding.Shortest.Replays);
        Assert.Equal(threads, ProgramLength.Threads(finding.Smallest));
        Assert.Equal([rule], ScenarioText.Parse(ScenarioText.Format(finding.Smallest), "text").Expectations[bug.Design.Name].MustFind);
    }

    [Fact]
    public void TheReportDoesNotDependOnTheNumberOfWorkers()
    {
        string one = Text(Prove(new ProgramSize(1, 1), Design.AsPosted));
        Assert.Equal(one, Text(Prove(new ProgramSize(1, 1), Design.AsPosted, workers: 3)));

        static string Text(ProgramsReport report) => string.Join('\n', report.Findings
            .Select(each => $"{each.First.Name} {ScenarioText.Format(each.Simplified.Smallest)}{string.Join('\n', each.Simplified.Shortest.Finding.Steps)}")
            .Append($"{report.Space.Count} {report.Tally.Programs} {report.Tally.Exhausted} {report.Tally.Executions}")
            .Concat(report.Tally.Broken.Select(broken => $"{broken.Key} {broken.Value}")));
    }

    /// <summary>An explorer that has served other programs, and failing ones, says what a new one says.</summary>
    [Theory]
    [InlineData("hardened")]
    [InlineData("as-posted")]
    public void AnExplorerThatIsUsedAgainSaysTheSame(string name)
    {
        Design design = Design.All.Single(each => each.Name == name);
        var space = new ProgramSpace(new ProgramSize(2, 1), new ProgramBounds());
        Explorer? used = null;
        foreach (Scenario program in Enumerable.Range(0, space.SetUps).SelectMany(setUp => space.Programs(setUp).Index()
            .Where(each => (each.Index + setUp) % 41 == 0).Select(each => each.Item)))
        {
            used ??= new Explorer(program.On(design));
            used.Turn(program.On(design));
            ExploreReport again = used.Explore(new ExploreOptions());
            ExploreReport fresh = Explorer.Explore(program, design);
            Assert.Equal(
                (fresh.Exhausted, fresh.Executions, fresh.Redundant, fresh.Epochs, fresh.Depth),
                (again.Exhausted, again.Executions, again.Redundant, again.Epochs, again.Depth));
            Assert.Equal(fresh.Outcomes, again.Outcomes);
            Assert.Equal(fresh.AllFindings.Select(each => $"{each.Violation}"), again.AllFindings.Select(each => $"{each.Violation}"));
        }

        used!.Dispose();
    }

    [Fact]
    public void IfTheTimeIsUpTheRestIsUndecided()
    {
        ProgramsReport report = ProgramProver.Prove(new ProgramSpace(new ProgramSize(1, 1), new ProgramBounds { Names = 1 }), Design.Hardened, new ProgramProverOptions
        {
            MaxExecutions = 1_000,
            Failed = error => throw error,
            TimeIsUp = () => true,
        });

        Assert.Equal((Verdict.Inconclusive, 462L, 0L), (report.Verdict, report.Space.Count, report.Tally.Programs));
    }

    private static ProgramsReport Prove(ProgramSize size, Design design, int workers = 1) =>
        ProgramProver.Prove(new ProgramSpace(size, new ProgramBounds { Names = 1 }), design, new ProgramProverOptions
        {
            MaxExecutions = 10_000,
            Workers = workers,
            Failed = error => throw error,
        });
}
