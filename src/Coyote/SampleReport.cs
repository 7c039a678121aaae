using LuoVerified.Check;
using LuoVerified.Check.Reports;

namespace LuoVerified.Coyote;

/// <summary>What came of sampling schedules of one program on one design.</summary>
/// <param name="Barging">Schedules run in the default monitor mode, in which a late thread may overtake a woken
/// one.</param>
/// <param name="Volume">Schedules run in the hooked, batched mode.</param>
/// <param name="Drawn">Schedules run on the explorer's executor, on models of the locks.</param>
/// <param name="Digests">A 64-bit digest of the steps of each different one among all of them.</param>
/// <param name="Independent">Those that were drawn independently of each other, and those of each strategy from one distribution:
/// the last ones of volume mode, and of each sampler, after its profile was taken and the last member was found to race.</param>
/// <param name="Undecided">Those of which it was not decided whether their results are linearizable: a bound was
/// reached.</param>
/// <param name="Findings">The first schedule for each rule that was broken, in the order in which they were
/// found.</param>
/// <param name="Outcomes">What the runs have shown: the results of each epoch, or the rule that was broken; sorted.</param>
/// <param name="Complete">Whether all schedules that were asked for were run and decided, as far as no finding made
/// them needless.</param>
public sealed record SampleReport(
    long Barging,
    long Volume,
    long Drawn,
    IReadOnlySet<ulong> Digests,
    long Independent,
    long Undecided,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Outcomes,
    bool Complete)
{
    /// <summary>The verdict about the schedules that were run; those that were not are not covered.</summary>
    public Verdict Verdict => Findings.Count > 0 ? Verdict.Violation : Complete ? Verdict.Pass : Verdict.Inconclusive;

    /// <summary>What came of these schedules and of others of the same program on the same design.</summary>
    /// <param name="other">The others.</param>
    /// <returns>Both; a rule that both have broken stays with the first.</returns>
    public SampleReport And(SampleReport other) => new(
        Barging + other.Barging,
        Volume + other.Volume,
        Drawn + other.Drawn,
        Digests.Union(other.Digests).ToHashSet(),
        Independent + other.Independent,
        Undecided + other.Undecided,
        [.. Findings.Concat(other.Findings).DistinctBy(finding => finding.Violation.Check)],
        [.. Outcomes.Union(other.Outcomes).Order(StringComparer.Ordinal)],
        Complete && other.Complete);
}
