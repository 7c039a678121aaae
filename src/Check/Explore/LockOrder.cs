using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explore;

/// <summary>In which order classes of locks are taken, over all executions, in the manner of lockdep. What a single acquire
/// shows to be wrong, the run itself reports (<see cref="HeldLock.Contradiction"/>); here is the graph, for its circles.</summary>
/// <param name="threads">How many threads there are at most.</param>
internal sealed class LockOrder(int threads)
{
    private readonly List<HeldLock>[] _held = [.. Enumerable.Range(0, threads).Select(_ => new List<HeldLock>())];
    private readonly string[] _operations = new string[threads];
    private readonly Dictionary<(string Outer, string Inner), LockEdge> _edges = [];
    private long _execution;

    /// <summary>Each order that was seen, sorted by its text.</summary>
    public IReadOnlyList<LockEdge> Edges => [.. _edges.Values.OrderBy(edge => edge.ToString(), StringComparer.Ordinal)];

    /// <summary>Begins a new execution.</summary>
    /// <param name="execution">Its number, from 1.</param>
    public void Clear(long execution)
    {
        _execution = execution;
        Array.ForEach(_held, held => held.Clear());
    }

    /// <summary>A step has happened.</summary>
    /// <param name="steps">The steps of the execution.</param>
    /// <param name="index">Which of them, from 0.</param>
    public void Add(IReadOnlyList<RecordedStep> steps, int index)
    {
        (int thread, Step step, bool failed) = steps[index];
        if (thread < 0 || failed)
        {
            return;
        }

        switch (step.Kind)
        {
            case StepKind.Call:
                _operations[thread] = step.Target.Label;
                break;
            case StepKind.AcquireRead or StepKind.AcquireWrite:
                Take(new HeldLock((KernelLock)step.Target, _operations[thread], thread, index + 1), steps);
                break;
            case StepKind.ReleaseRead or StepKind.ReleaseWrite:
                _held[thread].RemoveAt(_held[thread].FindLastIndex(held => held.Lock == step.Target));
                break;
            case StepKind.Jump when step.Detail.Length == 0:
                // The locks of the kernel that is left are never given up.
                Array.ForEach(_held, held => held.Clear());
                break;
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

    private void Take(HeldLock inner, IReadOnlyList<RecordedStep> steps)
    {
        List<HeldLock> held = _held[inner.Thread];
        foreach (HeldLock outer in held)
        {
            (string, string) classes = (outer.Lock.Class, inner.Lock.Class);
            if (!_edges.ContainsKey(classes))
            {
                var violation = new Violation(
                    Checks.LockOrder, $"{outer.Lock.Label} ({outer.Place}) -> {inner.Lock.Label} ({inner.Place})");
                _edges.Add(classes, new LockEdge(
                    outer, inner, new Finding(violation, "exhaustive", "lockdep", _execution, [.. steps.Take(inner.Step)])));
            }
        }

        held.Add(inner);
    }
}
