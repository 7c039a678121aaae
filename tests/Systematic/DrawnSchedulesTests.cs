using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Check.Traces;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests;

/// <summary>Schedules that are drawn are schedules that there are, with several kernels, refusals and accesses that race: nothing
/// comes of them that the exploration does not show, and what breaks a rule replays on the real locks.</summary>
public class DrawnSchedulesTests
{
    public static TheoryData<string> Scenarios() => [.. Catalogue.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void WhatIsDrawnIsWhatCanHappen(string name)
    {
        Scenario scenario = Catalogue.Find(name)!;
        foreach (Design design in DifferentDesigns.All.Where(design => design.WhyInapplicable(scenario) is null))
        {
            ExploreReport all = Explorer.Explore(scenario, design);
            Assert.True(all.Complete);
            foreach (SamplingStrategy strategy in SamplingStrategy.All)
            {
                Subject subject = scenario.On(design);
                SampledReport sampled = ScheduleSampler.Sample(
                    subject, new SampleOptions { Strategy = strategy, Schedules = 60, IsDecided = _ => false });
                Assert.InRange(sampled.Schedules, 60, 60 + sampled.Racing.Count);
                Assert.Subset(all.Outcomes.ToHashSet(), sampled.Outcomes.ToHashSet());
                Assert.All(sampled.Findings, found => Replays(subject, found));
            }
        }
    }

    private static void Replays(Subject subject, Finding found)
    {
        Trace trace = Trace.Of(subject, found);
        ReplayResult replay = Replayer.Replay(trace, subject);
        Assert.True(replay.Reproduces(trace), $"{replay.Divergence}\n{TraceText.Format(trace)}");
    }
}
