using LuoVerified.Check.Designs;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Coyote;

/// <summary>Checks scenarios under Coyote: both monitor modes, until the expectation is decided or the count is reached.</summary>
public static class CoyoteChecker
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
    public static CheckResult Check(Scenario scenario, Design design, CheckOptions options, Action<long>? progress = null)
    {
        CoyoteGuard.RequireRewritten();
        UncontrolledCalls.Refuse(design);
        List<Finding> findings = [];
        HashSet<ulong> digests = [];
        Expectation expectation = scenario.Expectations.GetValueOrDefault(design.Name, Expectation.Pass);
        long ran = 0;
        bool timeIsUp = false;

        bool stop()
        {
            timeIsUp |= options.TimeIsUp();
            return timeIsUp || Decided(expectation, findings);
        }

        bool ended()
        {
            progress?.Invoke(++ran);
            return stop();
        }

        Sampler sample(SamplingMode mode, long schedules)
        {
            var sampler = new Sampler(scenario.On(design), mode, options, digests, findings, ended);
            if (!stop())
            {
                sampler.Run(schedules, options.Seed);
            }

            return sampler;
        }

        Sampler volume = sample(SamplingMode.Volume, options.VolumeSchedules);
        Sampler barging = sample(SamplingMode.Barging, options.BargingSchedules);
        long undecided = volume.Undecided + barging.Undecided;
        return new CheckResult(
            scenario,
            design,
            barging.Schedules,
            volume.Schedules,
            digests.Count,
            findings,
            Complete: (!timeIsUp && undecided == 0) || Decided(expectation, findings))
        {
            Undecided = undecided,
        };
    }

    /// <summary>Whether more schedules can tell nothing new: something unexpected was found, or all that must be.</summary>
    private static bool Decided(Expectation expectation, List<Finding> findings) =>
        findings.Exists(finding => !expectation.Allows(finding.Violation.Check))
        || (expectation.MustFind.Count > 0
            && expectation.MustFind.All(check => findings.Exists(finding => finding.Violation.Check == check)));
}
