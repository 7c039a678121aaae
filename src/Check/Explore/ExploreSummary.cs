using LuoVerified.Check.Reports;

namespace LuoVerified.Check.Explore;

/// <summary>Adds up what the subtrees of an exploration showed, in their order.</summary>
internal sealed class ExploreSummary
{
    private readonly List<Finding> _findings = [];
    private readonly SortedSet<string> _outcomes = new(StringComparer.Ordinal);
    private readonly DataRaces _dataRaces = new();
    private readonly LockOrder _lockOrder = new();
    private long _executions;
    private long _redundant;
    private long _undecided;
    private int _depth;
    private int _lockSteps;
    private bool _boundReached;

    /// <summary>Executions so far, redundant ones included.</summary>
    public long Performed => _executions + _redundant;

    /// <summary>Members that race and were no steps.</summary>
    public SortedSet<string> Racing { get; } = new(StringComparer.Ordinal);

    /// <summary>Different classes among the executions, if they are counted.</summary>
    public long TraceClasses { get; set; }

    /// <summary>Whether a rule is among those that were broken.</summary>
    public bool Found(string? check) => _findings.Exists(finding => finding.Violation.Check == check);

    /// <summary>Adds a subtree.</summary>
    public void Add(SubtreeReport report)
    {
        foreach (Finding finding in report.Findings.Where(finding => !Found(finding.Violation.Check)))
        {
            _findings.Add(finding with { Schedule = _executions + finding.Schedule });
        }

        _dataRaces.Add(report.DataRaces.All, _executions);
        Racing.UnionWith(report.Racing);
        _lockOrder.Add(report.LockOrder, _executions);
        _executions += report.Executions;
        _redundant += report.Redundant;
        _undecided += report.Undecided;
        _depth = Math.Max(_depth, report.Depth);
        _lockSteps = Math.Max(_lockSteps, report.LockSteps);
        _boundReached |= report.BoundReached;
        _outcomes.UnionWith(report.Outcomes);
    }

    /// <summary>The whole.</summary>
    /// <param name="exhausted">Whether nothing within the bounds was left out.</param>
    /// <param name="epochs">From how many states an epoch was explored.</param>
    public ExploreReport Report(bool exhausted, int epochs) => new()
    {
        Exhausted = exhausted,
        BoundReached = _boundReached,
        Epochs = epochs,
        Executions = _executions,
        Redundant = _redundant,
        Undecided = _undecided,
        Depth = _depth,
        Findings = _findings,
        Outcomes = [.. _outcomes],
        TraceClasses = TraceClasses,
        LockSteps = _lockSteps,
        DataRaces = _dataRaces.All,
        LockOrder = _lockOrder.Edges,
    };
}
