using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>The happens-before relation of one execution, by vector clocks over its steps, and the races in it: pairs of
/// dependent steps that nothing else orders, so that the other order could be had.</summary>
/// <remarks>A lock's release is ordered before the next acquire, but the race is between the two acquires: a release
/// cannot be swapped with the acquire that it allows.</remarks>
internal sealed class HappensBefore(int threads)
{
    private readonly List<int> _thread = [];
    private readonly List<int[]> _clocks = [];
    private readonly List<TargetHistory?> _targets = [];
    private readonly int[][] _now = [.. Enumerable.Range(0, threads).Select(_ => new int[threads])];
    private readonly int[] _lastCall = [.. Enumerable.Repeat(-1, threads)];
    private readonly int[] _lastReturn = [.. Enumerable.Repeat(-1, threads)];
    private int _jump = -1;

    /// <summary>Steps so far.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a new execution.</summary>
    public void Clear()
    {
        Count = 0;
        _jump = -1;
        Array.Fill(_lastCall, -1);
        Array.Fill(_lastReturn, -1);
        Array.ForEach(_now, Array.Clear);
        for (int i = 0; i < _targets.Count; i++)
        {
            _targets[i]?.Clear();
        }
    }

    /// <summary>A new kernel: what comes happens after all that was.</summary>
    public void Barrier()
    {
        int[] all = new int[threads];
        Array.ForEach(_now, clock => VectorClock.Join(all, clock));
        Array.ForEach(_now, clock => Array.Copy(all, clock, threads));
    }

    /// <summary>The earlier steps that race with one that is to come.</summary>
    /// <param name="thread">Whose step.</param>
    /// <param name="pending">The step.</param>
    /// <param name="races">Takes the indices, each step of another thread and not ordered before this one.</param>
    public void RacesWith(int thread, in PendingStep pending, List<int> races)
    {
        races.Clear();
        Step step = pending.Step;
        if (step.Kind == StepKind.Jump)
        {
            for (int other = 0; other < threads; other++)
            {
                AddUnlessOrdered(Last(other), thread, races);
            }

            return;
        }

        AddUnlessOrdered(_jump, thread, races);
        for (int other = 0; other < threads; other++)
        {
            AddUnlessOrdered(pending.BeginsCall ? _lastReturn[other] : -1, thread, races);
            AddUnlessOrdered(pending.EndsCall ? _lastCall[other] : -1, thread, races);
        }

        if (step.Kind is StepKind.ReleaseRead or StepKind.ReleaseWrite)
        {
            return;
        }

        Conflicts(Find(step.Target), Dependence.Writes(step.Kind), thread, races);
        Conflicts(Find(step.Target.Within), writes: false, thread, races);
    }

    /// <summary>A step happens.</summary>
    /// <param name="thread">Whose.</param>
    /// <param name="pending">The step.</param>
    public void Add(int thread, in PendingStep pending)
    {
        Step step = pending.Step;
        int[] mine = _now[thread];
        for (int other = 0; other < threads; other++)
        {
            JoinStep(mine, pending.BeginsCall ? _lastReturn[other] : -1);
            JoinStep(mine, pending.EndsCall ? _lastCall[other] : -1);
        }

        if (pending.BeginsCall)
        {
            _lastCall[thread] = Count;
        }

        if (pending.EndsCall)
        {
            _lastReturn[thread] = Count;
            mine[thread]++;
            Store(thread, mine);
            return;
        }

        TargetHistory target = Get(step.Target);
        switch (step.Kind)
        {
            case StepKind.ReleaseWrite:
            case StepKind.ReleaseRead:
                mine[thread]++;
                VectorClock.Join(step.Kind == StepKind.ReleaseWrite ? target.Written : target.Read, mine);
                Store(thread, mine);
                return;
            case StepKind.Jump:
                Array.ForEach(_now, clock => VectorClock.Join(mine, clock));
                _jump = Count;
                break;
            default:
                VectorClock.Join(mine, target.Written);
                if (Dependence.Writes(step.Kind))
                {
                    VectorClock.Join(mine, target.Read);
                }

                break;
        }

        mine[thread]++;
        bool isAcquire = step.Kind is StepKind.AcquireRead or StepKind.AcquireWrite;
        target.Note(Count, thread, Dependence.Writes(step.Kind), isAcquire ? null : mine);
        if (step.Target.Within is { } container)
        {
            TargetHistory whole = Get(container);
            VectorClock.Join(mine, whole.Written);
            whole.Note(Count, thread, writes: false, mine);
        }

        Store(thread, mine);
    }

    /// <summary>A digest of the order: equal for executions that differ only in the order of independent steps.</summary>
    public ulong Digest()
    {
        ulong sum = 0;
        for (int i = 0; i < Count; i++)
        {
            ulong one = 14695981039346656037;
            unchecked
            {
                one = (one ^ (ulong)_thread[i]) * 1099511628211;
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

    /// <summary>The threads that could begin what comes after a step and does not depend on it, up to a racing step: one of
    /// them must be tried in place of the step (source set).</summary>
    /// <param name="from">The earlier step of the race.</param>
    /// <param name="last">The thread of the later one, which has not happened yet.</param>
    /// <returns>The threads, as a mask.</returns>
    public int Initials(int from, int last)
    {
        int q = _thread[from];
        int mark = _clocks[from][q];
        Span<int> first = stackalloc int[threads];
        first.Clear();
        int initials = 0;
        for (int i = from + 1; i < Count; i++)
        {
            int[] clock = _clocks[i];
            if (clock[q] < mark && first[_thread[i]] == 0)
            {
                initials |= Begins(clock, first) ? 1 << _thread[i] : 0;
                first[_thread[i]] = clock[_thread[i]];
            }
        }

        if (first[last] == 0)
        {
            initials |= Begins(_now[last], first) ? 1 << last : 0;
        }

        return initials;
    }

    private static bool Begins(int[] clock, ReadOnlySpan<int> first)
    {
        for (int thread = 0; thread < first.Length; thread++)
        {
            if (first[thread] != 0 && clock[thread] >= first[thread])
            {
                return false;
            }
        }

        return true;
    }

    private void JoinStep(int[] into, int index)
    {
        if (index >= 0)
        {
            VectorClock.Join(into, _clocks[index]);
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

    private void Conflicts(TargetHistory? target, bool writes, int thread, List<int> races)
    {
        if (target is null)
        {
            return;
        }

        AddUnlessOrdered(target.LastWrite, thread, races);
        for (int other = 0; writes && other < threads; other++)
        {
            AddUnlessOrdered(target.LastRead[other], thread, races);
        }
    }

    private void AddUnlessOrdered(int index, int thread, List<int> races)
    {
        if (index >= 0 && _thread[index] != thread && _clocks[index][_thread[index]] > _now[thread][_thread[index]])
        {
            races.Add(index);
        }
    }

    private void Store(int thread, int[] clock)
    {
        if (_clocks.Count == Count)
        {
            _clocks.Add(new int[threads]);
            _thread.Add(0);
        }

        _thread[Count] = thread;
        Array.Copy(clock, _clocks[Count], threads);
        Count++;
    }

    private TargetHistory? Find(StepTarget? target) =>
        target is { Number: > 0 } && target.Number < _targets.Count ? _targets[target.Number] : null;

    private TargetHistory Get(StepTarget target)
    {
        while (_targets.Count <= target.Number)
        {
            _targets.Add(null);
        }

        return _targets[target.Number] ??= new TargetHistory(threads);
    }

    /// <summary>The last steps on a target, and the clocks that its next reader or writer takes over.</summary>
    private sealed class TargetHistory
    {
        public TargetHistory(int threads)
        {
            LastRead = new int[threads];
            Written = new int[threads];
            Read = new int[threads];
            Clear();
        }

        public int LastWrite { get; private set; }

        public int[] LastRead { get; }

        public int[] Written { get; }

        public int[] Read { get; }

        public void Clear()
        {
            LastWrite = -1;
            Array.Fill(LastRead, -1);
            Array.Clear(Written);
            Array.Clear(Read);
        }

        /// <summary>A step on the target; for an acquire without a clock: the release passes it on.</summary>
        public void Note(int index, int thread, bool writes, int[]? clock)
        {
            if (writes)
            {
                LastWrite = index;
                Array.Fill(LastRead, -1);
            }
            else
            {
                LastRead[thread] = index;
            }

            if (clock is not null)
            {
                VectorClock.Join(writes ? Written : Read, clock);
            }
        }
    }
}
