using LuoVerified.Core;

namespace LuoVerified.Check.Races;

/// <summary>Which locks the threads of an execution have held, and when.</summary>
/// <param name="threads">How many threads there are at most.</param>
internal sealed class LockHistory(int threads)
{
    private readonly List<(int Step, StepTarget Lock, bool IsTaken)>[] _changes =
        [.. Enumerable.Range(0, threads).Select(_ => new List<(int, StepTarget, bool)>())];

    /// <summary>Begins a new execution.</summary>
    public void Clear() => Array.ForEach(_changes, changes => changes.Clear());

    /// <summary>A thread has taken a lock, or given it up.</summary>
    /// <param name="thread">Its index.</param>
    /// <param name="step">How many steps were done by then, this one counted.</param>
    /// <param name="target">The lock.</param>
    /// <param name="isTaken">Whether it has taken it.</param>
    public void Changed(int thread, int step, StepTarget target, bool isTaken) => _changes[thread].Add((step, target, isTaken));

    /// <summary>The locks that a thread has held at a moment, those left out that the set-up took for it.</summary>
    /// <param name="thread">Its index.</param>
    /// <param name="step">How many steps were done by then.</param>
    /// <returns>The locks, in the order in which they were taken.</returns>
    public IReadOnlyList<StepTarget> Held(int thread, int step)
    {
        List<StepTarget> held = [];
        foreach ((_, StepTarget target, bool isTaken) in _changes[thread].TakeWhile(change => change.Step <= step))
        {
            int last = held.LastIndexOf(target);
            if (isTaken)
            {
                held.Add(target);
            }
            else if (last >= 0)
            {
                held.RemoveAt(last);
            }
        }

        return held;
    }
}
