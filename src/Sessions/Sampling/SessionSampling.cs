using LuoVerified.Check.Designs;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Core;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Sampling;

/// <summary>Checks scenarios until the expectation is decided or the count is reached: under Coyote in both monitor modes, on
/// models of the locks, or both in turn.</summary>
public static class SessionSampling
{
    /// <summary>Checks one scenario on one design.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How much, and how: <see cref="CheckOptions"/>, <see cref="SampleOptions"/>, or several of them in
    /// <see cref="PortfolioOptions"/>. When all is decided is set here.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours in a run.</exception>
    /// <exception cref="InternalErrorException">Something was not under Coyote's control.</exception>
    public static CheckResult Check(Scenario scenario, Design design, SamplingOptions options)
    {
        Expectation expectation = design.ExpectationOf(scenario);
        SampleReport report = AnySampling.Sample(
            scenario.On(design), options with { IsDecided = findings => IsDecided(expectation, findings) });
        return new CheckResult(scenario, design, report.Barging, report.Volume, report.Digests.Count, report.Findings, report.Complete)
        {
            Drawn = report.Drawn,
            Undecided = report.Undecided,
            Independent = report.Independent,
            Outcomes = report.Outcomes,
        };
    }

    /// <summary>Whether more schedules can tell nothing new: something unexpected was found, or all that must
    /// be.</summary>
    private static bool IsDecided(Expectation expectation, IReadOnlyList<Finding> findings) =>
        findings.Any(finding => !expectation.Allows(finding.Violation.Check))
        || (expectation.MustFind.Count > 0
            && expectation.MustFind.All(check => findings.Any(finding => finding.Violation.Check == check)));
}
