using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;
using LuoVerified.Systematic.Tests.Seeded;

namespace LuoVerified.Systematic.Tests;

/// <summary>Every rule has a partner that proves it bites.</summary>
public class SeededBugTests
{
    public static TheoryData<string, bool> Bugs()
    {
        var data = new TheoryData<string, bool>();
        foreach (SeededBug bug in SeededBugs.All)
        {
            data.Add(bug.Check, true);
            data.Add(bug.Check, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void ASeededBugIsFoundInEachModeAndReplays(string check, bool barging)
    {
        SeededBug bug = SeededBugs.All.Single(each => each.Check == check);
        var options = new CheckOptions
        {
            BargingSchedules = barging ? 1_000 : 0,
            VolumeSchedules = barging ? 0 : 2_000,
        };
        CheckResult result = SessionSampling.Check(bug.Scenario, bug.Design, options);
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(check, finding.Violation.Check);

        // The trace names a design of this test, and round-trips through its text.
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(bug.Scenario, bug.Design.Name, finding, options.Seed)), "trace");
        ReplayResult replay = Replayer.Replay(trace, bug.Design);
        Assert.Null(replay.Divergence);
        Assert.True(replay.Reproduces(trace));
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void WithoutTheBugTheSameThreadsPass(string check, bool barging)
    {
        SeededBug bug = SeededBugs.All.Single(each => each.Check == check);
        CheckResult result = SessionSampling.Check(bug.Twin, Design.Hardened, new CheckOptions
        {
            BargingSchedules = barging ? 40 : 0,
            VolumeSchedules = barging ? 0 : 200,
        });
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void NoRuleIsWithoutAPartner()
    {
        IEnumerable<string> caught = SeededBugs.All.Select(bug => bug.Check)
            .Concat(Catalogue.All.SelectMany(scenario => scenario.Expectations.GetValueOrDefault(Design.AsPosted.Name, Expectation.Pass).MustFind))
            .Concat(Catalogue.All.Where(scenario => scenario.Races.Count > 0).Select(_ => Checks.DataRace));
        Assert.Equal(SessionChecks.All.Select(check => check.Name).Order(), caught.Distinct().Order());
    }
}
