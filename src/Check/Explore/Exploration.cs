using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>One exploration: which epochs it starts, and which subtrees of their schedules are searched.</summary>
/// <remarks>
/// <para>Epoch by epoch: what follows a jump depends on nothing but the state that the next epoch is handed, so an
/// epoch is explored once for each such state (<see cref="HandOver"/>), not once for each schedule that leads to
/// it.</para>
/// <para>Without reduction an epoch's schedules fall into subtrees by the thread that does the first step; with it
/// they are one. Each is searched by itself, on any processor, with several before it is known whether it is asked
/// for. Reports are put together in a fixed order, so that neither the verdict nor a count depends on the number of
/// workers.</para>
/// </remarks>
internal sealed class Exploration
{
    private readonly ExploreOptions _options;
    private readonly SearchPool _pool;
    private readonly List<Start> _starts = [];
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

    private bool IsOver => Racing.Count > 0 || _summary.Performed >= _options.MaxExecutions || (_options.StopAt is { } check && _summary.Found(check));

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

    /// <summary>Searches the subtrees of a start, one after the other as they are asked for; false where a limit was
    /// reached.</summary>
    private bool ExploreFrom(Start start)
    {
        HashSet<ulong> classes = [];
        int left = 1;
        bool exhausted = true;
        while (left != 0 && exhausted)
        {
            var subtree = new Subtree(start, int.TrailingZeroCount(left));
            SubtreeReport report = _pool.Search(subtree, _options.MaxExecutions - _summary.Performed);
            _summary.Add(report);
            classes.UnionWith(report.Classes);
            foreach ((HandOver state, Start next) in report.HandOvers)
            {
                if (_handedOver.Add(state))
                {
                    Add(next);
                }
            }

            // The threads that still have to do the first step.
            bool isSplit = _options.Reduction == Reduction.None && report.Thread >= 0;
            left = isSplit ? report.Enabled & (-2 << report.Thread) : 0;
            exhausted = report.Exhausted && (left == 0 || !IsOver);
        }

        _summary.TraceClasses += classes.Count;
        return exhausted;
    }

    private void Add(Start start)
    {
        _starts.Add(start);
        _pool.Suggest(start);
    }
}
