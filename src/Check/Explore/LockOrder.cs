using LuoVerified.Impl.Control;
using LuoVerified.Impl.Locking;

namespace LuoVerified.Check.Explore;

/// <summary>In which order classes of locks are taken, over all executions, in the manner of lockdep: a circle is a deadlock
/// that some schedule of some program could reach, even where none happened.</summary>
internal sealed class LockOrder(int threads)
{
    private readonly List<KernelLock>[] _held = [.. Enumerable.Range(0, threads).Select(_ => new List<KernelLock>())];
    private readonly string[] _operations = new string[threads];
    private readonly SortedDictionary<(string Outer, string Inner), string> _edges = [];

    /// <summary>Each order that was seen and the first operation that showed it, sorted.</summary>
    public IReadOnlyList<string> Edges => [.. _edges.Select(edge => $"{edge.Key.Outer} -> {edge.Key.Inner} in {edge.Value}")];

    /// <summary>Begins a new execution, or a new kernel.</summary>
    public void Clear() => Array.ForEach(_held, held => held.Clear());

    /// <summary>A step happens.</summary>
    /// <param name="thread">Whose.</param>
    /// <param name="step">The step.</param>
    public void Add(int thread, in Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Call:
                _operations[thread] = step.Target.Label.Split(' ')[0];
                break;
            case StepKind.AcquireRead or StepKind.AcquireWrite:
                Wants(thread, step);
                _held[thread].Add((KernelLock)step.Target);
                break;
            case StepKind.ReleaseRead or StepKind.ReleaseWrite:
                _held[thread].Remove((KernelLock)step.Target);
                break;
        }
    }

    /// <summary>Adds what was seen elsewhere, after what was seen here.</summary>
    /// <param name="other">The other.</param>
    public void Add(LockOrder other)
    {
        foreach (((string Outer, string Inner) edge, string operation) in other._edges)
        {
            _edges.TryAdd(edge, operation);
        }
    }

    /// <summary>A thread asks for a lock, whether or not it ever gets it.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="step">The acquire.</param>
    public void Wants(int thread, in Step step)
    {
        foreach (KernelLock outer in _held[thread])
        {
            _edges.TryAdd((outer.Class, ((KernelLock)step.Target).Class), _operations[thread] ?? "");
        }
    }

    /// <summary>The circles, each from its first class by name.</summary>
    /// <returns>As text, sorted: the classes, and where each order was seen.</returns>
    public IReadOnlyList<string> Cycles()
    {
        SortedSet<string> cycles = new(StringComparer.Ordinal);
        foreach (string start in _edges.Keys.Select(edge => edge.Outer).Distinct())
        {
            Follow(start, [start], cycles);
        }

        return [.. cycles];
    }

    private void Follow(string start, List<string> path, SortedSet<string> cycles)
    {
        foreach ((string outer, string inner) in _edges.Keys.Where(edge => edge.Outer == path[^1]))
        {
            if (inner == start)
            {
                IEnumerable<string> places = path.Zip([.. path.Skip(1), start], (from, to) => $"{from} -> {to} in {_edges[(from, to)]}");
                cycles.Add(string.Join(", ", places));
            }
            else if (string.CompareOrdinal(inner, start) > 0 && !path.Contains(inner))
            {
                Follow(start, [.. path, inner], cycles);
            }
        }
    }
}
