using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace LuoVerified.Check.Model;

/// <summary>Breadth-first search: level by level, all threads on one level until it is done.</summary>
/// <remarks>Which states a level holds, what can be counted and which breach comes first do not depend on which thread does
/// what; the order of states within a level does, and nothing that is told depends on that.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <typeparam name="TModel">The model.</typeparam>
internal sealed class Explorer<T, TModel> : IDisposable
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    where TModel : IModel<T>
{
    private const int ChunkSize = 512;

    /// <summary>More states than one chunk can add.</summary>
    private const int MaxOfAChunk = ChunkSize * Successors<T>.MaxPerState;

    private const int ChunksBetweenReports = 256;

    private readonly ModelOptions _options;
    private readonly long _maxBytes;
    private readonly StateSet<T> _set = new();
    private readonly Worker<T, TModel>[] _workers;
    private readonly long[] _counts;
    private readonly List<List<Stretch>> _levels = [];
    private readonly Barrier _barrier;
    private readonly int?[] _steps = new int?[Goals.Count];
    private Stretch[] _chunks = [];
    private int _next;
    private int _growing = -1;
    private bool _growWanted;
    private bool _full;
    private string? _stopped;
    private bool _done;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Makes an exploration.</summary>
    public Explorer(ModelOptions options, TModel model, Rules<T> rules, Canonical<T> canonical)
    {
        _options = options;
        _maxBytes = options.MaxBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;
        _workers = [.. Enumerable.Range(0, options.Threads).Select(_ => new Worker<T, TModel>(model, rules, canonical, _set))];
        _counts = new long[options.Threads];
        _barrier = new Barrier(options.Threads);
        Wanted = Goals.Within(options.Bounds);
    }

    /// <summary>The states of each complete level, as stretches of indices into <see cref="Set"/>.</summary>
    public IReadOnlyList<List<Stretch>> Levels => _levels;

    /// <summary>The states.</summary>
    public StateSet<T> Set => _set;

    /// <summary>Distinct states in the complete levels.</summary>
    public long States { get; private set; }

    /// <summary>Transitions out of the states that were expanded.</summary>
    public long Transitions => _workers.Sum(worker => worker.Transitions);

    /// <summary>Why not all was explored; null where it was, or a rule is broken.</summary>
    public string? Stopped => _stopped;

    /// <summary>The first broken rule; null where none is.</summary>
    public Breach<T>? Breach { get; private set; }

    /// <summary>The least number of transitions to each goal.</summary>
    public IReadOnlyList<int?> Steps => _steps;

    /// <summary>The goals that can be reached.</summary>
    public ulong Wanted { get; }

    /// <summary>Explores until there is nothing new, a rule is broken, or a bound is reached.</summary>
    public void Run()
    {
        Thread[] others = [.. _workers.Skip(1).Select((_, index) => new Thread(() => Follow(index + 1)) { IsBackground = true })];
        foreach (Thread thread in others)
        {
            thread.Start();
        }

        try
        {
            _workers[0].Begin();
            _counts[0] = _workers[0].Writer.Count;
            List<Stretch> level = _workers[0].Writer.TakeAdded();
            while (level.Count > 0 && Breach is null && _stopped is null)
            {
                _levels.Add(level);
                States += level.Sum(stretch => (long)stretch.Count);
                ExpandLevel(level);
                level = [.. _workers.SelectMany(worker => worker.Writer.TakeAdded())];
                Settle();
            }
        }
        finally
        {
            _done = true;
            _barrier.SignalAndWait();
            foreach (Thread thread in others)
            {
                thread.Join();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();

    private void ExpandLevel(List<Stretch> level)
    {
        ulong wanted = Wanted & ~ReachedBefore() & ~ModelLayout.Ones((int)MoveKind.Kexec + 1);
        foreach (Worker<T, TModel> worker in _workers)
        {
            worker.Wanted = wanted;
        }

        _chunks = Split(level);
        _next = 0;
        while (_next < _chunks.Length)
        {
            if (_growWanted)
            {
                Grow();
            }

            Phase();
        }
    }

    /// <summary>All threads work until there is nothing left or the table must grow.</summary>
    private void Phase()
    {
        _barrier.SignalAndWait();
        Work(0);
        _barrier.SignalAndWait();
        _failure?.Throw();
    }

    private void Follow(int number)
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_done)
            {
                return;
            }

            Work(number);
            _barrier.SignalAndWait();
        }
    }

    private void Work(int number)
    {
        try
        {
            if (_growing >= 0)
            {
                for (int segment; (segment = Interlocked.Increment(ref _growing) - 1) < _set.SegmentCount;)
                {
                    _set.Reinsert(segment);
                }
            }
            else
            {
                ExpandChunks(number);
            }
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
            _next = _chunks.Length;
        }
    }

    private void ExpandChunks(int number)
    {
        Worker<T, TModel> worker = _workers[number];
        int reportAt = ChunksBetweenReports;
        while (!Volatile.Read(ref _growWanted))
        {
            int chunk = Interlocked.Increment(ref _next) - 1;
            if (chunk >= _chunks.Length)
            {
                break;
            }

            worker.Writer.Full = Volatile.Read(ref _full);
            worker.Expand(_chunks[chunk]);
            Volatile.Write(ref _counts[number], worker.Writer.Count);
            WatchBounds(worker.Writer.Full);
            if (number == 0 && --reportAt == 0)
            {
                reportAt = ChunksBetweenReports;
                Report();
            }
        }

        worker.Writer.Publish();
    }

    private void WatchBounds(bool full)
    {
        long count = Total();
        if (full || count > _options.MaxStates || _set.Bytes > _maxBytes)
        {
            _full = true;
        }
        else if (count + ((long)MaxOfAChunk * _workers.Length) > _set.Comfortable)
        {
            Volatile.Write(ref _growWanted, true);
        }
    }

    private void Grow()
    {
        _growWanted = false;
        if (_full)
        {
            return;
        }

        try
        {
            if (!_set.CanGrow || _set.Bytes + _set.GrowingBytes > _maxBytes)
            {
                _full = true;
                return;
            }

            _set.StartGrowing();
        }
        catch (OutOfMemoryException)
        {
            _full = true;
            return;
        }

        _growing = 0;
        Phase();
        _growing = -1;
    }

    /// <summary>After a level: what was found in it.</summary>
    private void Settle()
    {
        foreach (Worker<T, TModel> worker in _workers)
        {
            if (worker.Breach is { } found && (Breach is not { } best || found.IsBefore(best)))
            {
                Breach = found;
            }
        }

        ulong reached = 0;
        foreach (Worker<T, TModel> worker in _workers)
        {
            reached |= worker.Reached;
        }

        for (int goal = 0; goal < Goals.Count; goal++)
        {
            if (_steps[goal] is null && (reached >> goal & 1) != 0)
            {
                _steps[goal] = goal <= (int)MoveKind.Kexec ? _levels.Count : _levels.Count - 1;
            }
        }

        long total = Total();
        _stopped = Breach is not null ? null
            : total > _options.MaxStates ? $"more than {_options.MaxStates} states"
            : _full || _workers.Any(worker => worker.Writer.Full) ? $"states would take more than {_maxBytes >> 20} MiB"
            : null;
        Report();
    }

    private void Report() => _options.Progress?.Invoke(new ModelProgress(_levels.Count, Total(), Transitions));

    private long Total()
    {
        long total = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            total += Volatile.Read(ref _counts[i]);
        }

        return total;
    }

    private ulong ReachedBefore()
    {
        ulong reached = 0;
        for (int goal = 0; goal < Goals.Count; goal++)
        {
            reached |= _steps[goal] is null ? 0 : 1UL << goal;
        }

        return reached;
    }

    private static Stretch[] Split(List<Stretch> level)
    {
        List<Stretch> chunks = [];
        foreach (Stretch stretch in level)
        {
            for (int at = 0; at < stretch.Count; at += ChunkSize)
            {
                chunks.Add(new Stretch(stretch.First + (uint)at, Math.Min(ChunkSize, stretch.Count - at)));
            }
        }

        return [.. chunks];
    }
}
