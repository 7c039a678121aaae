using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>Data races are found with both accesses, judged against what the scenario states, and replay.</summary>
public class DataRaceTests
{
    private const string Creates = "thread create a\nthread create";
    private const string Reads = "race seeded-counts-without-lock: CountsWithoutLock._count: write in create | read in create";
    private const string Writes = "race seeded-counts-without-lock: CountsWithoutLock._count: write in create | write in create";

    private static Design Racy => SeededBugs.All.First(each => each.Rule == "count-matches").Design;

    [Fact]
    public void AnUnsynchronisedFieldIsADataRaceThoughNothingElseBreaks()
    {
        Proof proof = Prove(Racy, Creates);
        Assert.Empty(proof.Shortest);
        Assert.Equal(["CountsWithoutLock._count: read in create | write in create", "CountsWithoutLock._count: write in create | write in create"], proof.DataRaces.Select(race => $"{race.Race}"));
        Assert.Equal((Verdict.Violation, Verdict.Violation), (proof.Verdict, proof.AgainstExpectation));

        DataRace race = proof.DataRaces[1];
        Assert.Equal("CountsWithoutLock._count", race.Race.Field);
        Assert.True(race.First.Thread != race.Second.Thread && race.First.Writes && race.Second.Writes);
        Assert.All(
            race.Finding.Steps.Skip(race.First.Step).Take(race.Distance - 1),
            between => Assert.DoesNotContain("_count", between.Text, StringComparison.Ordinal));
        Assert.StartsWith("write CountsWithoutLock._count", race.Finding.Steps[race.First.Step - 1].Text, StringComparison.Ordinal);
        Assert.Equal(race.Second.Step, race.Finding.Steps.Count);
        Assert.Equal(race.Second.Thread, race.Finding.Steps[^1].Thread);
        Assert.All(proof.Orders, order => Assert.True(order.Replays));
    }

    [Fact]
    public void TheTwinWithoutTheFieldHasNone()
    {
        Proof proof = Prove(Design.Hardened, Creates);
        Assert.Empty(proof.DataRaces);
        Assert.Equal(Verdict.Pass, proof.AgainstExpectation);
    }

    [Theory]
    [InlineData($"{Creates}\n{Reads}\n{Writes}", Verdict.Pass, 0, 0)]
    [InlineData($"{Creates}\n{Writes}", Verdict.Violation, 1, 0)]
    [InlineData($"thread create\n{Writes}", Verdict.Violation, 0, 1)]
    [InlineData($"{Creates}\n{Reads}\n{Writes}\nrace seeded-counts-without-lock: CountsWithoutLock._count: read in create | write in abort", Verdict.Violation, 0, 1)]
    public void RacesAreComparedWithThoseThatTheScenarioStates(string threads, Verdict against, int unexpected, int missing)
    {
        Proof proof = Prove(Racy, threads);
        Assert.Equal(against, proof.AgainstExpectation);
        Assert.Equal((unexpected, missing), (proof.UnexpectedRaces.Count(), proof.MissingRaces.Count()));
    }

    [Fact]
    public void ARaceThatWasNotSeenYetIsUndecidedWhereSchedulesAreLeft()
    {
        Scenario scenario = Small.Parse($"{Creates}\n{Reads}\nrace seeded-counts-without-lock: never: write in create | write in create\n{Writes}");
        Proof proof = Prover.Prove(scenario, Racy, new ExploreOptions { MaxExecutions = 100, Preemptions = 0 });
        Assert.False(proof.CoversAll);
        Assert.Equal(Verdict.Inconclusive, proof.AgainstExpectation);
    }

    [Fact]
    public void ATraceOfARaceReplaysOnlyWhereTheRaceIs()
    {
        Proof proof = Prove(Racy, Creates);
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(proof.Scenario, proof.Design.Name, proof.Orders[1].Finding, 0)), "trace");
        Assert.True(Replayer.Replay(trace, Racy).Reproduces(trace));
        Assert.NotNull(Replayer.Replay(trace, Design.Hardened).Divergence);

        // One step less: the run goes as recorded, but shows no race.
        Trace cut = trace with { Steps = [.. trace.Steps.SkipLast(1)] };
        Assert.Equal("the recorded data-race does not happen", Replayer.Replay(cut, Racy).Divergence);
    }

    /// <summary>Also a race before the first step of any thread, which an exploration that goes on would find anew between steps.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WhatAnExplorationFindsThatEndsEarlyReplaysToo(long executions)
    {
        int found = 0;
        foreach (Scenario scenario in Design.AsPosted.JudgedBy)
        {
            using var explorer = new Explorer(scenario.On(Design.AsPosted));
            IReadOnlyList<Finding> findings = explorer.Explore(new ExploreOptions { MaxExecutions = executions }).AllFindings;
            Assert.All(findings, finding => Assert.True(ShortestSchedule.Replays(explorer.Subject, finding), $"{scenario.Name}: {finding.Violation}"));
            found += findings.Count;
        }

        Assert.NotEqual(0, found);
    }

    [Fact]
    public void TheRacesOfThePatchAreThoseThatTheCatalogueStates()
    {
        foreach (Scenario scenario in Catalogue.All.Where(each => Design.AsPosted.WhyInapplicable(each) is null))
        {
            ExploreReport report = Explorer.Explore(scenario, Design.AsPosted, new ExploreOptions { MaxExecutions = 5_000 });
            IEnumerable<Race> stated = scenario.Races.GetValueOrDefault(Design.AsPosted.Name, []);
            Assert.Equal(stated.Select(race => $"{race}").Order(StringComparer.Ordinal), report.DataRaces.Select(race => $"{race.Race}"));
        }
    }

    private static Proof Prove(Design design, string threads) => Prover.Prove(Small.Parse(threads), design, new ExploreOptions { MaxExecutions = 10_000 });
}
