using LuoVerified.Check;
using LuoVerified.Check.Explore;

namespace LuoVerified.Pairs;

/// <summary>What an exploration shows, as far as it must not depend on the reduction.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Rules">The rules that were broken.</param>
/// <param name="Outcomes">The combinations of results.</param>
/// <param name="Races">The data races.</param>
/// <param name="Orders">Which class of locks was taken under which.</param>
public sealed record Seen(
    Verdict Verdict,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Races,
    IReadOnlyList<string> Orders)
{
    /// <summary>What a report shows.</summary>
    /// <param name="report">The report.</param>
    /// <returns>All of it, sorted.</returns>
    public static Seen In(ExploreReport report) => new(
        report.Verdict,
        Sorted(report.Findings.Select(finding => finding.Violation.Check)),
        Sorted(report.Outcomes),
        Sorted(report.DataRaces.Select(race => $"{race.Race}")),
        Sorted(report.LockOrder.Select(edge => $"{edge.Outer.Lock.Class} -> {edge.Inner.Lock.Class}")));

    /// <summary>What only one of two shows.</summary>
    /// <param name="reduced">What the reduced search shows.</param>
    /// <param name="judge">What the judge shows.</param>
    /// <returns>A line for each; empty if they are equal.</returns>
    public static IReadOnlyList<string> Differences(Seen reduced, Seen judge) =>
    [
        .. Of("verdict", [$"{reduced.Verdict}"], [$"{judge.Verdict}"]),
        .. Of("rule", reduced.Rules, judge.Rules),
        .. Of("outcome", reduced.Outcomes, judge.Outcomes),
        .. Of("race", reduced.Races, judge.Races),
        .. Of("lock order", reduced.Orders, judge.Orders),
    ];

    private static IEnumerable<string> Of(string what, IReadOnlyList<string> reduced, IReadOnlyList<string> judge) =>
        judge.Except(reduced).Select(each => $"{what}, missed by the reduced search: {each}")
            .Concat(reduced.Except(judge).Select(each => $"{what}, seen by the reduced search only: {each}"));

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Distinct().Order(StringComparer.Ordinal)];
}
