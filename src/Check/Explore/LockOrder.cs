using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>In which order classes of locks are taken, over all executions, in the manner of lockdep. What a single acquire
/// shows to be wrong, the run itself reports (<see cref="HeldLock.Contradiction"/>); this is the graph, in which cycles are
/// found.</summary>
internal sealed class LockOrder
{
    private readonly Dictionary<(string Outer, string Inner), LockEdge> _edges = [];
    private long _execution;

    /// <summary>Each order that was seen, sorted by its text.</summary>
    public IReadOnlyList<LockEdge> Edges => [.. _edges.Values.OrderBy(edge => edge.ToString(), StringComparer.Ordinal)];

    /// <summary>Begins a new execution.</summary>
    /// <param name="execution">Its number, from 1.</param>
    public void Clear(long execution) => _execution = execution;

    /// <summary>A step has happened.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    public void Add(Run run, in RecordedStep step)
    {
        if (step is not { Step.Acquires: true, Ending: Ending.Done } || step.Thread < 0)
        {
            return;
        }

        IReadOnlyList<HeldLock> held = run.HeldBy(step.Thread);
        if (held.Count == 0)
        {
            return;
        }

        HeldLock inner = held[^1];
        for (int i = 0; i < held.Count - 1; i++)
        {
            HeldLock outer = held[i];
            (string, string) classes = (outer.Lock.Class, inner.Lock.Class);
            if (outer.Lock.HasOrder && inner.Lock.HasOrder && !_edges.ContainsKey(classes))
            {
                var violation = new Violation(
                    Checks.LockOrder, $"{outer.Lock.Label} ({outer.Place}) -> {inner.Lock.Label} ({inner.Place})");
                IReadOnlyList<RecordedStep> steps = [.. run.Steps.Take(inner.Step)];
                var finding = Finding.In(run, violation, "exhaustive", "lockdep", _execution, steps);
                _edges.Add(classes, new LockEdge(outer, inner, finding));
            }
        }
    }

    /// <summary>Adds what was seen elsewhere, after what was seen here.</summary>
    /// <param name="other">The other.</param>
    /// <param name="executions">How many executions came before.</param>
    public void Add(LockOrder other, long executions)
    {
        foreach (LockEdge edge in other._edges.Values)
        {
            Finding finding = edge.Finding with { Schedule = executions + edge.Finding.Schedule };
            _edges.TryAdd((edge.Outer.Lock.Class, edge.Inner.Lock.Class), edge with { Finding = finding });
        }
    }
}
