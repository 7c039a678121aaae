using LuoVerified.Check.Designs;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Coyote;

/// <summary>Samples schedules under Coyote: both monitor modes, until all is decided or the count is reached.</summary>
public static class CoyoteChecker
{
    /// <summary>Samples schedules of one program on one design.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="options">How much, and how.</param>
    /// <param name="isDecided">Whether more schedules can tell nothing new, from what was found; null, the default, for
    /// as soon as anything was.</param>
    /// <param name="progress">Told after each schedule how many were run.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours in a run.</exception>
    /// <exception cref="InternalErrorException">Something was not under Coyote's control.</exception>
    public static SampleReport Sample(
        Subject subject,
        CheckOptions options,
        Func<IReadOnlyList<Finding>, bool>? isDecided = null,
        Action<long>? progress = null)
    {
        CoyoteGuard.RequireRewritten();
        subject.RequireControlled();
        isDecided ??= findings => findings.Count > 0;
        List<Finding> findings = [];
        HashSet<ulong> digests = [];
        HashSet<string> outcomes = [];
        long ran = 0;
        bool timeIsUp = false;

        bool stop()
        {
            timeIsUp |= options.TimeIsUp();
            return timeIsUp || isDecided(findings);
        }

        bool ended()
        {
            progress?.Invoke(++ran);
            return stop();
        }

        Sampler sample(SamplingMode mode, long schedules)
        {
            var sampler = new Sampler(subject, mode, options, digests, findings, outcomes, ended);
            if (!stop())
            {
                sampler.Run(schedules, options.Seed);
            }

            return sampler;
        }

        Sampler volume = sample(SamplingMode.Volume, options.VolumeSchedules);
        Sampler barging = sample(SamplingMode.Barging, options.BargingSchedules);
        long undecided = volume.Undecided + barging.Undecided;
        return new SampleReport(
            barging.Schedules,
            volume.Schedules,
            digests.Count,
            volume.Independent,
            undecided,
            findings,
            [.. outcomes.Order(StringComparer.Ordinal)],
            Complete: (!timeIsUp && undecided == 0) || isDecided(findings));
    }
}
