using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>The happens-before relation of one run, by vector clocks over its steps (Mattern, 1989), and the races in it: pairs
/// of dependent steps that nothing else orders, so that the other order could be had. Which steps are dependent is stated in
/// <see cref="Footprint"/>.</summary>
/// <param name="threads">How many threads there are.</param>
internal sealed class HappensBefore(int threads)
{
    private const int MaxRules = 32;

    private readonly List<int> _thread = [];
    private readonly List<int[]> _clocks = [];
    private readonly List<PendingStep> _steps = [];
    private readonly List<PlaceHistory?> _targets = [];
    private readonly PlaceHistory?[] _rules = new PlaceHistory?[MaxRules];
    private readonly int[][] _now = [.. Enumerable.Range(0, threads).Select(_ => new int[threads])];
    private int _left = -1;

    /// <summary>How many threads there are.</summary>
    public int Threads => threads;

    /// <summary>Steps so far.</summary>
    public int Count { get; private set; }

    /// <summary>A step that happened.</summary>
    /// <param name="step">The position of the step.</param>
    /// <returns>The step, as it was when its thread waited to do it, with its answer.</returns>
    public PendingStep this[int step] => _steps[step];

    /// <summary>Begins a new run.</summary>
    public void Clear()
    {
        Count = 0;
        _left = -1;
        Array.ForEach(_now, Array.Clear);
        _targets.ForEach(place => place?.Clear());
        Array.ForEach(_rules, place => place?.Clear());
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
    public int Tick(int step, int thread) => _clocks[step][thread];

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
    public bool IsAfter(int step, int other) => _clocks[step][_thread[other]] >= _clocks[other][_thread[other]];

    /// <summary>The earlier steps that race with one that is to come.</summary>
    /// <param name="thread">Whose step.</param>
    /// <param name="pending">The step.</param>
    /// <param name="races">Takes the positions, each step of another thread and not ordered before this one.</param>
    public void RacesWith(int thread, in PendingStep pending, List<int> races)
    {
        races.Clear();
        var footprint = Footprint.Of(pending);
        AddUnlessOrdered(_left, thread, races);
        for (int other = 0; footprint.Everything && other < threads; other++)
        {
            AddUnlessOrdered(Last(other), thread, races);
        }

        if (!footprint.Everything && !footprint.Releases)
        {
            AddConflicts(Find(footprint.Own), thread, races);
        }

        AddConflicts(Find(footprint.Container), thread, races);
        for (uint rules = footprint.RuleReads | footprint.RuleWrites; rules != 0; rules &= rules - 1)
        {
            int rule = int.TrailingZeroCount((int)rules);
            AddConflicts((_rules[rule], (footprint.RuleWrites & (1u << rule)) != 0), thread, races);
        }
    }

    /// <summary>A step happens.</summary>
    /// <param name="thread">Whose.</param>
    /// <param name="pending">The step.</param>
    public void Add(int thread, in PendingStep pending)
    {
        var footprint = Footprint.Of(pending);
        int[] mine = _now[thread];
        if (footprint.Everything)
        {
            foreach (int[] clock in _now)
            {
                VectorClock.Join(mine, clock);
            }

            _left = Count;
        }

        Before(mine, footprint);
        mine[thread]++;
        After(mine, thread, footprint);
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

                foreach (int tick in _clocks[i])
                {
                    one = (one ^ (ulong)tick) * 1099511628211;
                    one ^= one >> 31;
                }

                sum += one * one;
            }
        }

        return sum;
    }

    private void Before(int[] clock, in Footprint footprint)
    {
        if (footprint.Own is { } own && !footprint.Releases)
        {
            Get(own.Target).Before(clock, own.Writes);
        }

        if (footprint.Container is { } container)
        {
            Get(container.Target).Before(clock, writes: false);
        }

        for (uint rules = footprint.RuleReads | footprint.RuleWrites; rules != 0; rules &= rules - 1)
        {
            int rule = int.TrailingZeroCount((int)rules);
            _rules[rule]?.Before(clock, (footprint.RuleWrites & (1u << rule)) != 0);
        }
    }

    private void After(int[] clock, int thread, in Footprint footprint)
    {
        if (footprint.Own is { } own)
        {
            After(Get(own.Target), own.Writes, clock, thread, footprint);
        }

        if (footprint.Container is { } container)
        {
            Get(container.Target).Touched(Count, thread, writes: false);
            Get(container.Target).Publish(clock, writes: false);
        }

        for (uint rules = footprint.RuleReads | footprint.RuleWrites; rules != 0; rules &= rules - 1)
        {
            int rule = int.TrailingZeroCount((int)rules);
            bool writes = (footprint.RuleWrites & (1u << rule)) != 0;
            PlaceHistory place = _rules[rule] ??= new PlaceHistory(threads);
            place.Touched(Count, thread, writes);
            place.Publish(clock, writes);
        }
    }

    private void After(PlaceHistory lockOrField, bool writes, int[] clock, int thread, in Footprint footprint)
    {
        if (!footprint.Releases)
        {
            lockOrField.Touched(Count, thread, writes);
        }

        if (!footprint.Acquires)
        {
            lockOrField.Publish(clock, writes);
        }
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

    private void AddConflicts((PlaceHistory? History, bool Writes) place, int thread, List<int> races)
    {
        if (place.History is not { } history)
        {
            return;
        }

        AddUnlessOrdered(history.LastWrite, thread, races);
        for (int other = 0; place.Writes && other < threads; other++)
        {
            AddUnlessOrdered(history.LastRead[other], thread, races);
        }
    }

    private void AddUnlessOrdered(int index, int thread, List<int> races)
    {
        if (index >= 0 && _thread[index] != thread && _clocks[index][_thread[index]] > _now[thread][_thread[index]])
        {
            races.Add(index);
        }
    }

    private void Store(int thread, int[] clock, in PendingStep step)
    {
        if (_clocks.Count == Count)
        {
            _clocks.Add(new int[threads]);
            _thread.Add(0);
            _steps.Add(step);
        }

        _thread[Count] = thread;
        _steps[Count] = step;
        Array.Copy(clock, _clocks[Count], threads);
        Count++;
    }

    private (PlaceHistory? History, bool Writes) Find(Place? place) => place is { Target: { Number: > 0 } target, Writes: var writes }
        && target.Number < _targets.Count ? (_targets[target.Number], writes) : default;

    private PlaceHistory Get(StepTarget target)
    {
        while (_targets.Count <= target.Number)
        {
            _targets.Add(null);
        }

        return _targets[target.Number] ??= new PlaceHistory(threads);
    }
}
