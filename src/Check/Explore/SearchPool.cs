using System.Runtime.ExceptionServices;
using LuoVerified.Check.Runs;
using Monitor = System.Threading.Monitor;
using Thread = System.Threading.Thread;

namespace LuoVerified.Check.Explore;

/// <summary>Searches through subtrees: when it is asked to with one worker, ahead of that with several. Each search
/// keeps to a processor; so does the thread that makes the pool, until it disposes of it.</summary>
internal sealed class SearchPool : IDisposable
{
    private readonly Subject _subject;
    private readonly Lazy<Search> _search;
    private readonly Thread[] _workers;
    private readonly Processors _processors = Processors.Current;
    private readonly object _monitor = new();

    /// <summary>Those of the exploration at hand: they do not change while a search is under way.</summary>
    private ExploreOptions _options = new();

    /// <summary>The exploration is over: searches that are under way are of no use.</summary>
    private volatile bool _over;

    /// <summary>Guarded by the monitor, as all that follows.</summary>
    private readonly Queue<Subtree> _ahead = [];
    private readonly HashSet<Subtree> _underWay = [];
    private readonly Dictionary<Subtree, SubtreeReport> _done = [];
    private ExceptionDispatchInfo? _failure;
    private bool _quit;

    public SearchPool(Subject subject, int workers)
    {
        _subject = subject;
        _search = new Lazy<Search>(() => new Search(subject));
        _workers = [.. Enumerable.Range(0, workers > 1 ? workers : 0).Select(_processors.One)
            .Select(processor => new Thread(() => Work(processor)) { IsBackground = true })];
        _processors.One(0).Use();
        Array.ForEach(_workers, worker => worker.Start());
    }

    /// <summary>An exploration begins.</summary>
    /// <param name="options">How far each search goes.</param>
    public void Begin(ExploreOptions options)
    {
        _over = false;
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

            _done.Clear();
        }
    }

    /// <summary>The subtrees of a start may be asked for: one if there is a reduction, else in all likelihood one for
    /// each thread, in their order.</summary>
    /// <param name="start">The start.</param>
    public void Suggest(Start start)
    {
        lock (_monitor)
        {
            int subtrees = _options.Reduction == Reduction.None ? _subject.Program.ThreadsByPhase[start.Phase] : 1;
            for (int thread = 0; _workers.Length > 0 && thread < subtrees; thread++)
            {
                _ahead.Enqueue(new Subtree(start, thread));
            }

            Monitor.PulseAll(_monitor);
        }
    }

    /// <summary>Searches through a subtree.</summary>
    /// <param name="subtree">The subtree.</param>
    /// <param name="budget">The most executions, 1 and up.</param>
    /// <returns>The report: the same whenever and wherever the search was done.</returns>
    public SubtreeReport Search(Subtree subtree, long budget)
    {
        lock (_monitor)
        {
            while (_underWay.Contains(subtree) || _ahead.Contains(subtree))
            {
                _failure?.Throw();
                Monitor.Wait(_monitor);
            }

            _failure?.Throw();
            if (_done.Remove(subtree, out SubtreeReport? report) && report.Executions + report.Redundant <= budget)
            {
                return report;
            }
        }

        return _search.Value.Run(subtree, _options, budget);
    }

    public void Dispose()
    {
        lock (_monitor)
        {
            _quit = true;
            Monitor.PulseAll(_monitor);
        }

        Array.ForEach(_workers, worker => worker.Join());
        if (_search.IsValueCreated)
        {
            _search.Value.Dispose();
        }

        _processors.Use();
    }

    private void Work(Processors processor)
    {
        processor.Use();
        using var search = new Search(_subject);
        while (Take() is { } subtree)
        {
            try
            {
                SubtreeReport report = search.Run(subtree, _options, _options.MaxExecutions);
                Put(() => _done.Add(subtree, report), subtree);
            }
            catch (Exception fault)
            {
                Put(() => _failure = ExceptionDispatchInfo.Capture(fault), subtree);
                return;
            }
        }
    }

    private Subtree? Take()
    {
        lock (_monitor)
        {
            while (_ahead.Count == 0 && !_quit)
            {
                Monitor.Wait(_monitor);
            }

            if (_quit)
            {
                return null;
            }

            Subtree next = _ahead.Dequeue();
            _underWay.Add(next);
            return next;
        }
    }

    private void Put(Action result, Subtree subtree)
    {
        lock (_monitor)
        {
            result();
            _underWay.Remove(subtree);
            Monitor.PulseAll(_monitor);
        }
    }
}
