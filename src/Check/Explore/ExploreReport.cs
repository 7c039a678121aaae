using LuoVerified.Check.Reports;

namespace LuoVerified.Check.Explore;

/// <summary>What an exploration covered and found.</summary>
public sealed record ExploreReport
{
    /// <summary>Whether every schedule within the bounds was run or is equivalent to one that was.</summary>
    public required bool Exhausted { get; init; }

    /// <summary>Whether a bound on preemptions or switches left schedules out.</summary>
    public required bool BoundReached { get; init; }

    /// <summary>From how many states an epoch was explored: 1, and each different state that a next epoch was handed.</summary>
    public required int Epochs { get; init; }

    /// <summary>Executions, redundant ones left out. With a reduction, each stands for another class of schedules
    /// (Mazurkiewicz trace).</summary>
    public required long Executions { get; init; }

    /// <summary>Executions that turned out to be equivalent to an earlier one (blocked by the sleep set), or out of
    /// bounds.</summary>
    public required long Redundant { get; init; }

    /// <summary>Different classes among the executions, if they were counted.</summary>
    public long TraceClasses { get; init; }

    /// <summary>Executions of which it was not decided whether their results are linearizable: a bound was reached.</summary>
    public long Undecided { get; init; }

    /// <summary>Whether every schedule within the bounds was covered and decided.</summary>
    public bool Complete => Exhausted && Undecided == 0;

    /// <summary>The most steps in an execution that were choices.</summary>
    public required int Depth { get; init; }

    /// <summary>The first schedule for each rule that was broken.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Every combination of results, as text, sorted.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>The most locks taken and given up in an execution, both counted.</summary>
    public required int LockSteps { get; init; }

    /// <summary>Pairs of accesses that no lock orders, sorted.</summary>
    public required IReadOnlyList<DataRace> DataRaces { get; init; }

    /// <summary>The members whose accesses were steps: those that race, and what is used while another thread may free its object;
    /// sorted.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <summary>Which class of locks was taken under which, sorted.</summary>
    public required IReadOnlyList<LockEdge> LockOrder { get; init; }

    /// <summary>Cycles in the order of locks, sorted.</summary>
    public IReadOnlyList<LockCycle> LockCycles => LockCycle.In(LockOrder);

    /// <summary>All that was found, each with a schedule that shows it: the broken rules, then the data races, then the
    /// orders of locks that make a cycle. None if the verdict is not a violation.</summary>
    public IReadOnlyList<Finding> AllFindings =>
    [
        .. Findings,
        .. DataRaces.Select(race => race.Finding),
        .. LockCycles.SelectMany(cycle => cycle.Edges).Distinct().Select(edge => edge.Finding),
    ];

    /// <summary>Whether every schedule was covered and decided.</summary>
    public bool CoversAll => Complete && !BoundReached;

    /// <summary>How many executions it took for one class of schedules, redundant ones included: 1 is the least. With a
    /// reduction no two that are not redundant are of one class.</summary>
    public double ExecutionsPerClass => (double)(Executions + Redundant) / Math.Max(1, TraceClasses > 0 ? TraceClasses : Executions);

    /// <summary>The verdict: pass only if all was covered, decided, and nothing found.</summary>
    public Verdict Verdict => Findings.Count > 0 || DataRaces.Count > 0 || LockCycles.Count > 0 ? Verdict.Violation
        : CoversAll ? Verdict.Pass
        : Verdict.Inconclusive;

    /// <summary>The report for a reader: the verdict, what was covered, the outcomes, and each finding as a picture of its
    /// schedule.</summary>
    /// <returns>Some lines; each ends with a line feed.</returns>
    public override string ToString() => ReportText.Of(this);
}
