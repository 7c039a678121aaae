using LuoVerified.Check;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Coyote;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Systematic.Tests.Seeded;

namespace LuoVerified.Systematic.Tests;

/// <summary>What the checker does not control is refused before it runs, with the place; nothing else is.</summary>
public class UncontrolledDesignTests
{
    private static readonly Scenario TwoCreates =
        ScenarioText.Parse("scenario two\nsummary s\nthread create a\nthread create b\n", "two");

    public static TheoryData<string> Uses() => [.. UncontrolledDesigns.All.Select(each => each.What)];

    public static TheoryData<string> Reached() => [.. HiddenUses.Reached.Keys];

    public static TheoryData<string> NotReached() => [.. UnusedNeighbours.All.Keys];

    [Theory]
    [MemberData(nameof(Uses))]
    public void APrimitiveIsRefusedByNameAndLine(string what)
    {
        UncontrolledDesign use = UncontrolledDesigns.All.Single(each => each.What == what);
        string message = $"design mine uses {what} in the constructor of UncontrolledDesigns "
            + $"(UncontrolledDesigns.cs:{use.Line}), which this checker does not control; {use.Instead}";
        Assert.Equal(message, Refusal(() => UncontrolledCalls.Refuse(use.Design)));
    }

    [Theory]
    [MemberData(nameof(Reached))]
    public void ADetourIsSeenThrough(string where)
    {
        string refusal = Refusal(() => UncontrolledCalls.Refuse(HiddenUses.Reached[where]));
        Assert.Contains($" in {where} (HiddenUses.cs:", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NotReached))]
    public void CodeThatTheDesignDoesNotReachDoesNotMatter(string what) =>
        UncontrolledCalls.Refuse(UnusedNeighbours.All[what]);

    [Fact]
    public void AHashCodeThatIsTheSameInEachRunDoesNotMatter() => UncontrolledCalls.Refuse(UncontrolledDesigns.Hashes);

    [Fact]
    public void EveryWayToRunADesignRefusesIt()
    {
        // Explored or sampled, this one would never come to its end.
        const string Wait = "System.Threading.SemaphoreSlim.Wait";
        Design design = UncontrolledDesigns.All.Single(use => use.What == Wait).Design;
        string[] refusals =
        [
            Refusal(() => Explorer.Explore(TwoCreates, design)),
            Refusal(() => Prover.Prove(TwoCreates, design, new ExploreOptions(), workers: 2)),
            Refusal(() => SessionSampling.Check(TwoCreates, design, new CheckOptions())),
            Refusal(() => Fuzzer.Run(new FuzzOptions { Designs = [design], Programs = 1, MaxExecutions = 1 })),
        ];
        Assert.All(refusals, refusal => Assert.StartsWith($"design mine uses {Wait} in ", refusal));
    }

    [Fact]
    public void TheSameWithALockOfOursPasses()
    {
        Proof proof = Prover.Prove(TwoCreates, UncontrolledDesigns.Sound, new ExploreOptions());
        var options = new CheckOptions { BargingSchedules = 20, VolumeSchedules = 20 };
        CheckResult check = SessionSampling.Check(TwoCreates, UncontrolledDesigns.Sound, options);
        Assert.Equal((Verdict.Pass, Verdict.Pass), (proof.Verdict, check.Verdict));
    }

    [Fact]
    public void WhatCoyoteHasRewrittenHasItsOldName()
    {
        CoyoteGuard.RequireRewritten(typeof(CoyoteChecker).Assembly);
        Design design = UncontrolledDesign.Doing(
            () => CoyoteChecker.Sample(TwoCreates.On(Design.Hardened), new CheckOptions()));
        Assert.StartsWith("design mine uses System.Threading.", Refusal(() => UncontrolledCalls.Refuse(design)));
    }

    [Fact]
    public void OurDesignsAndEverySeededBugAreNotRefused()
    {
        UncontrolledCalls.Refuse(Design.All);
        UncontrolledCalls.Refuse(SeededDesigns.All);
        Assert.All(SeededDesigns.All, design => Assert.True(UncontrolledCalls.IsWatched(design)));
    }

    private static string Refusal(Action action) => Assert.Throws<UncontrolledDesignException>(action).Message;
}
