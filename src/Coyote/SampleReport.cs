using LuoVerified.Check;
using LuoVerified.Check.Reports;

namespace LuoVerified.Coyote;

/// <summary>What came of sampling schedules of one program on one design.</summary>
/// <param name="Barging">Schedules run in the default monitor mode, in which a late thread may overtake a woken
/// one.</param>
/// <param name="Volume">Schedules run in the hooked, batched mode.</param>
/// <param name="Distinct">Different ones among all of them, told apart by a 64-bit digest of their steps.</param>
/// <param name="Independent">Those in volume mode, at its end, that were drawn independently of each other and all from the same
/// distribution: after the last member was found to race.</param>
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
    long Distinct,
    long Independent,
    long Undecided,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Outcomes,
    bool Complete)
{
    /// <summary>The verdict about the schedules that were run; those that were not are not covered.</summary>
    public Verdict Verdict => Findings.Count > 0 ? Verdict.Violation : Complete ? Verdict.Pass : Verdict.Inconclusive;
}
