using LuoVerified.Check.Reports;

namespace LuoVerified.Check.Sample;

/// <summary>What came of drawing schedules.</summary>
/// <param name="Schedules">Schedules that were run.</param>
/// <param name="Independent">Those at the end that were drawn independently of each other, all from the same distribution: after
/// the profile was taken, and after the last member was found to race.</param>
/// <param name="Digests">A 64-bit digest of the steps of each different one among all of them.</param>
/// <param name="Undecided">Those of which it was not decided whether their results are linearizable: a bound was reached.</param>
/// <param name="Findings">The first schedule for each rule that was broken, in the order in which they were found.</param>
/// <param name="Outcomes">What the runs have shown: the results of each epoch, or the rule that was broken; sorted.</param>
/// <param name="Racing">The members whose accesses were steps at the end: those that race.</param>
/// <param name="Complete">Whether all schedules that were asked for were run and decided, as far as no finding made them
/// needless.</param>
public sealed record SampledReport(
    long Schedules,
    long Independent,
    IReadOnlySet<ulong> Digests,
    long Undecided,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Outcomes,
    IReadOnlySet<string> Racing,
    bool Complete)
{
    /// <summary>The verdict about the schedules that were run; those that were not are not covered.</summary>
    public Verdict Verdict => Findings.Count > 0 ? Verdict.Violation : Complete ? Verdict.Pass : Verdict.Inconclusive;
}
