using System.Runtime.InteropServices;
using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>The happens-before relation of one run, by vector clocks over its steps (Mattern, 1989), and the races in it: pairs
/// of dependent steps that nothing else orders, so that the other order could be had. Which steps are dependent is stated in
/// <see cref="Footprint"/>.</summary>
/// <param name="threads">How many threads there are.</param>
internal sealed class HappensBefore(int threads)
{
    private int[] _thread = new int[64];

    /// <summary>The clocks of the steps, one after the other.</summary>
    private int[] _clocks = new int[64 * threads];
    private PendingStep[] _steps = new PendingStep[64];
    private readonly Places _places = new(threads);
    private readonly int[][] _now = [.. Enumerable.Range(0, threads).Select(_ => new int[threads])];
    private int _left = -1;

    /// <summary>How many threads there are.</summary>
    public int Threads => threads;

    /// <summary>Steps so far.</summary>
    public int Count { get; private set; }

    /// <summary>A step that happened.</summary>
    /// <param name="step">The position of the step.</param>
    /// <returns>The step, as it was when its thread waited to do it, with its answer; valid until the next is
    /// added.</returns>
    public ref readonly PendingStep this[int step] => ref _steps[step];

    /// <summary>Begins a new run.</summary>
    public void Clear()
    {
        Count = 0;
        _left = -1;
        Array.ForEach(_now, Array.Clear);
        _places.Clear();
    }

    /// <summary>A new epoch: what comes happens after all that was.</summary>
    public void Barrier()
    {
        int[] all = new int[threads];
        Array.ForEach(_now, clock => VectorClock.Join(all, clock));
        Array.ForEach(_now, clock => Array.Copy(all, clock, threads));
    }

    /// <summary>How many steps of a thread happen before a step, or are the step.</summary>
    /// <param name="step">The position of the step.</param>
    /// <param name="thread">The thread.</param>
    /// <returns>The number.</returns>
    public int Tick(int step, int thread) => _clocks[(step * threads) + thread];

    /// <summary>The thread of a step.</summary>
    /// <param name="step">The position of the step.</param>
    /// <returns>The thread.</returns>
    public int ThreadOf(int step) => _thread[step];

    /// <summary>How many targets have appeared before a step.</summary>
    /// <param name="step">The position of the step.</param>
    /// <returns>The highest of their numbers, at least as far as steps had them as targets.</returns>
    public int TargetsBefore(int step)
    {
        int targets = 0;
        for (int i = 0; i < step; i++)
        {
            targets = Math.Max(targets, _steps[i].Step.Target.Number);
        }

        return targets;
    }

    /// <summary>Whether a step happens after another, or is the other.</summary>
    /// <param name="step">The position of the step.</param>
    /// <param name="other">The position of the other.</param>
    /// <returns>True if it is.</returns>
    public bool IsAfter(int step, int other) => Tick(step, _thread[other]) >= Tick(other, _thread[other]);

    /// <summary>The earlier steps that race with one that is to come.</summary>
    /// <param name="thread">Whose step.</param>
    /// <param name="pending">The step.</param>
    /// <param name="races">Takes the positions, each step of another thread and not ordered before this one.</param>
    public void RacesWith(int thread, in PendingStep pending, List<int> races)
    {
        var footprint = new Footprint(in pending);
        races.Clear();
        races.Add(_left);
        for (int other = 0; footprint.Everything && other < threads; other++)
        {
            races.Add(Last(other));
        }

        _places.AddConflicting(footprint, races);
        int kept = 0;
        foreach (int step in CollectionsMarshal.AsSpan(races))
        {
            if (Races(step, thread))
            {
                races[kept++] = step;
            }
        }

        races.RemoveRange(kept, races.Count - kept);
    }

    /// <summary>A step happens.</summary>
    /// <param name="thread">Whose.</param>
    /// <param name="pending">The step.</param>
    public void Add(int thread, in PendingStep pending)
    {
        var footprint = new Footprint(in pending);
        int[] mine = _now[thread];
        if (footprint.Everything)
        {
            foreach (int[] clock in _now)
            {
                VectorClock.Join(mine, clock);
            }

            _left = Count;
        }

        _places.Before(mine, footprint);
        mine[thread]++;
        _places.After(Count, thread, mine, footprint);
        Store(thread, mine, pending);
    }

    /// <summary>A digest of the order, and of what requests got: equal for executions that differ only in the order of independent
    /// steps.</summary>
    public ulong Digest()
    {
        ulong sum = 0;
        for (int i = 0; i < Count; i++)
        {
            ulong one = 14695981039346656037;
            unchecked
            {
                one = (one ^ (ulong)_thread[i]) * 1099511628211;
                foreach (char letter in _steps[i].Step.Kind == StepKind.Fault ? _steps[i].Step.Detail : "")
                {
                    one = (one ^ letter) * 1099511628211;
                }

                foreach (int tick in ClockOf(i))
                {
                    one = (one ^ (ulong)tick) * 1099511628211;
                    one ^= one >> 31;
                }

                sum += one * one;
            }
        }

        return sum;
    }

    private int Last(int thread)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_thread[i] == thread)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether nothing orders a step before the next step of a thread.</summary>
    private bool Races(int step, int thread) =>
        step >= 0 && _thread[step] != thread && Tick(step, _thread[step]) > _now[thread][_thread[step]];

    private void Store(int thread, int[] clock, in PendingStep step)
    {
        if (_thread.Length == Count)
        {
            Array.Resize(ref _thread, 2 * Count);
            Array.Resize(ref _clocks, 2 * Count * threads);
            Array.Resize(ref _steps, 2 * Count);
        }

        _thread[Count] = thread;
        _steps[Count] = step;
        clock.CopyTo(ClockOf(Count));
        Count++;
    }

    private Span<int> ClockOf(int step) => _clocks.AsSpan(step * threads, threads);
}
