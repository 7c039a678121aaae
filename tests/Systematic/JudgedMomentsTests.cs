using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;
using LuoVerified.Spec;

namespace LuoVerified.Systematic.Tests;

/// <summary>At which moments a rule about the state is judged: a breach between two critical sections is seen in every mode, a
/// change that is half done inside one is seen in none, and what a design says of itself is not believed.</summary>
public class JudgedMomentsTests
{
    private static readonly Design BetweenSections = new("between-sections", "Counts in a second section.", p => new CountsLater(p, sections: 2));
    private static readonly Design WithinASection = new("within-a-section", "Counts later in one section.", p => new CountsLater(p, sections: 1));

    /// <summary>The second thread touches nothing: no order of steps brings it into the window between the two sections.</summary>
    [Theory]
    [InlineData("thread create a\nthread create")]
    [InlineData("setup create x\nthread create a\nthread deserialize")]
    [InlineData("thread create a")]
    [InlineData("thread create a\nthread create b")]
    public void ABreachBetweenTwoSectionsIsFoundInEveryMode(string threads)
    {
        Scenario scenario = Small.Parse(threads);
        ExploreReport report = Explorer.Explore(scenario, BetweenSections);
        Finding found = Assert.Single(report.Findings);
        Assert.Equal(Invariants.CountMatches.Name, found.Violation.Check);
        Trace trace = Trace.Of(scenario, BetweenSections.Name, found, seed: 0);
        Assert.True(Replayer.Replay(trace, BetweenSections).Reproduces(trace), "the schedule does not show it on the real locks");

        ExploreReport judge = Explorer.Explore(scenario, BetweenSections, new ExploreOptions { Reduction = Reduction.None });
        Assert.Equal(Invariants.CountMatches.Name, Assert.Single(judge.Findings).Violation.Check);
        Assert.Equal(Invariants.CountMatches.Name, Sampled(scenario, BetweenSections, barging: true));
        Assert.Equal(Invariants.CountMatches.Name, Sampled(scenario, BetweenSections, barging: false));
    }

    /// <summary>The same changes in one section, with a step between them: right, whoever returns meanwhile.</summary>
    [Theory]
    [InlineData("thread create a\nthread create")]
    [InlineData("setup create x\nthread create a\nthread deserialize")]
    [InlineData("thread create a\nthread create\nthread serialize")]
    public void AHalfDoneChangeInsideASectionIsFoundInNone(string threads)
    {
        Scenario scenario = Small.Parse(threads);
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, WithinASection).Verdict);
        Assert.Equal(Verdict.Pass, Explorer.Explore(scenario, WithinASection, new ExploreOptions { Reduction = Reduction.None }).Verdict);
        Assert.Null(Sampled(scenario, WithinASection, barging: true));
        Assert.Null(Sampled(scenario, WithinASection, barging: false));
    }

    /// <summary>A design that shows neither that it is frozen nor that sessions wait is caught all the same, by the rules that
    /// speak of this and by one that compares what is shown with the answers.</summary>
    [Theory]
    [InlineData("serialize-against-create", "image-equals-live")]
    [InlineData("quiesce-against-deserialize", "quiesced-is-empty")]
    public void ADesignThatConcealsItsStateIsCaught(string name, string rule)
    {
        var concealing = new Design("concealing", "As posted, and shows less.", p => new Shows(p, Shows.Less, Design.AsPosted));
        Scenario scenario = Catalogue.Find(name)!;
        Assert.Contains(rule, Rules(Explorer.Explore(scenario, Design.AsPosted)));
        Assert.Contains(rule, Rules(Explorer.Explore(scenario, concealing)));
    }

    [Theory]
    [InlineData("thread serialize", true)]
    [InlineData("setup create a; kexec\nthread create b", true)]
    [InlineData("thread quiesce", true)]
    [InlineData("thread serialize; abort", false)]
    [InlineData("thread create b", false)]
    public void WhatADesignShowsIsComparedWithItsAnswers(string threads, bool contradicts)
    {
        var concealing = new Design("concealing", "Hardened, and shows less.", p => new Shows(p, Shows.Less, Design.Hardened));
        ExploreReport report = Explorer.Explore(Small.Parse(threads), concealing);
        Assert.Equal(contradicts ? [Checks.StateAgrees] : [], Rules(report));
        Assert.Equal(Verdict.Pass, Explorer.Explore(Small.Parse(threads), Design.Hardened).Verdict);
    }

    private static string? Sampled(Scenario scenario, Design design, bool barging) => SessionSampling.Check(
        scenario, design, new CheckOptions { BargingSchedules = barging ? 300 : 0, VolumeSchedules = barging ? 0 : 1_000 })
        .Findings.SingleOrDefault()?.Violation.Check;

    private static IEnumerable<string> Rules(ExploreReport report) => report.Findings.Select(finding => finding.Violation.Check);

    /// <summary>Keeps a list of its own beside the counter.</summary>
    private sealed class CountsLater : SeededSessions
    {
        private readonly RwSemaphore _lock;
        private readonly DomainMutex _between;
        private readonly int _sections;
        private int _listed;
        private int _counted;

        public CountsLater(KernelPlatform platform, int sections)
            : base(platform)
        {
            _lock = platform.NewRwSemaphore("own");
            _between = platform.NewMutex("between");
            _sections = sections;
        }

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            Errno err = base.Create(name, out file);
            if (err == Errno.Ok)
            {
                LockGuard first = _lock.Write();
                _listed++;
                if (_sections == 2)
                {
                    first.Dispose();
                    first = _lock.Write();
                }

                _between.Lock().Dispose();
                _counted++;
                first.Dispose();
            }

            return err;
        }

        public override SessionSnapshot Inspect()
        {
            SessionSnapshot sound = base.Inspect();
            return sound with { OutgoingCount = sound.OutgoingCount + _listed - _counted };
        }
    }
}
