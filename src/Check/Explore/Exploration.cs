using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>One exploration: which epochs it starts, and which subtrees of their schedules are searched.</summary>
/// <remarks>
/// <para>Epoch by epoch: what follows a jump depends on nothing but the state that the next epoch is handed, so an
/// epoch is explored once for each such state (<see cref="HandOver"/>), not once for each schedule that leads to
/// it.</para>
/// <para>After some executions what is left of an epoch's schedules is divided (<see cref="Fork"/>), and so on. Each part is
/// searched by itself, on any processor, with several before it is known whether it is asked for. Reports are put
/// together in a fixed order, so that neither the verdict nor a count depends on the number of workers.</para>
/// </remarks>
internal sealed class Exploration
{
    private readonly ExploreOptions _options;
    private readonly SearchPool _pool;
    private readonly List<Part> _starts = [];
    private readonly HashSet<ulong> _classes = [];
    private readonly HashSet<HandOver> _handedOver = [];
    private readonly ExploreSummary _summary = new();

    public Exploration(ExploreOptions options, SearchPool pool)
    {
        _options = options;
        _pool = pool;
    }

    /// <summary>The members that have turned out to race and were no steps: the exploration was given up for
    /// them.</summary>
    public IReadOnlySet<string> Racing => _summary.Racing;

    private bool IsOver => Racing.Count > 0
        || _summary.Performed >= _options.MaxExecutions
        || (_options.StopAt is { } check && _summary.Found(check));

    /// <summary>Explores.</summary>
    /// <param name="first">Where the first epoch starts.</param>
    /// <returns>What was covered and found.</returns>
    public ExploreReport From(Start first)
    {
        Add(first);
        bool exhausted = true;
        for (int i = 0; i < _starts.Count && exhausted; i++)
        {
            exhausted = !IsOver && ExploreFrom(_starts[i]);
        }

        return _summary.Report(exhausted, _starts.Count);
    }

    /// <summary>Searches all that follows a start; false if a limit was reached.</summary>
    private bool ExploreFrom(Part start)
    {
        _classes.Clear();
        bool exhausted = Explore(start);
        _summary.TraceClasses += _classes.Count;
        return exhausted;
    }

    /// <summary>Searches a subtree: all of it, or first what is done in one go, then what is left of it, part by part.</summary>
    private bool Explore(Part part)
    {
        if (IsOver)
        {
            return false;
        }

        SubtreeReport report = _pool.Search(part, _options.MaxExecutions - _summary.Performed);
        Add(report);
        bool exhausted = report.Exhausted || report.Left is not null;
        for (int i = 0; exhausted && i < part.Parts.Count; i++)
        {
            exhausted = Explore(part.Parts[i]);
        }

        exhausted = exhausted && (part.Rest is null || Explore(part.Rest));
        part.Forget();
        return exhausted;
    }

    private void Add(SubtreeReport report)
    {
        _summary.Add(report);
        _classes.UnionWith(report.Classes);
        foreach ((HandOver state, Start next) in report.HandOvers)
        {
            if (_handedOver.Add(state))
            {
                Add(next);
            }
        }
    }

    private void Add(Start start)
    {
        var all = new Part(new Subtree(start));
        _starts.Add(all);
        _pool.Suggest([all]);
    }
}
