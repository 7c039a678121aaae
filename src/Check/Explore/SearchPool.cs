using System.Runtime.ExceptionServices;
using LuoVerified.Check.Runs;
using Monitor = System.Threading.Monitor;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Explore;

/// <summary>Searches through subtrees: when it is asked to with one worker, ahead of that with several. Each worker keeps to a
/// processor; the thread that explores is one of them from the beginning of an exploration to its end.</summary>
internal sealed class SearchPool : IDisposable
{
    private readonly Lazy<Search> _search;
    private readonly Thread[] _others;
    private readonly Processors _processor;
    private readonly object _monitor = new();

    /// <summary>Those of the exploration at hand: they do not change while a search is under way.</summary>
    private ExploreOptions _options = new();
    private Subject _subject;

    /// <summary>Where the thread that explores may run otherwise.</summary>
    private Processors _otherwise;

    /// <summary>The exploration is over: searches that are under way are of no use.</summary>
    private volatile bool _over;

    /// <summary>Guarded by the monitor, as all that follows: what may be asked for and nobody has begun.</summary>
    private readonly OrderedDictionary<Part, bool> _ahead = [];
    private readonly HashSet<Part> _underWay = [];
    private ExceptionDispatchInfo? _failure;
    private bool _quit;

    public SearchPool(Subject subject, int workers)
    {
        _subject = subject;
        _search = new Lazy<Search>(() => new Search(_subject));
        IReadOnlyList<Processors> each = Processors.Current.Spread(workers);
        _processor = each[0];
        _others = [.. each.Skip(1).Select(processor => new Thread(() => Work(processor)) { IsBackground = true })];
        Array.ForEach(_others, worker => worker.Start());
    }

    /// <summary>An exploration begins; the calling thread keeps to one processor until it calls <see cref="End"/>.</summary>
    /// <param name="subject">Of what; every time with as many threads.</param>
    /// <param name="options">How far each search goes.</param>
    public void Begin(Subject subject, ExploreOptions options)
    {
        _otherwise = Processors.Current;
        _processor.Use();
        _over = false;
        _subject = subject;
        _options = options with { TimeIsUp = () => _over || options.TimeIsUp() };
    }

    /// <summary>The exploration is over: waits for the searches that were done ahead and nobody has asked
    /// for.</summary>
    public void End()
    {
        _over = true;
        lock (_monitor)
        {
            _ahead.Clear();
            while (_underWay.Count > 0)
            {
                Monitor.Wait(_monitor);
            }
        }

        _otherwise.Use();
    }

    /// <summary>Something will in all likelihood be asked for.</summary>
    /// <param name="parts">What.</param>
    public void Suggest(IReadOnlyList<Part> parts)
    {
        lock (_monitor)
        {
            foreach (Part part in _others.Length > 0 && !_over ? parts : [])
            {
                _ahead.Add(part, true);
                Monitor.PulseAll(_monitor);
            }
        }
    }

    /// <summary>Searches, in one go.</summary>
    /// <param name="part">Where.</param>
    /// <param name="budget">The most executions, 1 and up.</param>
    /// <returns>The report: the same whenever and wherever the search was done.</returns>
    public SubtreeReport Search(Part part, long budget)
    {
        while (Others(part) is { } other)
        {
            DoAhead(_search.Value, other);
        }

        lock (_monitor)
        {
            _failure?.Throw();
            if (part.Report is { } report && report.Performed <= budget)
            {
                return report;
            }
        }

        return part.Report is null ? Run(_search.Value, part, budget) : Again(part, budget);
    }

    public void Dispose()
    {
        lock (_monitor)
        {
            _quit = true;
            Monitor.PulseAll(_monitor);
        }

        Array.ForEach(_others, worker => worker.Join());
        if (_search.IsValueCreated)
        {
            _search.Value.Dispose();
        }
    }

    private SubtreeReport Run(Search search, Part part, long budget)
    {
        search.Turn(_subject);
        SubtreeReport report = search.Run(part.Subtree, _options, budget);
        lock (_monitor)
        {
            Suggest(part.Searched(report));
        }

        return report;
    }

    /// <summary>Searches a part that was searched ahead, further than the budget allows: the exploration ends in it. Others may be
    /// at work on what it was divided into then, so the part itself stays as it is.</summary>
    private SubtreeReport Again(Part part, long budget)
    {
        _search.Value.Turn(_subject);
        return _search.Value.Run(part.Subtree, _options, budget);
    }

    /// <summary>Where to search while another worker searches through a part; null if none does.</summary>
    private Part? Others(Part wanted)
    {
        lock (_monitor)
        {
            _ahead.Remove(wanted);
            while (_underWay.Contains(wanted) && _ahead.Count == 0)
            {
                Monitor.Wait(_monitor);
            }

            return _underWay.Contains(wanted) ? Next() : null;
        }
    }

    private void Work(Processors processor)
    {
        processor.Use();
        using var search = new Search(_subject);
        while (Take() is { } part)
        {
            if (!DoAhead(search, part))
            {
                return;
            }
        }
    }

    private Part? Take()
    {
        lock (_monitor)
        {
            while (_ahead.Count == 0 && !_quit)
            {
                Monitor.Wait(_monitor);
            }

            return _quit ? null : Next();
        }
    }

    /// <summary>What was suggested last: the first is what will be asked for first, and soon.</summary>
    private Part Next()
    {
        Part next = _ahead.GetAt(_ahead.Count - 1).Key;
        _ahead.RemoveAt(_ahead.Count - 1);
        _underWay.Add(next);
        return next;
    }

    /// <summary>Does a search that nobody has asked for yet; false if it failed.</summary>
    private bool DoAhead(Search search, Part part)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            Run(search, part, _options.MaxExecutions);
        }
        catch (Exception fault)
        {
            failure = ExceptionDispatchInfo.Capture(fault);
        }

        lock (_monitor)
        {
            _failure ??= failure;
            _underWay.Remove(part);
            Monitor.PulseAll(_monitor);
        }

        return failure is null;
    }
}
