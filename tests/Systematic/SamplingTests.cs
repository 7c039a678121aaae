using System.Reflection;
using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Check.Traces;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;
using Microsoft.Coyote;

namespace LuoVerified.Systematic.Tests;

/// <summary>What holds of the sampling itself.</summary>
public class SamplingTests
{
    private static readonly CheckOptions Options = new() { BargingSchedules = 100, VolumeSchedules = 500 };

    public static TheoryData<string> Strategies() => [.. Strategy.All.Select(strategy => strategy.Name)];

    public static TheoryData<string> Drawing() =>
        [.. Strategy.All.Select(strategy => strategy.Name).Where(name => name != Strategy.DepthFirst)];

    [Fact]
    public void EqualSeedsGiveEqualSchedules()
    {
        Scenario scenario = Catalogue.Find("live-update-under-load")!;
        CheckResult one = SessionSampling.Check(scenario, Design.AsPosted, Options);
        CheckResult two = SessionSampling.Check(scenario, Design.AsPosted, Options);
        Assert.NotEmpty(one.Findings);
        Assert.Equal((one.Barging, one.Volume, one.Distinct), (two.Barging, two.Volume, two.Distinct));
        Assert.Equal(Texts(one), Texts(two));

        static IEnumerable<string> Texts(CheckResult result) =>
            result.Findings.Select(finding => TraceText.Format(Trace.Of(result.Scenario, result.Design.Name, finding, 1)));
    }

    [Fact]
    public void DifferentSeedsGiveDifferentSchedules()
    {
        Scenario scenario = Catalogue.Find("live-update-under-load")!;
        IEnumerable<long> distinct = Enumerable.Range(1, 2).Select(seed =>
            SessionSampling.Check(scenario, Design.Hardened, Options with { Seed = (uint)seed * 1_000_000, VolumeSchedules = 100, BargingSchedules = 20 }).Distinct);
        Assert.True(distinct.Distinct().Count() > 1);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void EveryStrategyFindsTheCanary(string strategy) =>
        Canary.Require(Options with { Strategy = Strategy.All.Single(each => each.Name == strategy) });

    /// <summary>Hash codes of texts differ from process to process, so schedules would, too.</summary>
    [Theory]
    [MemberData(nameof(Strategies))]
    public void NoStrategyHasCoyoteHashTexts(string strategy)
    {
        FieldInfo hashes = typeof(Configuration).GetField("IsImplicitProgramStateHashingEnabled", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.True((bool)hashes.GetValue(Configuration.Create().WithQLearningStrategy())!);
        Assert.False((bool)hashes.GetValue(Strategy.All.Single(each => each.Name == strategy).Apply(Configuration.Create()))!);
    }

    /// <summary>Depth-first search would take some thousand schedules; that it looks at all of them has a test of its own.</summary>
    [Theory]
    [MemberData(nameof(Drawing))]
    public void EveryStrategyThatDrawsFindsTheUseAfterFree(string strategy)
    {
        CheckResult result = SessionSampling.Check(
            Catalogue.Find("retrieve-against-retrieve-and-close")!,
            Design.AsPosted,
            Options with { Strategy = Strategy.All.Single(each => each.Name == strategy), BargingSchedules = 10_000, VolumeSchedules = 0 });
        Assert.Equal(Verdict.Pass, result.AgainstExpectation);
    }

    [Fact]
    public void DepthFirstSearchEndsAndSeesMoreThanAHandfulOfSchedules()
    {
        CheckResult result = SessionSampling.Check(
            Small.Parse("thread resume\nthread resume"),
            Design.Hardened,
            Options with { Strategy = Strategy.All.Single(each => each.Name == "dfs"), BargingSchedules = 100_000, VolumeSchedules = 0 });
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.InRange(result.Barging, 10, 99_999);
    }

    /// <summary>Coyote would drop the schedules in which a refusal leads to other steps than a grant.</summary>
    [Fact]
    public void DepthFirstSearchIsForProgramsWithoutRefusals()
    {
        Scenario scenario = Catalogue.All.First(each => each.Faults.Count > 0);
        var unusable = Assert.Throws<UnusableProgramException>(() => SessionSampling.Check(
            scenario, Design.Hardened, Options with { Strategy = Strategy.All.Single(each => each.Name == "dfs"), VolumeSchedules = 0 }));
        Assert.StartsWith($"scenario {scenario.Name} on design hardened: requests may be refused, and dfs", unusable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsRunIfTheTimeIsUp()
    {
        CheckResult result = SessionSampling.Check(
            Catalogue.Find("two-retrieves")!, Design.Hardened, Portfolio.Of(1_000) with { TimeIsUp = () => true });
        Assert.Equal((0, 0, 0, Verdict.Inconclusive), (result.Barging, result.Volume, result.Drawn, result.Verdict));
    }

    /// <summary>A check ends with what is not expected: it does not say of the rest that it was not found.</summary>
    [Fact]
    public void NothingIsMissingAfterSomethingElseWasFound()
    {
        Scenario scenario = Catalogue.Find("retrieve-against-retrieve-and-close")!;
        CheckResult Expecting(params string[] rules) => SessionSampling.Check(
            scenario with { Expectations = new Dictionary<string, Expectation> { [Design.AsPosted.Name] = new(rules, rules) } },
            Design.AsPosted,
            Options);
        CheckResult other = Expecting(Checks.Leak);
        Assert.Equal((Verdict.Violation, 0), (other.AgainstExpectation, other.Missing.Count()));
        Assert.NotEmpty(other.Unexpected);

        CheckResult none = SessionSampling.Check(
            scenario with { Expectations = new Dictionary<string, Expectation> { [Design.Hardened.Name] = new([Checks.Leak], [Checks.Leak]) } },
            Design.Hardened,
            Options);
        Assert.Equal((Verdict.Violation, Checks.Leak), (none.AgainstExpectation, Assert.Single(none.Missing)));
    }

    [Fact]
    public void TheBoundIsKept()
    {
        CheckResult result = SessionSampling.Check(
            Catalogue.Find("two-retrieves")!, Design.Hardened, Options with { BargingSchedules = 7, VolumeSchedules = 51 });
        Assert.Equal((7, 51), (result.Barging, result.Volume));
    }

    [Fact]
    public void TheBoundIsReachedThoughEachScheduleEndsItsBatch()
    {
        Scenario scenario = Catalogue.Find("names-at-the-limits")!;
        string[] all = [.. SessionChecks.All.Select(check => check.Name)];
        CheckResult result = SessionSampling.Check(
            scenario with { Expectations = new Dictionary<string, Expectation> { [Design.AsPosted.Name] = new([], all) } },
            Design.AsPosted,
            Options with { BargingSchedules = 3, VolumeSchedules = 120 });
        Assert.Equal((3, 120), (result.Barging, result.Volume));
        Assert.Equal(Verdict.Violation, result.Verdict);
        Assert.True(result.Complete);
    }

    [Fact]
    public void TheBoundIsKeptBeyondOneEngine()
    {
        CheckResult result = SessionSampling.Check(
            Catalogue.Find("two-retrieves")!, Design.Hardened, Options with { BargingSchedules = 0, VolumeSchedules = 5_001 });
        Assert.Equal((0, 5_001), (result.Barging, result.Volume));
    }

    [Theory]
    [InlineData(1, 1, 0, "0 0 0")]
    [InlineData(2, 1, 1, "0 0 0")]
    [InlineData(9, 1, 4, "2 1 1")]
    [InlineData(2_000, 200, 900, "300 300 300")]
    public void APortfolioSharesItsSchedulesOut(long schedules, long barging, long volume, string drawn)
    {
        PortfolioOptions portfolio = Portfolio.Of(schedules);
        CheckOptions coyote = Assert.Single(portfolio.Members.OfType<CheckOptions>());
        Assert.Equal((barging, volume), (coyote.BargingSchedules, coyote.VolumeSchedules));
        Assert.Equal(drawn, string.Join(' ', portfolio.Members.OfType<SampleOptions>().Select(member => member.Schedules)));
        Assert.Equal(["volume mode", "surw", "pct", "pos"], Portfolio.Of(2_000).Independent);
        Assert.Equal(["volume mode"], Portfolio.Of(2).Independent);
        Canary.Require(portfolio);
        Assert.Equal(5, portfolio.Alone(1).Count);
    }

    [Fact]
    public void APortfolioRunsAllOfItsMembers()
    {
        Scenario scenario = Catalogue.Find("two-retrieves")!;
        PortfolioOptions portfolio = Portfolio.Of(301) with { Seed = 7 };
        CheckResult all = SessionSampling.Check(scenario, Design.Hardened, portfolio);
        CheckResult[] each = [.. portfolio.Members.Select(member => SessionSampling.Check(scenario, Design.Hardened, member))];
        Assert.Equal((30, 136, 135), (all.Barging, all.Volume, all.Drawn));
        Assert.Equal(each.Sum(result => result.Independent), all.Independent);
        Assert.Equal(each.SelectMany(result => result.Outcomes).Distinct().Order(StringComparer.Ordinal), all.Outcomes);
        Assert.InRange(all.Distinct, each.Max(result => result.Distinct), each.Sum(result => result.Distinct));
        Assert.True(all.Distinct < each.Sum(result => result.Distinct), "schedules of one member are told from those of another");
        Assert.Equal(Verdict.Pass, all.Verdict);
    }

    [Fact]
    public void WhatOneMemberOfAPortfolioDoesNotFindTheNextMay()
    {
        Scenario scenario = Catalogue.Find("retrieve-against-retrieve-and-close")!;
        PortfolioOptions portfolio = Portfolio.Of(1_000);
        CheckResult first = SessionSampling.Check(scenario, Design.AsPosted, portfolio);
        Assert.Equal((0, "volume"), (first.Drawn, Assert.Single(first.Findings).Mode));

        IReadOnlyList<SamplingOptions> members = portfolio.Members;
        CheckResult later = SessionSampling.Check(scenario, Design.AsPosted, portfolio with
        {
            Members = [Options with { BargingSchedules = 0, VolumeSchedules = 1 }, .. members.Skip(1)],
        });

        // One that shows a race and is not judged, and one that is.
        Assert.Equal((2, ScheduleSampler.Mode), (later.Volume, Assert.Single(later.Findings).Mode));
        Assert.True(later is { Drawn: > 0, Complete: true, AgainstExpectation: Verdict.Pass });
    }

    /// <summary>Time is up for a while, so that one member ends early and the next do not.</summary>
    [Fact]
    public void AMemberThatEndsEarlyLeavesAPortfolioInconclusive()
    {
        int asked = 0;
        CheckResult cut = SessionSampling.Check(
            Catalogue.Find("two-retrieves")!, Design.Hardened, Portfolio.Of(1_000) with { TimeIsUp = () => ++asked is > 20 and < 24 });
        Assert.Equal((Verdict.Inconclusive, Verdict.Inconclusive), (cut.Verdict, cut.AgainstExpectation));
        Assert.True(cut.Drawn > 0);
    }

    [Fact]
    public void EveryScheduleIsToldOf()
    {
        List<int> told = [];
        CheckResult result = SessionSampling.Check(
            Catalogue.Find("two-retrieves")!, Design.Hardened, Options with { BargingSchedules = 3, VolumeSchedules = 4, Ran = steps => told.Add(steps.Count) });
        Assert.Equal(7, told.Count);
        Assert.All(told, steps => Assert.NotEqual(0, steps));
        Assert.Equal(7, result.Barging + result.Volume);
    }

    [Fact]
    public void ATimeThatIsUpMakesTheVerdictInconclusive()
    {
        int asked = 0;
        CheckResult result = SessionSampling.Check(
            Catalogue.Find("two-retrieves")!, Design.Hardened, Options with { TimeIsUp = () => ++asked > 20 });
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Equal(Verdict.Inconclusive, result.AgainstExpectation);
        Assert.InRange(result.Volume, 1, 50);
    }

    [Fact]
    public void AViolationThatIsExpectedAndNotFoundIsAViolationOfTheExpectation()
    {
        Scenario scenario = ScenarioText.Parse(
            "scenario wrong\nsummary Expects what does not happen.\nthread create a\nthread create b\nexpect hardened: deadlock\n", "wrong");
        CheckResult result = SessionSampling.Check(scenario, Design.Hardened, Options);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal(["deadlock"], result.Missing);
        Assert.Equal(Verdict.Violation, result.AgainstExpectation);
    }

    [Fact]
    public void AViolationThatIsNotExpectedIsAViolationOfTheExpectation()
    {
        Scenario scenario = Catalogue.Find("names-at-the-limits")! with { Expectations = new Dictionary<string, Expectation>() };
        CheckResult result = SessionSampling.Check(scenario, Design.AsPosted, Options);
        Assert.Equal(Verdict.Violation, result.AgainstExpectation);
    }

    [Fact]
    public void AnAssemblyThatIsNotRewrittenIsAnInternalError()
    {
        CoyoteGuard.RequireRewritten();
        InternalErrorException error = Assert.Throws<InternalErrorException>(
            () => CoyoteGuard.RequireRewritten(typeof(Scenario).Assembly));
        Assert.Contains("LuoVerified.Sessions is not rewritten", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Programs whose traces once did not replay: a request refused in the first step, an operation without steps,
    /// a handle of the set-up that two threads close, a kexec that is called off.</summary>
    [Theory]
    [InlineData("faults session-allocation 1\nthread create a; serialize; create b\nthread create c")]
    [InlineData("thread create b; close c; serialize; create d\nthread resume; close x; create e")]
    [InlineData("setup create a; serialize\nthread close a\nthread close a; create b")]
    [InlineData("thread create a; kexec\nthread abort; create b\nnext kernel\nthread deserialize")]
    public void WhateverIsFoundReplays(string program)
    {
        Scenario scenario = ScenarioText.Parse($"scenario p\nsummary A program.\n{program}\n", "p");
        int replayed = 0;
        for (uint seed = 1; seed <= 10; seed++)
        {
            foreach (CheckOptions options in (CheckOptions[])[Options with { Seed = seed, VolumeSchedules = 0 }, Options with { Seed = seed, BargingSchedules = 0 }])
            {
                CheckResult result = SessionSampling.Check(scenario, Design.AsPosted, options);
                foreach (Finding finding in result.Findings)
                {
                    Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(result.Scenario, result.Design.Name, finding, seed)), "trace");
                    ReplayResult replay = Replayer.Replay(trace, Design.AsPosted);
                    Assert.Null(replay.Divergence);
                    Assert.True(replay.Reproduces(trace));
                    replayed++;
                }
            }
        }

        Assert.True(replayed > 0, "nothing was found to replay");
        Assert.Equal(Verdict.Pass, SessionSampling.Check(scenario, Design.Hardened, Options).Verdict);
    }

    [Fact]
    public void AnErrorOfOursIsNeverADeadlock()
    {
        var broken = new Design("broken", "Its boot throws.", platform => platform.Memory.Live.Any()
            ? throw new InternalErrorException("our bug")
            : Design.Hardened.Create(platform));
        Scenario scenario = ScenarioText.Parse("scenario b\nsummary The next boot throws.\nthread kexec\nthread create a\n", "b");
        RunErrorException error = Assert.Throws<RunErrorException>(() => SessionSampling.Check(scenario, broken, Options));
        Assert.Contains("our bug", error.Message, StringComparison.Ordinal);
    }
}
