using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>What a design says of itself changes what is asked of it, and nothing else; and is checked.</summary>
public class DeclarationTests
{
    private const string SerializeAndClose = "setup create a\nthread serialize\nthread close a";

    private static Design Mainline { get; } = Named("mainline-7.2-2");

    [Fact]
    public void WhoWaitsForALockThatIsKeptForEverEndsTheRunAndBreaksNothing()
    {
        ExploreReport report = Explorer.Explore(Small.Parse(SerializeAndClose), Mainline);
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal(["A: serialize -> ok", "A: serialize -> ok; B: close a -> ok"], report.Outcomes);
        CheckResult sampled = SessionSampling.Check(Small.Parse(SerializeAndClose), Mainline, new CheckOptions { BargingSchedules = 50, VolumeSchedules = 200 });
        Assert.Equal((Verdict.Pass, 0), (sampled.Verdict, sampled.Findings.Count));
        Assert.Equal(report.Outcomes.Order(), sampled.Outcomes.Order());
    }

    [Theory]
    [InlineData("keeps nothing", "lock-left-held")]
    [InlineData("waits nowhere", "deadlock")]
    [InlineData("does not wait in close", "deadlock")]
    [InlineData("keeps another lock", "lock-kept")]
    [InlineData("is held to the hardened meaning", null)]
    public void WithoutItsDeclarationsTheSameDesignBreaksARule(string change, string? rule)
    {
        Design design = change switch
        {
            "keeps nothing" => Mainline with { Keeps = [] },
            "waits nowhere" => Mainline with { WaitsOnceFrozen = [] },
            "does not wait in close" => Mainline with { WaitsOnceFrozen = ["create", "retrieve", "serialize"] },
            "keeps another lock" => Mainline with { Keeps = [new KeptLock("serialize", "outgoing.rwsem", Until: null)] },
            _ => Mainline with { Specification = Design.DefaultSpecification },
        };
        Scenario scenario = Small.Parse(SerializeAndClose);
        ExploreReport report = Explorer.Explore(scenario, design);
        Assert.Equal(rule is null ? [] : [rule], report.Findings.Select(finding => finding.Violation.Check));
        foreach (Trace trace in report.Findings.Select(finding => Trace.Of(scenario, design.Name, finding, seed: 0)))
        {
            Assert.True(Replayer.Replay(trace, design).Reproduces(trace));
        }
    }

    [Fact]
    public void ALockThatIsGivenBackBeforeItsTimeIsSeen()
    {
        var design = new Design("gives-back", "", platform => new GivesBack(platform))
        {
            Keeps = [KeptLock.OfQuiesce, new KeptLock("serialize", "kept", Until: null)],
        };
        ExploreReport report = Explorer.Explore(Small.Parse("thread serialize; abort\nthread create a"), design);
        Assert.Equal(
            "after A: abort -> ok: abort gives back kept, which is kept until the next kernel",
            report.Findings.Single(finding => finding.Violation.Check == Checks.LockKept).Violation.Message);
    }

    [Fact]
    public void ADeserializeWaitsBehindWhoCameThroughTheDevice()
    {
        Scenario scenario = Small.Parse("setup create a; kexec; create b; serialize\nthread create c\nthread deserialize\nthread retrieve a");
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, Mainline).Verdict);
        Assert.Empty(SessionSampling.Check(scenario, Mainline, new CheckOptions { BargingSchedules = 300, VolumeSchedules = 300 }).Findings);
        ExploreReport untold = Explorer.Explore(scenario, Mainline with { WaitsForOpener = [] });
        Assert.Equal([Checks.Deadlock], untold.Findings.Select(finding => finding.Violation.Check));
    }

    [Fact]
    public void ATableOfFilesIsCorruptedOnlyIfTheFormatHasOne()
    {
        Assert.Contains(Corruption.FileToken, Design.Hardened.Corruptions(files: 2));
        Assert.DoesNotContain(Corruption.FileToken, Design.Hardened.Corruptions(files: 1));
        Assert.Equal(Corruptions.With(files: 0), Design.AsPosted.Corruptions(files: 2));
        Assert.Equal(Corruptions.With(files: 0), (Mainline with { Lacks = [] }).Corruptions(files: 2));
        Assert.Empty(Mainline.Corruptions(files: 2));
    }

    [Fact]
    public void WhatADesignLacksIsSaidAndNotRun()
    {
        Scenario quiesce = Catalogue.Find("quiesce-against-create")!;
        Assert.Equal("lacks quiesce, resume", Mainline.WhyInapplicable(quiesce));
        var refusal = Assert.Throws<InapplicableScenarioException>(() => Explorer.Explore(quiesce, Mainline));
        Assert.Equal("scenario quiesce-against-create: not applicable to mainline-7.2-2: lacks quiesce, resume", refusal.Message);
        Assert.Equal(
            "lacks corrupt, reboot",
            Mainline.WhyInapplicable(Small.Parse("setup create a; serialize; corrupt count; reboot\nthread deserialize")));
        Assert.All(Catalogue.All, scenario => Assert.Null(Design.Hardened.WhyInapplicable(scenario)));
    }

    [Fact]
    public void EveryDesignSaysWhatCanBe()
    {
        foreach (Design design in Design.All)
        {
            design.RequireSound([.. Design.All.Select(each => each.Name)]);
            Assert.NotEmpty(design.Operations);
            Assert.All(Catalogue.All.Concat(design.OwnScenarios), scenario => design.ExpectationOf(scenario));
            Assert.All(design.OwnScenarios, scenario => Assert.Null(design.WhyInapplicable(scenario)));
        }

        IEnumerable<string> texts = Design.All.SelectMany(design => design.OwnScenarios).Select(ScenarioText.Format).Distinct();
        Assert.Distinct(texts.Select(text => ScenarioText.Parse(text, "text").Name));
    }

    [Fact]
    public void BlocksOfItsOwnAreLeaksOfADesignThatDoesNotSayThatItHasSome()
    {
        Scenario scenario = Small.Parse("thread create a");
        Design said = Mainline with { HasFiles = false };

        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, said).Verdict);
        Finding leak = Assert.Single(Explorer.Explore(scenario, said with { HasOwnBlocks = false }).Findings);
        Assert.Equal(Checks.Leak, leak.Violation.Check);
    }

    [Fact]
    public void AnExpectationMayStandWithTheDesignAndTheScenarioWins()
    {
        Scenario scenario = Catalogue.Find("two-retrieves")!;
        Design design = Mainline with { Expect = new Dictionary<string, string> { ["two-retrieves"] = "leak; also oops" } };
        Assert.Equal("leak; also oops", design.ExpectationOf(scenario).ToString());
        Assert.Equal("pass", Mainline.ExpectationOf(scenario).ToString());
        Assert.Equal("pass", (design with { Name = "hardened" }).ExpectationOf(scenario).ToString());
        Design wrong = Mainline with { Expect = new Dictionary<string, string> { ["two-retrieves"] = "leek" } };
        Assert.Equal(
            "design mainline-7.2-2: of two-retrieves it expects what is none: 'leek' is no check",
            Assert.Throws<UnusableDesignException>(() => wrong.ExpectationOf(scenario)).Message);
    }

    [Theory]
    [InlineData("lacks", "design mainline-7.2-2: there is no operation 'nothing'")]
    [InlineData("waits", "design mainline-7.2-2: there is no operation 'nothing'")]
    [InlineData("specification", "design mainline-7.2-2: there is no specification 'nothing'")]
    public void ADesignThatSaysWhatCannotBeIsRefusedByName(string what, string message)
    {
        Design design = what switch
        {
            "lacks" => Mainline with { Lacks = ["nothing"] },
            "waits" => Mainline with { WaitsOnceFrozen = ["nothing"] },
            _ => Mainline with { Specification = "nothing" },
        };
        Assert.Equal(message, Assert.Throws<UnusableDesignException>(() => (design.Meaning, design.Operations)).Message);
    }

    private static Design Named(string name) => Design.All.Single(design => design.Name == name);

    /// <summary>Serialize keeps a lock, and abort gives it back.</summary>
    private sealed class GivesBack(KernelPlatform platform) : SeededSessions(platform)
    {
        private readonly Core.Locking.RwSemaphore _kept = platform.NewRwSemaphore("kept");

        public override Errno Serialize()
        {
            _kept.DownWrite();
            return base.Serialize();
        }

        public override Errno AbortSerialize()
        {
            Errno err = base.AbortSerialize();
            _kept.UpWrite();
            return err;
        }
    }
}
