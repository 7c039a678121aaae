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

/// <summary>Checks scenarios until the expectation is decided or the count is reached: under Coyote in both monitor modes, or on
/// models of the locks.</summary>
public static class SessionSampling
{
    extension(CoyoteChecker)
    {
        /// <summary>Checks one scenario on one design.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <param name="design">The design.</param>
        /// <param name="options">How much, and how.</param>
        /// <param name="progress">Told after each schedule how many were run.</param>
        /// <returns>What came of it.</returns>
        /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
        /// <exception cref="RunErrorException">An error of ours in a run.</exception>
        /// <exception cref="InternalErrorException">Something was not under Coyote's control.</exception>
        public static CheckResult Check(
            Scenario scenario, Design design, CheckOptions options, Action<long>? progress = null)
        {
            Expectation expectation = design.ExpectationOf(scenario);
            SampleReport report = CoyoteChecker.Sample(
                scenario.On(design), options, findings => IsDecided(expectation, findings), progress);
            return new CheckResult(
                scenario, design, report.Barging, report.Volume, report.Distinct, report.Findings, report.Complete)
            {
                Undecided = report.Undecided,
                Independent = report.Independent,
                Outcomes = report.Outcomes,
            };
        }
    }

    extension(ScheduleSampler)
    {
        /// <summary>Checks one scenario on one design, on models of the locks.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <param name="design">The design.</param>
        /// <param name="options">How much, and how; when all is decided is set here.</param>
        /// <returns>What came of it.</returns>
        /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
        /// <exception cref="RunErrorException">An error of ours in a run.</exception>
        public static CheckResult Check(Scenario scenario, Design design, SampleOptions options)
        {
            Expectation expectation = design.ExpectationOf(scenario);
            SampledReport report = ScheduleSampler.Sample(
                scenario.On(design), options with { IsDecided = findings => IsDecided(expectation, findings) });
            return new CheckResult(scenario, design, 0, 0, report.Distinct, report.Findings, report.Complete)
            {
                Drawn = report.Schedules,
                Independent = report.Independent,
                Undecided = report.Undecided,
                Outcomes = report.Outcomes,
            };
        }
    }

    /// <summary>Whether more schedules can tell nothing new: something unexpected was found, or all that must
    /// be.</summary>
    private static bool IsDecided(Expectation expectation, IReadOnlyList<Finding> findings) =>
        findings.Any(finding => !expectation.Allows(finding.Violation.Check))
        || (expectation.MustFind.Count > 0
            && expectation.MustFind.All(check => findings.Any(finding => finding.Violation.Check == check)));
}
