using System.Numerics;
using System.Threading;

namespace LuoVerified.Check.Model;

/// <summary>Breadth-first search: level by level, all threads on one level until it is done.</summary>
/// <remarks>Which states a level holds, what can be counted and which breach comes first do not depend on which thread
/// does what. The order of states within a level does, and nothing that is told depends on that.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <typeparam name="TRules">What is checked; a struct, so that its code is compiled into the search.</typeparam>
internal sealed class BreadthFirst<T, TRules> : IDisposable
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    where TRules : struct, IModelRules<T>
{
    private const int ChunkSize = 512;
    private const int ChunksBetweenReports = 256;

    private readonly StateSpaceOptions _options;
    private readonly long _maxBytes;
    private readonly Expander<T, TRules>[] _expanders;
    private readonly Growth<T> _growth;
    private readonly Crew _crew;
    private readonly List<List<Stretch>> _levels = [];

    /// <summary>Makes an exploration.</summary>
    public BreadthFirst(
        StateSpaceOptions options, IModel<T> model, TRules rules, ICanonical<T> canonical, ModelGoals goals)
    {
        _options = options;
        _maxBytes = options.MaxBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;
        _expanders = [.. Enumerable.Range(0, options.Threads)
            .Select(_ => new Expander<T, TRules>(model, rules, canonical, Set))];
        long margin = (long)options.Threads * ChunkSize * model.MaxSuccessors;
        _growth = new Growth<T>(Set, options.MaxStates, _maxBytes, margin);
        _crew = new Crew(options.Threads);
        Goals = new GoalTally(goals);
    }

    /// <summary>The states.</summary>
    public StateSet<T> Set { get; } = new();

    /// <summary>The states of each complete level, as stretches of indices into <see cref="Set"/>.</summary>
    public IReadOnlyList<List<Stretch>> Levels => _levels;

    /// <summary>Distinct states in the complete levels.</summary>
    public long States { get; private set; }

    /// <summary>Transitions out of the states that were expanded.</summary>
    public long Transitions => _expanders.Sum(expander => expander.Transitions);

    /// <summary>What was reached.</summary>
    public GoalTally Goals { get; }

    /// <summary>The first broken rule; null if none is.</summary>
    public Breach<T>? Breach { get; private set; }

    /// <summary>Why not all was explored; null if it was, or a rule is broken.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Explores until there is nothing new, a rule is broken, or a bound is reached.</summary>
    public void Run()
    {
        _expanders[0].Begin();
        List<Stretch> level = TakeAdded();
        while (level.Count > 0 && Breach is null && Stopped is null)
        {
            _levels.Add(level);
            bool isDone = Expand(level);
            List<Stretch> next = TakeAdded();
            Breach = FirstBreach();
            if (!isDone && Breach is null)
            {
                _levels.RemoveAt(_levels.Count - 1);
                Stopped = "the time was up";
                break;
            }

            States += level.Sum(stretch => (long)stretch.Count);
            Stopped = Breach is null ? Bound() : null;
            Goals.Add(_expanders.Aggregate(0UL, (all, one) => all | one.Reached), _levels.Count - 1);
            Report();
            level = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _crew.Dispose();

    /// <summary>All threads take chunks of a level until there are none. In between the set may have to grow.</summary>
    /// <returns>Whether they came to its end; false if the time was up before.</returns>
    private bool Expand(List<Stretch> level)
    {
        foreach (Expander<T, TRules> expander in _expanders)
        {
            expander.Wanted = Goals.OpenAnswers;
        }

        Stretch[] chunks = Split(level);
        int next = 0;
        while (next < chunks.Length && !_options.TimeIsUp())
        {
            _growth.GrowIfDue(_crew);
            _crew.Do(member => ExpandChunks(member, chunks, ref next));
        }

        return next >= chunks.Length;
    }

    private void ExpandChunks(int member, Stretch[] chunks, ref int next)
    {
        Expander<T, TRules> expander = _expanders[member];
        int untilReport = ChunksBetweenReports;
        while (!_growth.IsDue && !_crew.HasFailed && !_options.TimeIsUp())
        {
            int chunk = Interlocked.Increment(ref next) - 1;
            if (chunk >= chunks.Length)
            {
                break;
            }

            expander.Expand(chunks[chunk], isFull: _growth.IsOver);
            _growth.Watch(Total(), expander.IsFull);
            if (member == 0 && --untilReport == 0)
            {
                untilReport = ChunksBetweenReports;
                Report();
            }
        }

        expander.Publish();
    }

    private List<Stretch> TakeAdded() => [.. _expanders.SelectMany(expander => expander.TakeAdded())];

    private Breach<T>? FirstBreach()
    {
        Breach<T>? first = null;
        foreach (Expander<T, TRules> expander in _expanders)
        {
            if (expander.Breach is { } found && (first is not { } best || found.IsBefore(best)))
            {
                first = found;
            }
        }

        return first;
    }

    /// <summary>The bound that is reached; null if none is.</summary>
    private string? Bound() => Total() > _options.MaxStates ? $"more than {_options.MaxStates} states"
        : _growth.IsOver || _expanders.Any(expander => expander.IsFull)
            ? $"states would take more than {_maxBytes >> 20} MiB"
        : null;

    private void Report() => _options.Progress?.Invoke(new ModelProgress(_levels.Count, Total(), Transitions));

    /// <summary>States added so far, by all threads; while they work, about so many.</summary>
    private long Total()
    {
        long total = 0;
        foreach (Expander<T, TRules> expander in _expanders)
        {
            total += expander.Added;
        }

        return total;
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
