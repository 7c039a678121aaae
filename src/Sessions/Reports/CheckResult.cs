using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Sample;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Reports;

/// <summary>What came of checking one scenario on one design.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Design">The design.</param>
/// <param name="Barging">Schedules run in the default monitor mode, in which a late thread may overtake a woken one.</param>
/// <param name="Volume">Schedules run in the hooked, batched mode.</param>
/// <param name="Distinct">Different ones among all of them, told apart by a 64-bit digest of their steps.</param>
/// <param name="Findings">The first schedule for each rule that was broken, in the order in which they were found.</param>
/// <param name="Complete">Whether all schedules that were asked for were run and decided, as far as no finding made them
/// needless.</param>
public sealed record CheckResult(
    Scenario Scenario,
    Design Design,
    long Barging,
    long Volume,
    long Distinct,
    IReadOnlyList<Finding> Findings,
    bool Complete)
{
    /// <summary>Schedules of which it was not decided whether their results are linearizable: a bound was reached.</summary>
    public long Undecided { get; init; }

    /// <summary>Schedules run on the explorer's executor, on models of the locks.</summary>
    public long Drawn { get; init; }

    /// <summary>Schedules, of those that were drawn or run in volume mode, that were drawn independently of each other, and those of
    /// each strategy from one distribution.</summary>
    public long Independent { get; init; }

    /// <summary>What these bound: with 95 % confidence fewer than one in so many schedules, as they are drawn, break a rule
    /// (<see cref="CleanSamples"/>); if there are several strategies, of schedules that are drawn by each in proportion. Null if one did, or if none was drawn independently.</summary>
    public long? OneIn => Verdict == Verdict.Pass && Independent > 0 ? (long)(1 / CleanSamples.Bound(Independent)) : null;

    /// <summary>What the runs have shown: the results in each kernel, or the rule that was broken; sorted.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>What the scenario says must be found; or else the design itself; pass if neither does.</summary>
    public Expectation Expectation => Design.ExpectationOf(Scenario);

    /// <summary>The verdict about the design.</summary>
    public Verdict Verdict => Findings.Count > 0 ? Verdict.Violation : Complete ? Verdict.Pass : Verdict.Inconclusive;

    /// <summary>Rules that were broken though the expectation does not allow it.</summary>
    public IEnumerable<Finding> Unexpected => Findings.Where(finding => !Expectation.Allows(finding.Violation.Check));

    /// <summary>Rules that had to be broken and were not; none if something else was, as nothing more is run then.</summary>
    public IEnumerable<string> Missing => Unexpected.Any() ? []
        : Expectation.MustFind.Where(check => Findings.All(finding => finding.Violation.Check != check));

    /// <summary>How the result compares with the expectation: pass where it is met, violation where something was broken
    /// that should not be or held that should not, inconclusive where a bound was reached before that could be told.</summary>
    public Verdict AgainstExpectation => Unexpected.Any() ? Verdict.Violation
        : !Complete ? Verdict.Inconclusive
        : Missing.Any() ? Verdict.Violation
        : Verdict.Pass;
}
