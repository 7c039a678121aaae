using System.Text.Json;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Pairs;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>The exhaustive exploration: what it covers, against the search without reduction, and that it bites.</summary>
public class ExplorerTests
{
    private const long JudgeLimit = 500;

    private static readonly ExploreOptions Limited = new() { MaxExecutions = 5_000 };

    /// <summary>The last column: how many classes of schedules there are, counted without reduction.</summary>
    [Theory]
    [InlineData("thread create a", 1)]
    [InlineData("thread create a; abort; create b", 1)]
    [InlineData("thread abort\nthread abort", 2)]
    [InlineData("thread create\nthread create", 1)]
    [InlineData("thread create a\nthread create b", 2)]
    [InlineData("thread create a; create b\nthread create c", 3)]
    [InlineData("thread create a\nthread serialize", 2)]
    [InlineData("setup create a; kexec\nthread deserialize\nthread deserialize", 2)]
    [InlineData("faults session-allocation 1\nthread create a", 2)]
    [InlineData("faults session-allocation 1\nsetup create a; kexec\nthread create b\nthread deserialize", 6)]
    [InlineData("setup create a; kexec\nthread deserialize\nthread deserialize\nthread retrieve a", 4)]
    [InlineData("thread quiesce; resume\nthread create a\nthread retrieve a", 6)]
    public void OneExecutionStandsForEachClassOfSchedules(string threads, long classes)
    {
        ExploreReport report = Explorer.Explore(Small.Parse(threads), Design.Hardened, new ExploreOptions { CountTraceClasses = true });
        ExploreReport judge = Explorer.Explore(
            Small.Parse(threads), Design.Hardened, new ExploreOptions { CountTraceClasses = true, Reduction = Reduction.None });
        Assert.Equal((Verdict.Pass, Verdict.Pass), (report.Verdict, judge.Verdict));
        Assert.Equal((classes, classes, 0, classes), (judge.TraceClasses, report.TraceClasses, report.Redundant, report.Executions));
    }

    /// <summary>Programs on which source sets alone lead to redundant executions, or on which an error in a wake-up tree lost
    /// classes. The last column was counted with source sets.</summary>
    [Theory]
    [InlineData("setup create a; kexec; deserialize\nthread serialize\nthread close b\nthread retrieve a\nthread quiesce; resume", 6)]
    [InlineData("thread create a\nthread resume\nthread retrieve a\nthread quiesce; resume", 15)]
    [InlineData("faults session-allocation 2\nsetup create a; create b; kexec\nthread close a; close a; abort\nthread resume; serialize; create b", 11)]
    [InlineData("faults file-creation 2\nsetup create a; create b; kexec\nthread serialize\nthread serialize; abort\nthread close b\nthread create b", 44)]
    [InlineData("thread quiesce; resume\nthread close a; deserialize\nthread serialize; abort; deserialize", 6)]
    [InlineData("thread resume\nthread retrieve a\nthread retrieve a\nthread quiesce; resume", 12)]
    [InlineData("setup create a; kexec\nthread resume\nthread serialize; abort\nthread quiesce; resume\nthread deserialize", 36)]
    public void NoExecutionIsRedundant(string threads, long classes)
    {
        ExploreReport report = Explorer.Explore(Small.Parse(threads), Design.Hardened, new ExploreOptions { CountTraceClasses = true });
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal((classes, classes, 0), (report.Executions, report.TraceClasses, report.Redundant));
    }

    [Fact]
    public void ReductionLosesNoOutcomeAndNoViolationOnTheCatalogue()
    {
        int compared = 0;
        foreach (Scenario scenario in Catalogue.All)
        {
            foreach (Design design in DifferentDesigns.All.Where(design => design.WhyInapplicable(scenario) is null))
            {
                ExploreReport reduced = Explorer.Explore(scenario, design, Limited with { CountTraceClasses = true });
                Assert.True(reduced.Exhausted);
                ExploreReport judge = Explorer.Explore(
                    scenario,
                    design,
                    new ExploreOptions { Reduction = Reduction.None, MaxExecutions = JudgeLimit, CountTraceClasses = true });
                Assert.Subset(reduced.Outcomes.ToHashSet(), judge.Outcomes.ToHashSet());
                Assert.Subset(Names(reduced), Names(judge));
                if (judge.Exhausted)
                {
                    compared++;
                    Assert.Equal(judge.Outcomes, reduced.Outcomes);
                    Assert.Equal(Names(judge), Names(reduced));
                    Assert.Equal(Races(judge), Races(reduced));
                    Assert.Equal(Orders(judge), Orders(reduced));
                    Assert.True(reduced.Executions <= judge.Executions);
                    if (judge.Verdict == Verdict.Pass)
                    {
                        Assert.Equal(judge.TraceClasses, reduced.TraceClasses);
                        Assert.Equal(0, reduced.Redundant);
                    }
                }
            }
        }

        Assert.True(compared >= 25, $"only {compared} judged to the end");
    }

    /// <summary>The judge explores a kernel once for each schedule that leads to it.</summary>
    [Theory]
    [InlineData("thread create a; kexec\nthread create b\nnext kernel\nthread deserialize; retrieve a\nthread retrieve b", 6)]
    [InlineData("thread create a; kexec\nthread create b; close b\nnext kernel\nthread deserialize\nthread create a; kexec\nnext kernel\nthread deserialize", 8)]
    [InlineData("faults session-allocation 1\nthread kexec\nthread create b\nnext kernel\nthread deserialize\nthread retrieve b", 5)]
    [InlineData("faults preserved-memory 1\nthread create a; kexec\nthread close a\nnext kernel\nthread deserialize\nthread deserialize", 2)]
    public void ExploringKernelByKernelLosesNoOutcomeAndNoViolation(string threads, int kernels)
    {
        foreach (Design design in DifferentDesigns.All)
        {
            ExploreReport whole = Explorer.Explore(Small.Parse(threads), design, new ExploreOptions { EpochByEpoch = false });
            ExploreReport report = Explorer.Explore(Small.Parse(threads), design);
            Assert.True(whole.Exhausted && report.Exhausted);
            Assert.True(design != Design.Hardened || kernels == report.Epochs, $"{report.Epochs} kernels");
            Assert.Equal(whole.Outcomes, report.Outcomes);
            Assert.Equal(Names(whole), Names(report));
            Assert.Equal(Races(whole), Races(report));
            Assert.Equal(Orders(whole), Orders(report));
        }
    }

    [Theory]
    [InlineData("two-deserializes-against-a-retrieve")]
    [InlineData("creates-at-capacity")]
    [InlineData("boot-without-memory")]
    [InlineData("deserialize-without-memory")]
    public void TheReportDoesNotDependOnTheNumberOfWorkers(string name)
    {
        Scenario scenario = Catalogue.Find(name)!;
        foreach (Design design in Design.Default)
        {
            using var several = new Explorer(scenario.On(design), workers: 3);
            foreach (ExploreOptions options in Variants().SelectMany(each => new[] { each, each with { Portion = 1 } }))
            {
                ExploreReport one = Explorer.Explore(scenario, design, options);
                Assert.Equal(Text(one), Text(several.Explore(options)));
            }
        }

        static IEnumerable<ExploreOptions> Variants() =>
        [
            new() { CountTraceClasses = true },
            new() { MaxExecutions = 100 },
            new() { Reduction = Reduction.None, Switches = 2 },
            new() { Reduction = Reduction.None, MaxExecutions = 500, StopAt = "nothing-lost" },
        ];

        static IEnumerable<Finding> All(ExploreReport report) => report.Findings
            .Concat(report.DataRaces.Select(race => race.Finding)).Concat(report.LockOrder.Select(edge => edge.Finding));

        static string Text(ExploreReport report) => JsonSerializer.Serialize(report with { Findings = [], DataRaces = [], LockOrder = [] })
            + string.Concat(All(report).Select(finding => $"\n{finding.Schedule} {finding.Violation}: {string.Join(", ", finding.Steps)}"));
    }

    /// <summary>The executions are used up in a part that another worker has searched through to its end, and whose own parts others
    /// search at that time.</summary>
    [Fact]
    public void ABudgetThatEndsWhereOthersAreAheadEndsTheExploration()
    {
        // 132 executions in all.
        SessionSubject subject = Catalogue.Find("two-retrieves")!.On(Design.Hardened);
        using var one = new Explorer(subject);
        using var several = new Explorer(subject, workers: 3);
        for (long most = 1; most < 132; most++)
        {
            var options = new ExploreOptions { Reduction = Reduction.None, Portion = 4, MaxExecutions = most };
            ExploreReport report = several.Explore(options);
            Assert.Equal(most, report.Executions);
            Assert.Equal(one.Explore(options).Outcomes, report.Outcomes);
        }
    }

    /// <summary>A thread that keeps to one processor for good would start everything after it there, other programs too.</summary>
    [Fact]
    public void AThreadThatHasExploredMayRunWhereItMightBefore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has /proc");
        string[] allowed = [];
        var thread = new System.Threading.Thread(() =>
        {
            string[] before = Allowed();
            var first = new Explorer(Catalogue.Find("two-retrieves")!.On(Design.Hardened));
            var second = new Explorer(Catalogue.Find("two-retrieves")!.On(Design.AsPosted), workers: 2);
            first.Explore(Limited);
            second.Explore(Limited);
            first.Dispose();
            second.Dispose();
            string[] disposed = Allowed();
            SessionSampling.Check(Catalogue.Find("two-retrieves")!, Design.Hardened, new CheckOptions { BargingSchedules = 1, VolumeSchedules = 1 });
            allowed = [.. before, .. disposed, .. Allowed()];
        });
        thread.Start();
        thread.Join();
        Assert.Equal(3, allowed.Length);
        Assert.Single(allowed.Distinct());

        static string[] Allowed() =>
            [.. File.ReadLines("/proc/thread-self/status").Where(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))];
    }

    /// <summary>Random programs on the design that fails, too: what is left is divided after each execution, or never. No
    /// class of schedules is lost by that, and none comes twice.</summary>
    [Theory]
    [InlineData("hardened")]
    [InlineData("as-posted")]
    public void NoVerdictDependsOnHowTheSearchIsDivided(string name)
    {
        Design design = Design.All.Single(each => each.Name == name);
        var programs = new SmallPrograms(seed: 4, design, maxExecutions: 500);
        long executions = 0;
        for (int i = 0; i < 40; i++)
        {
            Scenario program = programs.Next();
            var options = new ExploreOptions { CountTraceClasses = true };
            ExploreReport whole = Explorer.Explore(program, design, options with { Portion = long.MaxValue });
            ExploreReport report = Explorer.Explore(program, design, options with { Portion = 1 });
            Assert.True(whole.Exhausted && report.Exhausted);
            Assert.Equal(whole.Outcomes, report.Outcomes);
            Assert.Equal(Names(whole).Order(), Names(report).Order());
            Assert.Equal(Races(whole), Races(report));
            Assert.Equal(Orders(whole).Order(), Orders(report).Order());

            // What a violation cuts off is a class of its own for each place at which that happens.
            Assert.True(
                whole.Verdict != Verdict.Pass
                || (whole.Executions, whole.TraceClasses) == (report.Executions, report.TraceClasses),
                $"{whole.Executions} and {report.Executions}:\n{ScenarioText.Format(program)}");
            executions += report.Executions;
        }

        Assert.True(executions > 90, $"only {executions}");
    }

    /// <summary>Programs that lost a class when they were divided: a step that slept for another part hid a reversal; a request
    /// kept the answer that a sequence gave it.</summary>
    [Theory]
    [InlineData("setup create a; kexec\nthread create a\nthread resume\nthread abort", 6)]
    [InlineData(
        "faults file-creation 1\nsetup create a; create b; serialize; corrupt duplicate; reboot\nthread create\n"
        + "thread deserialize; create b; kexec\nnext kernel\nthread quiesce; resume; deserialize\nthread abort",
        10)]
    public void NoClassIsLostWhereTheSearchIsDivided(string threads, long classes)
    {
        ExploreReport report = Explorer.Explore(
            Small.Parse(threads), Design.Hardened, new ExploreOptions { CountTraceClasses = true, Portion = 1 });
        Assert.Equal((Verdict.Pass, classes, classes), (report.Verdict, report.Executions, report.TraceClasses));
    }

    [Fact]
    public void MorePreemptionsCoverMoreSchedulesUpToAllOfThem()
    {
        Scenario scenario = Catalogue.Find("two-retrieves")!;
        var unreduced = new ExploreOptions { Reduction = Reduction.None };
        List<long> counts = [];
        for (int bound = 0; ; bound++)
        {
            ExploreReport report = Explorer.Explore(scenario, Design.Hardened, unreduced with { Preemptions = bound });
            Assert.True(report.Exhausted);
            counts.Add(report.Executions);
            if (!report.BoundReached)
            {
                Assert.Equal(Verdict.Pass, report.Verdict);
                break;
            }

            Assert.Equal(Verdict.Inconclusive, report.Verdict);
        }

        Assert.Equal(counts.Order(), counts);
        Assert.Equal(2, counts[0]); // one thread after the other
        Assert.Equal(Explorer.Explore(scenario, Design.Hardened, unreduced).Executions, counts[^1]);
    }

    [Fact]
    public void ABoundOnExecutionsIsKeptAndIsNoPass()
    {
        ExploreReport report = Explorer.Explore(
            Catalogue.Find("live-update-under-load")!, Design.Hardened, new ExploreOptions { MaxExecutions = 10 });
        Assert.Equal(10, report.Executions + report.Redundant);
        Assert.False(report.Exhausted);
        Assert.Equal(Verdict.Inconclusive, report.Verdict);
    }

    [Fact]
    public void ExploringTwiceGivesTheSameReport()
    {
        Scenario scenario = Catalogue.Find("two-deserializes-against-a-retrieve")!;
        ExploreReport one = Explorer.Explore(scenario, Design.AsPosted);
        ExploreReport two = Explorer.Explore(scenario, Design.AsPosted);
        Assert.Equal((one.Executions, one.Redundant, one.Depth), (two.Executions, two.Redundant, two.Depth));
        Assert.Equal(one.Outcomes, two.Outcomes);
        Assert.Equal(
            one.Findings.SelectMany(finding => finding.Steps.Select(step => step.ToString())),
            two.Findings.SelectMany(finding => finding.Steps.Select(step => step.ToString())));
    }

    [Theory]
    [InlineData("retrieve-against-retrieve-and-close", "use-after-free", 2)]
    [InlineData("serialize-against-create", "image-equals-live", 1)]
    [InlineData("serialize-against-close", "image-equals-live", 1)]
    [InlineData("two-deserializes-against-a-retrieve", "nothing-lost", 1)]
    [InlineData("deserialize-without-memory", "deserialize-once", 0)]
    public void TheSimplestScheduleOfADefectIsFoundAndReplays(string scenario, string check, int switches)
    {
        Proof proof = Prover.Prove(Catalogue.Find(scenario)!, Design.AsPosted, new ExploreOptions { MaxExecutions = 100_000 });
        Assert.Equal(Verdict.Pass, proof.AgainstExpectation);
        ShortestFinding shortest = proof.Shortest.Single(finding => finding.Finding.Violation.Check == check);
        Assert.Equal((switches, true, true), (shortest.Switches, shortest.IsMinimal, shortest.Replays));
    }

    [Fact]
    public void TheCatalogueIsProvenOnTheHardenedDesign()
    {
        foreach (Scenario scenario in Catalogue.All)
        {
            Proof proof = Prover.Prove(scenario, Design.Hardened, new ExploreOptions { MaxExecutions = 3_000 });
            Assert.Equal(Verdict.Pass, proof.Verdict);
            Assert.Empty(proof.Shortest);
            Assert.Empty(proof.Report.DataRaces);
            Assert.Empty(proof.Report.LockCycles);
            Assert.Equal(0, proof.Report.Redundant);
        }
    }

    private static HashSet<string> Names(ExploreReport report) => [.. report.Findings.Select(finding => finding.Violation.Check)];

    private static IEnumerable<string> Races(ExploreReport report) => report.DataRaces.Select(race => $"{race.Race}");

    private static IEnumerable<string> Orders(ExploreReport report) =>
        report.LockOrder.Select(edge => $"{edge.Outer.Lock.Class} -> {edge.Inner.Lock.Class}").Order(StringComparer.Ordinal);
}
