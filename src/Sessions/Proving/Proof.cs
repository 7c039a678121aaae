using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Proving;

/// <summary>How far one scenario was explored on one design, and what was found.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Design">The design.</param>
/// <param name="Report">The exploration with reduction; where bounds on preemptions were asked for, the last of them.</param>
/// <param name="Bounded">The explorations with at most 0, 1, 2, ... preemptions, where there were any.</param>
/// <param name="Shortest">For each rule that a run broke, the schedule with the fewest switches of the running thread.</param>
/// <param name="Orders">A schedule for each data race, then for each order of a cycle of locks.</param>
public sealed record Proof(
    Scenario Scenario,
    Design Design,
    ExploreReport Report,
    IReadOnlyList<ExploreReport> Bounded,
    IReadOnlyList<ShortestFinding> Shortest,
    IReadOnlyList<OrderFinding> Orders)
{
    /// <summary>Whether every schedule was covered and decided.</summary>
    public bool CoversAll => Report.CoversAll || Bounded.Any(bounded => bounded.CoversAll);

    /// <summary>The rules that were broken, by name; data races are judged apart.</summary>
    public IEnumerable<string> Broken =>
        Shortest.Select(each => each.Finding).Concat(Orders.Select(order => order.Finding))
            .Select(finding => finding.Violation.Check).Where(check => check != Checks.DataRace).Distinct();

    /// <summary>What the scenario says must be found; or else the design itself; pass if neither does.</summary>
    public Expectation Expectation => Design.ExpectationOf(Scenario);

    /// <summary>The data races that the scenario says must be found.</summary>
    public IReadOnlyList<Race> ExpectedRaces => Design.ExpectedRaces(Scenario);

    /// <summary>Data races, sorted; of each, where several explorations showed it, the one of the first of them.</summary>
    public IReadOnlyList<DataRace> DataRaces => Union(report => report.DataRaces, race => race.Race.ToString());

    /// <summary>Which class of locks was taken under which, sorted.</summary>
    public IReadOnlyList<LockEdge> LockOrder =>
        Union(report => report.LockOrder, edge => $"{edge.Outer.Lock.Class} -> {edge.Inner.Lock.Class}");

    /// <summary>Data races that the scenario does not state.</summary>
    public IEnumerable<DataRace> UnexpectedRaces => DataRaces.Where(race => !ExpectedRaces.Contains(race.Race));

    /// <summary>Data races that the scenario states and no schedule showed.</summary>
    public IEnumerable<Race> MissingRaces => ExpectedRaces.Where(race => DataRaces.All(seen => seen.Race != race));

    /// <summary>The answers that the scenario says some schedule must show.</summary>
    public IReadOnlyList<ExpectedAnswers> ExpectedAnswers => Design.ExpectedAnswers(Scenario);

    /// <summary>Those of them that no schedule showed.</summary>
    public IEnumerable<ExpectedAnswers> MissingAnswers => ExpectedAnswers.Where(answers => !Outcomes.Any(answers.AreIn));

    /// <summary>What runs have answered, kernel by kernel, or the rule that they broke.</summary>
    private IEnumerable<string> Outcomes => Bounded.Prepend(Report).SelectMany(report => report.Outcomes);

    /// <summary>The verdict about the design: pass only where every schedule was covered and decided.</summary>
    public Verdict Verdict => Shortest.Count > 0 || Orders.Count > 0 ? Verdict.Violation
        : CoversAll ? Verdict.Pass
        : Verdict.Inconclusive;

    /// <summary>How the verdict compares with the expectation.</summary>
    public Verdict AgainstExpectation
    {
        get
        {
            bool isAllFound = Expectation.MustFind.All(Broken.Contains) && !MissingRaces.Any() && !MissingAnswers.Any();
            return Broken.Any(check => !Expectation.Allows(check)) || UnexpectedRaces.Any() ? Verdict.Violation
                : isAllFound && (CoversAll || Expectation.MustFind.Count > 0) ? Verdict.Pass
                : CoversAll ? Verdict.Violation
                : Verdict.Inconclusive;
        }
    }

    private List<T> Union<T>(Func<ExploreReport, IReadOnlyList<T>> part, Func<T, string> key) =>
        [.. Bounded.Prepend(Report).SelectMany(part).DistinctBy(key).OrderBy(key, StringComparer.Ordinal)];
}

/// <summary>A data race, or one of the orders in a cycle of locks: what no single run can tell to be wrong.</summary>
/// <param name="Finding">The schedule, which ends with the second of the two places that its message names.</param>
/// <param name="Replays">Whether the schedule shows the same on the real locks.</param>
public sealed record OrderFinding(Finding Finding, bool Replays);
