using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests.Fuzzing;

/// <summary>Random programs find bugs that were put in, and none if there is none.</summary>
public class FuzzerTests
{
    private const long MaxExecutions = 200;

    /// <summary>The rule, the programs that are enough to break it, and the operations that are left, set-up included.</summary>
    public static TheoryData<string, int, int> Bugs() => new()
    {
        { "unique-names", 12, 2 },
        { "count-matches", 30, 2 },
        { "handed-out-once", 150, 5 },
        { "double-free", 6, 1 },
        { "null-dereference", 6, 1 },
        { "out-of-bounds", 6, 1 },
        { "not-preserved", 6, 1 },
        { "leak", 6, 1 },
        { "deadlock", 12, 2 },
        { "lock-left-held", 6, 1 },
        { "lock-not-held", 6, 1 },
        { "oops", 6, 1 },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void ASeededBugIsFoundAndShrunkToAFewOperations(string rule, int programs, int operations)
    {
        SeededBug bug = SeededBugs.All.First(each => each.Rule == rule);
        FuzzReport report = Fuzzer.Run(new FuzzOptions { Designs = [bug.Design], Programs = programs, MaxExecutions = MaxExecutions });

        FuzzFinding finding = report.Findings.Single(each => each.Rule == rule);
        Assert.Equal(Verdict.Violation, report.Verdict);
        Assert.True(finding.IsMinimal);
        Assert.True(finding.Shortest.IsMinimal);
        Assert.True(finding.Shortest.Replays);
        Assert.True(ProgramLength.Operations(finding.Smallest) <= operations, ScenarioText.Format(finding.Smallest));

        // What is written for 'luo check' is met by it, and what is written for 'luo replay' replays.
        Scenario written = ScenarioText.Parse(ScenarioText.Format(finding.Smallest), "written");
        Assert.Equal([rule], written.Expectations[bug.Design.Name].MustFind);
        Assert.Equal("pass", written.Expectations[Design.Hardened.Name].ToString());
        foreach (Design design in (Design[])[bug.Design, Design.Hardened])
        {
            CheckResult check = SessionSampling.Check(written, design, new CheckOptions { BargingSchedules = 40, VolumeSchedules = 400 });
            Assert.Equal(Verdict.Pass, check.AgainstExpectation);
        }

        Finding schedule = finding.Shortest.Finding;
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(written, bug.Design.Name, schedule, seed: 1)), "trace");
        Assert.True(Replayer.Replay(trace, bug.Design).Reproduces(trace));
    }

    /// <summary>Each execution of it takes 10,000 steps: one is enough.</summary>
    [Fact]
    public void AnOperationThatDoesNotEndIsFoundInOneExecution()
    {
        SeededBug bug = SeededBugs.All.First(each => each.Rule == Checks.EveryOperationEnds);
        Judgement found = new Judge(bug.Design, 1, () => false).Try(bug.Scenario, stopAt: bug.Rule)!;
        Assert.NotNull(found.Breaking(bug.Rule));
    }

    [Fact]
    public void SeveralDefectsOfThePatchAreFoundAndNoneInTheHardenedDesign()
    {
        var options = new FuzzOptions { Designs = [Design.AsPosted, Design.Hardened], Programs = 75, MaxExecutions = MaxExecutions };
        FuzzReport report = Fuzzer.Run(options);

        string[] rules = [.. report.Findings.Select(finding => finding.Rule)];
        Assert.Equal(rules.Distinct(), rules);
        Assert.Equal([.. rules.Order(StringComparer.Ordinal)], report.Designs[0].Broken.Keys);
        Assert.Empty(report.Designs[1].Broken.Keys);
        Assert.Subset(rules.ToHashSet(), new HashSet<string> { "image-equals-live", "quiesced-is-empty", "names-intact", "uninitialised-read" });
        foreach (FuzzFinding finding in report.Findings)
        {
            Assert.Equal(Design.AsPosted.Name, finding.Design.Name);
            Assert.True(finding.Shortest.Replays, finding.Rule);
            Assert.True(finding.IsMinimal, finding.Rule);
            Assert.True(ProgramLength.Operations(finding.Smallest) <= 6, ScenarioText.Format(finding.Smallest));
        }

        foreach (DesignTally tally in report.Designs)
        {
            Assert.Equal(75, tally.Judged + tally.Discarded);
            Assert.True(tally.Exhausted >= 15, $"only {tally.Exhausted} exhausted");
        }
    }

    [Fact]
    public void TheVerdictIsPassOnlyWhereEveryScheduleOfEveryProgramWasCovered()
    {
        var options = new FuzzOptions { Programs = 2, Seed = 11, MaxExecutions = 2_000 };
        FuzzReport exhausted = Fuzzer.Run(options);
        FuzzReport bounded = Fuzzer.Run(options with { MaxExecutions = 1 });
        FuzzReport cut = Fuzzer.Run(options with { TimeIsUp = () => true });
        int asked = 0;
        FuzzReport timed = Fuzzer.Run(options with { Programs = null, TimeIsUp = () => ++asked > 150 });

        Assert.Equal((Verdict.Pass, true, 2), (exhausted.Verdict, exhausted.Complete, exhausted.Designs[0].Exhausted));
        Assert.Equal((Verdict.Inconclusive, true, 2), (bounded.Verdict, bounded.Complete, bounded.Designs[0].Bounded[0]));
        Assert.Equal((Verdict.Inconclusive, false, 0), (cut.Verdict, cut.Complete, cut.Designs[0].Judged));
        Assert.Equal((Verdict.Pass, true), (timed.Verdict, timed.Complete));
        Assert.InRange(timed.Designs[0].Judged, 1, 150);
    }

    /// <summary>Two ways of running the same program must agree: sampling finds nothing that the exploration has not found,
    /// and whatever either finds happens on the real locks.</summary>
    [Theory]
    [InlineData("as-posted", 12)]
    [InlineData("hardened", 12)]
    public void SamplingFindsNothingThatTheExplorationOfARandomProgramHasNotAndEveryTraceReplays(string name, int programs)
    {
        Design design = Design.All.Single(each => each.Name == name);
        int exhausted = 0;
        for (int number = 1; number <= programs; number++)
        {
            Scenario program = ProgramGenerator.Make(5, number);
            ExploreReport explored = Explorer.Explore(program, design, new ExploreOptions { MaxExecutions = 1_000 });
            foreach (Finding finding in explored.Findings)
            {
                RequireReplay(program, design, finding);
            }

            if (design == Design.Hardened)
            {
                Assert.Empty(explored.DataRaces);
                Assert.Empty(explored.LockCycles);
            }

            if (!explored.Exhausted)
            {
                continue;
            }

            exhausted++;
            string[] rules = [.. explored.Findings.Select(finding => finding.Violation.Check)];
            Scenario allowed = program with
            {
                Expectations = new Dictionary<string, Expectation> { [design.Name] = new(rules, []) },
            };
            CheckResult sampled = SessionSampling.Check(
                allowed, design, new CheckOptions { BargingSchedules = 10, VolumeSchedules = 100, Seed = (uint)number });
            Assert.Subset(rules.ToHashSet(), sampled.Findings.Select(finding => finding.Violation.Check).ToHashSet());
            foreach (Finding finding in sampled.Findings)
            {
                RequireReplay(program, design, finding);
            }
        }

        Assert.True(exhausted >= programs / 3, $"only {exhausted} exhausted");
    }

    /// <summary>What the code throws while the set-up runs, or while a kernel boots, is its own fault.</summary>
    [Theory]
    [InlineData("oops")]
    [InlineData("lock-not-held")]
    public void ARuleThatTheSetUpBreaksIsFoundByEveryWayOfRunningAProgram(string rule)
    {
        Design design = SeededBugs.All.First(each => each.Rule == rule).Design;
        Scenario program = ScenarioText.Parse("scenario p\nsummary A program.\nsetup create a\nthread abort\n", "p");

        Finding explored = new Judge(design, 10, () => false).Try(program)!.Findings.Single();
        Finding sampled = SessionSampling.Check(program, design, new CheckOptions()).Findings.Single();

        Assert.Equal((rule, rule), (explored.Violation.Check, sampled.Violation.Check));
        RequireReplay(program, design, explored);
        RequireReplay(program, design, sampled);
    }

    [Fact]
    public void ABootThatThrowsIsAnOops()
    {
        var design = new Design("no-boot", "Its second boot throws.", platform => platform.Memory.Live.Any()
            ? throw new InvalidOperationException("no such device")
            : Design.Hardened.Create(platform));
        Scenario program = ScenarioText.Parse("scenario p\nsummary A program.\nthread kexec\n", "p");

        Finding found = new Judge(design, 10, () => false).Try(program)!.Findings.Single();

        Assert.Equal(new Violation(Checks.Oops, "boot: InvalidOperationException: no such device"), found.Violation);
        RequireReplay(program, design, found);
    }

    private static void RequireReplay(Scenario program, Design design, Finding finding)
    {
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(program, design.Name, finding, seed: 0)), "trace");
        ReplayResult replay = Replayer.Replay(trace, design);
        Assert.True(replay.Reproduces(trace), $"{replay.Divergence}\n{ScenarioText.Format(program)}");
    }
}
