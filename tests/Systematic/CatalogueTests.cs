using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>Every scenario of the catalogue on every design.</summary>
public class CatalogueTests
{
    private static readonly CheckOptions Options = new() { BargingSchedules = 200, VolumeSchedules = 1_000 };

    /// <summary>If nothing must be found all of them run, and if threads wait for ever Coyote needs an iteration for each. The
    /// command <c>luo check</c> takes more of the same pairs.</summary>
    private static readonly CheckOptions Fewer = new() { BargingSchedules = 20, VolumeSchedules = 100 };

    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (Scenario scenario in Catalogue.All)
        {
            foreach (Design design in DifferentDesigns.All)
            {
                if (design.WhyInapplicable(scenario) is null)
                {
                    data.Add(scenario.Name, design.Name);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void TheVerdictIsTheExpectedOneAndEveryTraceReplays(string scenarioName, string designName)
    {
        Scenario scenario = Catalogue.Find(scenarioName)!;
        Design design = Design.All.Single(each => each.Name == designName);
        CheckOptions options = design.WaitsOnceFrozen.Count == 0 && design.ExpectationOf(scenario).MustFind.Count > 0 ? Options : Fewer;
        CheckResult result = SessionSampling.Check(scenario, design, options);

        Assert.Equal(Verdict.Pass, result.AgainstExpectation);
        Assert.True(result.Complete);
        Assert.Equal(design.ExpectationOf(scenario).MustFind.Count > 0, result.Verdict == Verdict.Violation);
        if (result.Verdict == Verdict.Pass)
        {
            Assert.Equal(options.BargingSchedules, result.Barging);
            Assert.Equal(options.VolumeSchedules, result.Volume);
            Assert.True(result.Distinct > 1, "no two schedules differ: nothing was interleaved");
        }

        foreach (Finding finding in result.Findings)
        {
            Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(scenario, designName, finding, Options.Seed)), "trace");
            ReplayResult replay = Replayer.Replay(trace, design);
            Assert.Null(replay.Divergence);
            Assert.True(replay.Reproduces(trace));
        }
    }

    /// <summary>The defects of docs/defects.md: each is found by a scenario that names no defect.</summary>
    [Theory]
    [InlineData("A", "retrieve-against-retrieve-and-close", "use-after-free")]
    [InlineData("B, a create is lost", "serialize-against-create", "image-equals-live")]
    [InlineData("B, a close is undone", "serialize-against-close", "image-equals-live")]
    [InlineData("D, deserialize is not synchronised", "two-deserializes-against-a-retrieve", "nothing-lost")]
    [InlineData("F", "deserialize-without-memory", "deserialize-once")]
    [InlineData("H", "names-at-the-limits", "names-intact")]
    [InlineData("K, sessions that wait do not count", "quiesce-against-deserialize", "quiesced-is-empty")]
    [InlineData("R1", "boot-without-memory", "uninitialised-read")]
    [InlineData("R2", "corrupt-hand-over-duplicate", "use-after-free")]
    public void EachKnownDefectOfThePatchIsFoundInEachMode(string defect, string scenarioName, string check)
    {
        Scenario scenario = Catalogue.Find(scenarioName)!;
        foreach (CheckOptions options in (CheckOptions[])[Options with { VolumeSchedules = 0 }, Options with { BargingSchedules = 0 }])
        {
            CheckResult result = SessionSampling.Check(scenario, Design.AsPosted, options);
            Assert.True(result.Findings.Any(finding => finding.Violation.Check == check), $"defect {defect} is not found");
        }
    }

    [Fact]
    public void EveryScenarioStatesItsExpectationForTheDesignsOfThePatch()
    {
        foreach (Scenario scenario in Catalogue.All)
        {
            IEnumerable<Design> run = Design.Default.Where(design => design.WhyInapplicable(scenario) is null);
            Assert.Equal(
                run.Select(design => design.Name).Order(), scenario.Expectations.Keys.Where(name => !name.StartsWith("mainline", StringComparison.Ordinal)).Order());
            Assert.Equal(Expectation.Pass.ToString(), scenario.Expectations[Design.Hardened.Name].ToString());
        }
    }
}
