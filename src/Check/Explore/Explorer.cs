using LuoVerified.Check.Runs;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;

namespace LuoVerified.Check.Explore;

/// <summary>Runs a scenario on a design under every schedule, or under one of each class of schedules that differ only in
/// the order of independent steps (<see cref="Search"/>).</summary>
/// <remarks>
/// <para>Kernel by kernel: what follows a jump depends on nothing but the state that the next kernel is handed, so a kernel
/// is explored once for each such state (<see cref="HandOver"/>), not once for each schedule that leads to it.</para>
/// <para>A kernel's schedules fall into subtrees by the thread that does the first step. Each is searched by itself, on any
/// processor; what its races ask of the first step is put together in a fixed order, so that neither the verdict nor a
/// count depends on the number of workers. With several, subtrees are searched before it is known whether they are
/// asked for.</para>
/// </remarks>
public sealed class Explorer
{
    private readonly ExploreOptions _options;
    private readonly SearchPool _pool;
    private readonly List<Start> _starts = [];
    private readonly HashSet<HandOver> _handedOver = [];
    private readonly ExploreSummary _summary;

    private Explorer(Scenario scenario, Design design, ExploreOptions options, SearchPool pool)
    {
        _options = options;
        _pool = pool;
        _summary = new ExploreSummary(scenario.Threads);
        Add(new Start(0, Checkpoint.OfSetUp(scenario, design)));
    }

    private bool IsOver => _summary.Performed >= _options.MaxExecutions || (_options.StopAt is { } check && _summary.Found(check));

    /// <summary>Explores.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="options">How far.</param>
    /// <returns>What was covered and found.</returns>
    /// <exception cref="ArgumentException">A bound together with a reduction.</exception>
    public static ExploreReport Explore(Scenario scenario, Design design, ExploreOptions? options = null)
    {
        options ??= new ExploreOptions();
        if (options.Reduction != Reduction.None && (options.Preemptions is not null || options.Switches is not null))
        {
            throw new ArgumentException("A bound on preemptions or switches needs an exploration without reduction.", nameof(options));
        }

        using var pool = new SearchPool(scenario, design, options);
        var explorer = new Explorer(scenario, design, options, pool);
        bool exhausted = true;
        for (int i = 0; i < explorer._starts.Count && exhausted; i++)
        {
            exhausted = !explorer.IsOver && explorer.ExploreFrom(explorer._starts[i]);
        }

        return explorer._summary.Report(exhausted, explorer._starts.Count);
    }

    /// <summary>Searches the subtrees of a start, one after the other as they are asked for; false where a limit was
    /// reached.</summary>
    private bool ExploreFrom(Start start)
    {
        var root = new SearchNode();
        HashSet<ulong> classes = [];
        int left = 1;
        bool exhausted = true;
        while (left != 0 && exhausted)
        {
            var subtree = new Subtree(start, int.TrailingZeroCount(left), root.Done);
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

            left = Rest(root, report);
            exhausted = report.Exhausted && (left == 0 || !IsOver);
        }

        _summary.TraceClasses += classes.Count;
        return exhausted;
    }

    /// <summary>The threads that still have to do the first step.</summary>
    private int Rest(SearchNode root, SubtreeReport report)
    {
        int first = report.Thread < 0 ? 0 : 1 << report.Thread;
        root.Enabled = report.Enabled;
        root.Done |= first;
        root.Backtrack |= _options.Reduction == Reduction.None ? report.Enabled : first;
        report.Reversals.ForEach(root.Require);
        return root.Backtrack & ~root.Done;
    }

    private void Add(Start start)
    {
        _starts.Add(start);
        _pool.Suggest(start);
    }
}
