using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>Linux 7.2: what is wrong with it is found, and is gone from it mended, and what replaced the defects of the patch holds.</summary>
public class MainlineTests
{
    [Fact]
    public void EveryProgramOfOneThreadFindsTheEmptyBlockAndNothingElse()
    {
        ProgramsReport report = Prove("mainline-7.2-2", new ProgramSize(1, 2));
        ProgramFinding found = Assert.Single(report.Findings);
        Assert.Equal((SessionChecks.HandOverRefused, true), (found.Simplified.Rule, found.Simplified.Shortest.Replays));
        Assert.Equal(4, ProgramLength.Operations(found.Simplified.Smallest));
        Assert.Equal(Verdict.Pass, Prove("mainline-7.2-fixed-2", new ProgramSize(1, 2)).Verdict);
    }

    /// <summary>At the real size, which no program has that nobody wrote: the scenario that the design carries.</summary>
    [Theory]
    [InlineData("mainline-7.2", SessionChecks.HandOverRefused)]
    [InlineData("mainline-7.2-fixed", null)]
    [InlineData("hardened", null)]
    public void FiftyOneSessionsAndOneDuplicateAreRefusedByTheNextKernel(string name, string? rule)
    {
        Design design = Design.All.Single(each => each.Name == name);
        Scenario scenario = Design.All.Single(each => each.Name == "mainline-7.2").OwnScenarios.Single(each => each.Name == "duplicate-at-51-sessions");
        Assert.Equal(51, scenario.Setup.Count);
        ExploreReport report = Explorer.Explore(scenario, design);
        Assert.Equal(rule is null ? [] : [rule], report.Findings.Select(finding => finding.Violation.Check));
        foreach (Finding finding in report.Findings)
        {
            Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(scenario, name, finding, seed: 0)), "trace");
            Assert.True(Replayer.Replay(trace, design).Reproduces(trace));
        }
    }

    /// <summary>On the patch each breaks the rule; see docs/defects.md.</summary>
    [Theory]
    [InlineData("A", "retrieve-against-retrieve-and-close", "use-after-free")]
    [InlineData("B, a create is lost", "serialize-against-create", "image-equals-live")]
    [InlineData("B, a close is undone", "serialize-against-close", "image-equals-live")]
    [InlineData("F", "deserialize-without-memory", "deserialize-once")]
    [InlineData("H", "names-at-the-limits", "names-intact")]
    public void TheDefectsOfThePatchAreGone(string defect, string name, string rule)
    {
        Scenario scenario = Catalogue.Find(name)!;
        Assert.Contains(rule, Explorer.Explore(scenario, Design.AsPosted).Findings.Select(finding => finding.Violation.Check));
        foreach (Design design in Design.All.Where(design => design.Name.StartsWith("mainline", StringComparison.Ordinal)))
        {
            ExploreReport report = Explorer.Explore(scenario, design);
            Assert.True(report is { Verdict: Verdict.Pass, CoversAll: true }, $"{defect} on {design.Name}");
            Assert.Empty(report.DataRaces);
        }
    }

    /// <summary>A session is in the list before it is known whether it will have a file.</summary>
    [Fact]
    public void ACreateThatFailsLateIsSeenByAnother()
    {
        Scenario scenario = Small.Parse("faults file-creation 1\nthread create a\nthread create a");
        ExploreReport report = Explorer.Explore(scenario, Design.All.Single(design => design.Name == "mainline-7.2"));
        Assert.Equal([Checks.Linearizable], report.Findings.Select(finding => finding.Violation.Check));
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, SmallPrograms.MainlineFixed).Verdict);
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Design.Hardened).Verdict);
    }

    /// <summary>The create waits for ever with the device's lock in hand, and gives it up when the run is over.</summary>
    [Theory]
    [InlineData(0, 200)]
    [InlineData(100, 0)]
    public void ACreateWhoseReplyIsLostIsHandedOverAndWhatIsSampledReplays(long barging, long volume)
    {
        Design design = Design.All.Single(each => each.Name == "mainline-7.2");
        Scenario scenario = design.OwnScenarios.Single(each => each.Name == "create-whose-reply-is-lost");
        CheckResult result = SessionSampling.Check(scenario, design, new CheckOptions { BargingSchedules = barging, VolumeSchedules = volume });
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal("state-agrees", finding.Violation.Check);
        var trace = Trace.Of(scenario, design.Name, finding, seed: 1);
        Assert.True(Replayer.Replay(trace, design).Reproduces(trace));
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Design.Hardened).Verdict);
    }

    /// <summary>What is not found on it mended is found on it as it is, by the same programs.</summary>
    [Fact]
    public void SmallProgramsWithAFileAndRefusalsFindWhatWasMended()
    {
        var bounds = new ProgramBounds { Names = 1, Files = 1 };

        ProgramsReport asItIs = Prove("mainline-7.2-2", new ProgramSize(1, 1), bounds);
        Assert.Equal(["leak", "nothing-lost"], asItIs.Findings.Select(found => found.Simplified.Rule).Order(StringComparer.Ordinal));
        Assert.All(asItIs.Findings, found => Assert.True(found.Simplified.Shortest.Replays));
        Assert.Equal(Verdict.Pass, Prove("mainline-7.2-fixed-2", new ProgramSize(1, 1), bounds).Verdict);
    }

    private static ProgramsReport Prove(string name, ProgramSize size, ProgramBounds? bounds = null)
    {
        Design design = Design.All.Single(each => each.Name == name);
        var space = new ProgramSpace(size, bounds ?? new ProgramBounds { Faults = 0, Names = 2 }, design);
        return ProgramProver.Prove(space, design, new ProgramProverOptions
        {
            MaxExecutions = 20_000,
            Workers = 2,
            Failed = error => throw error,
        });
    }
}
