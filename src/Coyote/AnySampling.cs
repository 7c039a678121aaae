using LuoVerified.Check.Designs;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Core;

namespace LuoVerified.Coyote;

/// <summary>Samples schedules in any of the ways there are: under Coyote on the real locks, on models of the locks, or both in turn.</summary>
public static class AnySampling
{
    /// <summary>Samples schedules of one program on one design.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="options">How much, and how: <see cref="CheckOptions"/>, <see cref="SampleOptions"/>, or several of them in
    /// <see cref="PortfolioOptions"/>, which ends as soon as all is decided.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UnusableProgramException">As <see cref="CoyoteChecker.Sample"/> says.</exception>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours in a run.</exception>
    /// <exception cref="InternalErrorException">Something was not under Coyote's control.</exception>
    public static SampleReport Sample(Subject subject, SamplingOptions options) => options switch
    {
        CheckOptions run => CoyoteChecker.Sample(subject, run),
        SampleOptions drawn => Drawn(ScheduleSampler.Sample(subject, drawn)),
        PortfolioOptions portfolio => InTurn(subject, portfolio),
        _ => throw new ArgumentException($"{options.GetType().Name} is no way to sample", nameof(options)),
    };

    private static SampleReport InTurn(Subject subject, PortfolioOptions portfolio)
    {
        SampleReport all = Nothing;
        foreach (SamplingOptions member in portfolio.Members)
        {
            IReadOnlyList<Finding> before = all.Findings;
            all = all.And(Sample(subject, member with { IsDecided = findings => portfolio.IsDecided([.. before, .. findings]) }));
            if (portfolio.IsDecided(all.Findings))
            {
                // Whatever bound was reached before.
                return all with { Complete = true };
            }
        }

        return all;
    }

    private static SampleReport Drawn(SampledReport report) => Nothing with
    {
        Drawn = report.Schedules,
        Digests = report.Digests,
        Independent = report.Independent,
        Undecided = report.Undecided,
        Findings = report.Findings,
        Outcomes = report.Outcomes,
        Complete = report.Complete,
    };

    private static SampleReport Nothing { get; } = new(0, 0, 0, new HashSet<ulong>(), 0, 0, [], [], Complete: true);
}
