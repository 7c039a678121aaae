using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>Every rule has a partner that proves it bites: by exploration, and in both modes of sampling.</summary>
public class SeededBugTests
{
    /// <summary>What only all schedules together show, no run shows: a data race, and the cycle of two orders without a deadlock.</summary>
    private static bool IsShownByOneRun(SeededBug bug) =>
        bug.Rule != Checks.DataRace && (bug.Rule, bug.Design.Name) != (Checks.LockOrder, "seeded-locks-in-both-orders");

    public static TheoryData<string, int, bool> Bugs() => InBothModes(SeededBugs.All.Index());

    /// <summary>Many bugs have the same program.</summary>
    public static TheoryData<string, int, bool> Programs() => InBothModes(SeededBugs.All.Index().DistinctBy(bug => ScenarioText.Format(bug.Item.Scenario with { Name = "one" })));

    private static TheoryData<string, int, bool> InBothModes(IEnumerable<(int Index, SeededBug Item)> bugs)
    {
        var data = new TheoryData<string, int, bool>();
        foreach ((int number, SeededBug bug) in bugs.Where(bug => IsShownByOneRun(bug.Item)))
        {
            data.Add($"{bug}", number, true);
            data.Add($"{bug}", number, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void ASeededBugIsFoundInEachModeAndReplays(string name, int number, bool barging)
    {
        SeededBug bug = SeededBugs.All[number];
        Assert.Equal(name, $"{bug}");
        var options = new CheckOptions
        {
            BargingSchedules = barging ? 1_000 : 0,
            VolumeSchedules = barging ? 0 : 2_000,
        };
        CheckResult result = SessionSampling.Check(bug.Scenario, bug.Design, options);
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(bug.Rule, finding.Violation.Check);

        // The trace names a design that luo does not know, and round-trips through its text.
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(bug.Scenario, bug.Design.Name, finding, options.Seed)), "trace");
        ReplayResult replay = Replayer.Replay(trace, bug.Design);
        Assert.Null(replay.Divergence);
        Assert.True(replay.Reproduces(trace));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void WithoutTheBugTheSameThreadsPass(string name, int number, bool barging)
    {
        SeededBug bug = SeededBugs.All[number];
        Assert.Equal(name, $"{bug}");
        CheckResult result = SessionSampling.Check(bug.Scenario, Design.Hardened, new CheckOptions
        {
            BargingSchedules = barging ? 40 : 0,
            VolumeSchedules = barging ? 0 : 200,
        });
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void ExplorationFindsThemAll()
    {
        Assert.All(RuleProof.All(), proof => Assert.Equal(
            (null, null, false), (proof.Problem, proof.WithoutBug?.Violation.Message, proof.TimeWasUp)));
        Assert.Equal(SeededBugs.All.Count, RuleProof.Require());
    }

    [Fact]
    public void NoRuleAndNoSeededDesignIsWithoutAPartner()
    {
        Assert.Equal(SessionChecks.All.Select(check => check.Name), SeededBugs.All.Select(bug => bug.Rule).Distinct());
        Assert.Equal(SeededDesigns.All.Select(design => design.Name).Order(), SeededBugs.All.Concat(SeededBugs.Harmless).Select(bug => bug.Design.Name).Distinct().Order());
    }

    [Fact]
    public void ASeededDesignIsNoneToChooseFrom()
    {
        Assert.Empty(Design.All.Select(design => design.Name).Intersect(SeededDesigns.All.Select(design => design.Name)));
        Assert.Equal(SeededDesigns.All.Count, SeededDesigns.All.Select(design => design.Name).Distinct().Count());
    }

    /// <summary>As if the rule were dead: nothing is found.</summary>
    [Fact]
    public void ARuleThatFindsNothingIsAnErrorOfOurs()
    {
        foreach (SeededBug bug in SeededBugs.All)
        {
            string error = ErrorOf([bug with { Design = Hardened }, .. SeededBugs.All]);
            Assert.Equal($"the rule {bug.Rule} on the design sound: {bug.Rule} was not found", error);
        }
    }

    [Fact]
    public void SoIsOneThatIsFoundOtherwise()
    {
        SeededBug bug = SeededBugs.All.First(each => each.Rule == RuntimeChecks.DoubleFree);
        Assert.StartsWith(
            "the rule oops on the design seeded-frees-object-twice: found was double-free: create a by B: thing is freed twice",
            ErrorOf([.. SeededBugs.All.Where(each => each.Rule != Checks.Oops), bug with { Rule = Checks.Oops }]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void SoIsOneOfTwoThatIsMissing()
    {
        SeededBug bug = SeededBugs.All.First(each => each.Rule == Checks.Leak) with { Also = [Checks.DataRace] };
        Assert.Equal("the rule leak on the design seeded-forgets-memory: data-race was not found", ErrorOf([bug, .. SeededBugs.All]));
    }

    [Fact]
    public void SoIsARuleWithoutASeededBug() => Assert.Equal(
        "no seeded bug breaks the rule leak", ErrorOf([.. SeededBugs.All.Where(bug => bug.Rule != Checks.Leak)]));

    [Fact]
    public void SoIsARuleThatIsNotOnTheList() => Assert.Equal(
        "the rule gone on the design seeded-forgets-object: there is no such rule",
        ErrorOf([SeededBugs.All.Single(bug => bug.Design.Name == "seeded-forgets-object") with { Rule = "gone" }, .. SeededBugs.All]));

    [Fact]
    public void SoIsARuleThatIsBrokenByWhatIsNoBug()
    {
        SeededBug bug = SeededBugs.All.First(each => each.Rule == Checks.Oops) with { Rule = SeededBug.None };
        Assert.StartsWith("what breaks no rule on the design seeded-throws: found was oops: ", ErrorOf([bug, .. SeededBugs.All]), StringComparison.Ordinal);
    }

    /// <summary>The program of the bug breaks a rule also without it.</summary>
    [Fact]
    public void SoIsAProgramThatDoesNotPassWithoutTheBug()
    {
        var bug = new SeededBug(Checks.LockOrder, Hardened, Small.Parse("thread quiesce; quiesce"));
        string error = ErrorOf([bug, .. SeededBugs.All]);
        Assert.StartsWith("the rule lock-order on the design sound: without the bug: lock-order: gate ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenTheTimeIsUpNothingIsSaid()
    {
        RuleProof proof = Assert.Single(RuleProof.All(() => true));
        Assert.True(proof is { TimeWasUp: true, Problem: null, WithoutBug: null });
    }

    private static Design Hardened => Design.Hardened with { Name = "sound" };

    private static string ErrorOf(IReadOnlyList<SeededBug> bugs) => Assert.Throws<InternalErrorException>(() => RuleProof.Require(bugs)).Message;
}
