using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Coyote;

/// <summary>Samples schedules under Coyote: both monitor modes, until all is decided or the count is reached.</summary>
/// <remarks>All threads of a run keep to one processor, as they take turns. Runs of several subjects may be under way at
/// the same time, on different threads.</remarks>
public static class CoyoteChecker
{
    /// <summary>Samples schedules of one program on one design.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="options">How much, and how.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed, or requests may be refused and the strategy is
    /// <see cref="Strategy.DepthFirst"/>.</exception>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours in a run.</exception>
    /// <exception cref="InternalErrorException">Something was not under Coyote's control.</exception>
    public static SampleReport Sample(Subject subject, CheckOptions options)
    {
        CoyoteGuard.RequireRewritten();
        subject.RequireControlled();
        subject.SetUp(new Spares());
        Processors all = Processors.Current;
        all.Spread(1)[0].Use();
        try
        {
            return SampleHere(subject, options);
        }
        finally
        {
            all.Use();
        }
    }

    private static SampleReport SampleHere(Subject subject, CheckOptions options)
    {
        List<Finding> findings = [];
        HashSet<ulong> digests = [];
        HashSet<string> outcomes = [];
        bool timeIsUp = false;

        bool stop()
        {
            timeIsUp |= options.TimeIsUp();
            return timeIsUp || options.IsDecided(findings);
        }

        Sampler sample(SamplingMode mode, long schedules)
        {
            var sampler = new Sampler(subject, mode, options, digests, findings, outcomes, stop);
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
            Drawn: 0,
            digests,
            volume.Independent,
            undecided,
            findings,
            [.. outcomes.Order(StringComparer.Ordinal)],
            Complete: (!timeIsUp && undecided == 0) || options.IsDecided(findings));
    }
}
