using LuoVerified.Core;

namespace LuoVerified.Check.Races;

/// <summary>What locks order: a clock of each thread and of each lock (FastTrack, Flanagan and Freund, PLDI 2009, with a second
/// clock for locks that are taken for reading).</summary>
internal sealed class LockClocks
{
    private readonly int[][] _now;
    private readonly Dictionary<StepTarget, int> _numbers = [];

    /// <summary>By the numbers of the locks; used again in every execution.</summary>
    private readonly List<LockClock> _clocks = [];

    /// <summary>Makes the clocks, at the beginning of an execution.</summary>
    /// <param name="threads">How many threads there are at most.</param>
    public LockClocks(int threads)
    {
        _now = [.. Enumerable.Range(0, threads).Select(_ => new int[threads])];
        Clear();
    }

    /// <summary>The clock of a thread.</summary>
    /// <param name="thread">Its index.</param>
    /// <returns>The clock; who orders accesses by other means changes it.</returns>
    public int[] Now(int thread) => _now[thread];

    /// <summary>Begins a new execution.</summary>
    public void Clear()
    {
        _numbers.Clear();
        for (int thread = 0; thread < _now.Length; thread++)
        {
            Array.Clear(_now[thread]);
            _now[thread][thread] = 1;
        }
    }

    /// <summary>A thread has taken a lock.</summary>
    /// <param name="thread">Its index.</param>
    /// <param name="target">The lock.</param>
    /// <param name="exclusive">Whether for writing.</param>
    public void Acquired(int thread, StepTarget target, bool exclusive) => Of(target).Before(_now[thread], exclusive);

    /// <summary>A thread has given up a lock.</summary>
    /// <param name="thread">Its index.</param>
    /// <param name="target">The lock.</param>
    /// <param name="exclusive">Whether it had it for writing.</param>
    public void Released(int thread, StepTarget target, bool exclusive)
    {
        Of(target).Publish(_now[thread], exclusive);
        _now[thread][thread]++;
    }

    private LockClock Of(StepTarget target)
    {
        if (_numbers.TryGetValue(target, out int number))
        {
            return _clocks[number];
        }

        number = _numbers.Count;
        _numbers.Add(target, number);
        if (number == _clocks.Count)
        {
            _clocks.Add(new LockClock(_now.Length));
        }

        _clocks[number].Clear();
        return _clocks[number];
    }
}
