using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>A history that cannot be decided within the bound makes every verdict inconclusive; long ones are within it.</summary>
public class SearchBoundTests
{
    private const long TooFew = 3;

    /// <summary>On <see cref="Design.AsPosted"/> two operations take effect without a lock for exclusive use: no guess at a
    /// linearization is right in all schedules.</summary>
    private static readonly Scenario Scenario = Catalogue.Find("resume-by-another")!;

    [Fact]
    public void AnExplorationWithAnUndecidedHistoryIsNoPass()
    {
        ExploreReport report = Explorer.Explore(Scenario, Design.Hardened, new ExploreOptions { MaxConfigurations = TooFew });
        Assert.True(report.Exhausted);
        Assert.False(report.Complete);
        Assert.Equal((Verdict.Inconclusive, report.Executions), (report.Verdict, report.Undecided));

        Proof proof = Prover.Prove(Scenario, Design.Hardened, new ExploreOptions { MaxExecutions = 1_000, MaxConfigurations = TooFew });
        Assert.Equal((Verdict.Inconclusive, Verdict.Inconclusive), (proof.Verdict, proof.AgainstExpectation));
    }

    [Fact]
    public void WhatMustBeFoundAndIsNotIsInconclusiveWhereHistoriesAreUndecided()
    {
        Scenario wrong = Scenario with
        {
            Expectations = new Dictionary<string, Expectation> { [Design.Hardened.Name] = new([Checks.Linearizable], []) },
        };
        Assert.Equal(Verdict.Inconclusive, Prover.Prove(wrong, Design.Hardened, new ExploreOptions { MaxExecutions = 1_000, MaxConfigurations = TooFew }).AgainstExpectation);
        Assert.Equal(Verdict.Violation, Prover.Prove(wrong, Design.Hardened, new ExploreOptions { MaxExecutions = 1_000 }).AgainstExpectation);
    }

    [Fact]
    public void SamplingWithAnUndecidedHistoryIsNoPass()
    {
        var options = new CheckOptions { BargingSchedules = 5, VolumeSchedules = 50, MaxConfigurations = TooFew };
        CheckResult result = SessionSampling.Check(Scenario, Design.Hardened, options);
        Assert.Equal((Verdict.Inconclusive, Verdict.Inconclusive), (result.Verdict, result.AgainstExpectation));
        Assert.False(result.Complete);
        Assert.InRange(result.Undecided, 1, 55);
        Assert.Equal(0, SessionSampling.Check(Scenario, Design.Hardened, options with { MaxConfigurations = 1_000 }).Undecided);
    }

    [Fact]
    public void ATraceWithItsCallsRoundTripsAndReplaysWithinTheBoundOnly()
    {
        Scenario scenario = Catalogue.Find("duplicate-at-capacity")!;
        CheckResult result = SessionSampling.Check(scenario, Design.AsPosted, new CheckOptions());
        Finding finding = result.Findings.Single(each => each.Violation.Check == Checks.Linearizable);
        Trace trace = Trace.Of(scenario, Design.AsPosted.Name, finding, seed: 1);
        string text = TraceText.Format(trace);
        Trace again = TraceText.Parse(text, "trace");
        Assert.Contains($"\n== calls\n{finding.Violation.Calls}\n== scenario\n", text, StringComparison.Ordinal);
        Assert.Equal(trace.Violation, again.Violation);
        Assert.Equal(text, TraceText.Format(again));

        ReplayResult replay = Replayer.Replay(again, Design.AsPosted);
        Assert.True(replay.Reproduces(again));
        Assert.Equal(finding.Violation.Calls, replay.Violation!.Calls);
        ReplayResult bounded = Replayer.Replay(again, Design.AsPosted, TooFew);
        Assert.Equal((true, null, false), (bounded.Undecided, bounded.Divergence, bounded.Reproduces(again)));
    }

    /// <summary>As many calls as a scenario may have, and the steps of a run that has the most of them.</summary>
    [Theory]
    [InlineData("create", 64)]
    [InlineData("serialize", 128)]
    public void ARunOfTheMostCallsIsDecided(string kind, int creates)
    {
        string program = kind == "create"
            ? string.Join('\n', "wxyz".Select(thread => $"thread {Creates(thread, creates)}"))
            : $"setup {Creates('w', creates)}\nthread {string.Join("; ", Enumerable.Repeat("serialize; abort", 64))}";
        Scenario longest = ScenarioText.Parse($"scenario long\nsummary Many calls.\n{program}\n", "long");
        foreach (Design design in Design.Default)
        {
            CheckResult result = SessionSampling.Check(longest, design, new CheckOptions { BargingSchedules = 0, VolumeSchedules = 4 });
            Assert.Equal((Verdict.Pass, 0), (result.Verdict, result.Undecided));
        }

        static string Creates(char thread, int count) => string.Join("; ", Enumerable.Range(0, count).Select(i => $"create {thread}{i}"));
    }
}
