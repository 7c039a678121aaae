using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>Searches through the schedules of one subtree after another.</summary>
/// <remarks>Stateless: each execution starts anew and repeats a prefix of choices. Which choices are tried is up to a
/// policy. An execution in which nothing is to be tried any more is run to the end of its epoch without being looked
/// at.</remarks>
internal sealed class Search : IChooser, IDisposable
{
    private readonly Executor _executor;
    private readonly SearchTree _tree = new();
    private readonly SearchTally _tally;
    private ExploreOptions _options = new();
    private Subtree _subtree = new(new Start(From: null));
    private IPolicy _policy;
    private long _budget;

    /// <summary>Stands for the choices in the epochs before.</summary>
    private SearchNode _before = new();

    /// <summary>The last choice.</summary>
    private SearchNode _node = new();

    /// <summary>The thread that did the last step of the phase; -1 before the first.</summary>
    private int _current;
    private int _phaseStart;

    public Search(Subject subject)
    {
        Subject = subject;
        _tally = new SearchTally(subject);
        _executor = new Executor(subject, this);
        _policy = new OptimalReduction(Order, _tree, _tally.Report.Asked);
    }

    /// <summary>The program and the design.</summary>
    public Subject Subject { get; private set; }

    /// <inheritdoc/>
    public long MaxConfigurations => _options.MaxConfigurations;

    /// <inheritdoc/>
    public TimeSpan Patience => _options.Patience;

    /// <inheritdoc/>
    public IReadOnlySet<string> Racing => _options.Racing;

    /// <inheritdoc/>
    public AccessRaceDetector Accesses => _tally.Accesses;

    /// <inheritdoc/>
    public Checkpoint? From => _subtree.Start.From;

    /// <summary>Whether the execution at hand has turned out to be equivalent to another, or to be out of
    /// bounds.</summary>
    public bool IsRedundant { get; private set; }

    /// <inheritdoc/>
    public int Upcoming => _tree.Depth < _tree.Prefix ? _tree[_tree.Depth].Thread : 0;

    private HappensBefore Order => _executor.Order;

    /// <summary>Turns to another program or design.</summary>
    /// <param name="subject">It, with as many threads.</param>
    public void Turn(Subject subject)
    {
        if (Subject != subject)
        {
            Subject = subject;
            _tally.Turn(subject);
            _executor.Turn(subject);
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="subtree">Where.</param>
    /// <param name="options">How far.</param>
    /// <param name="budget">The most executions, 1 and up.</param>
    /// <returns>What was covered and found.</returns>
    public SubtreeReport Run(Subtree subtree, ExploreOptions options, long budget)
    {
        _options = options;
        _subtree = subtree;
        _budget = budget;
        SubtreeReport report = _tally.Begin(subtree, options);
        _before = new SearchNode { Thread = -1, Switches = subtree.Start.Switches, Preemptions = subtree.Start.Preemptions };
        _tree.Plant(subtree);
        _policy = options.Reduction == Reduction.None
            ? new DepthFirst(options, report)
            : new OptimalReduction(Order, _tree, report.Asked);
        _executor.Run();
        return report;
    }

    public void Dispose() => _executor.Dispose();

    /// <inheritdoc/>
    public void BeginExecution()
    {
        _tree.Restart();
        _tally.BeginExecution();
        _policy.BeginExecution();
        IsRedundant = false;
        _node = _before;
    }

    /// <inheritdoc/>
    public void BeginPhase()
    {
        _current = -1;
        _phaseStart = _tree.Depth;
    }

    /// <summary>Takes the next choice of the tree, or makes a new one.</summary>
    /// <param name="enabled">The threads that can go on, as a mask; not 0.</param>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    /// <returns>The thread that goes on.</returns>
    public int Choose(int enabled, PendingStep?[] pending)
    {
        if (IsRedundant)
        {
            return IPolicy.Preferred(enabled, _current);
        }

        SearchNode parent = _node;
        SearchNode node = _tree.Step(out bool isNew);
        if (!isNew && (node.Thread < 0 || (enabled & (1 << node.Thread)) == 0))
        {
            throw new InternalErrorException("the same choices lead to another state: something is not under control");
        }

        node.Enabled = enabled;
        if (isNew && !_policy.Begin(node, parent, _current, pending))
        {
            // Everything that could follow was seen elsewhere, or a bound is used up.
            IsRedundant = true;
            _policy.Ends(_phaseStart, [], aborted: false);
            return IPolicy.Preferred(enabled, _current);
        }

        _policy.Comes(node, pending);
        node.Count(parent, _current);
        _node = node;
        _current = node.Thread;
        return node.Thread;
    }

    /// <inheritdoc/>
    public void Happens(Run run, in RecordedStep step)
    {
        _tally.Happens(run, step);
        if (step.Step.Kind != StepKind.Call)
        {
            _policy.Happened();
        }
    }

    /// <inheritdoc/>
    public bool Refuses(FaultSite site)
    {
        if (IsRedundant)
        {
            return false;
        }

        _node.IsAsked = true;
        return _node.Option == 1;
    }

    /// <inheritdoc/>
    public void ChooseForTheBoot()
    {
        SearchNode parent = _node;
        _node = _tree.Step(out _);
        (_node.Thread, _node.Switches, _node.Preemptions) = (-1, parent.Switches, parent.Preemptions);
    }

    /// <inheritdoc/>
    public void EndPhase(PendingStep?[] pending, bool aborted)
    {
        if (!IsRedundant)
        {
            _policy.Ends(_phaseStart, pending, aborted);
        }
    }

    /// <summary>The run has entered its next epoch.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Whether the execution goes on in it: not if that epoch is explored from a start of its
    /// own.</returns>
    public bool EntersEpoch(Run run)
    {
        if (!_options.EpochByEpoch)
        {
            return true;
        }

        bool isBounded = _options.Preemptions is not null || _options.Switches is not null;
        HandOver state = run.HandOver(isBounded ? $"{_node.Preemptions} {_node.Switches}" : "");
        IReadOnlyList<int> boot = _tree.LastBoot;
        _tally.Report.HandOvers.TryAdd(state, new Start(run.LastJump)
        {
            Boot = boot,
            Depth = _subtree.Start.Depth + _tree.Depth - boot.Count,
            LockSteps = _tally.LockSteps,
            Switches = _node.Switches,
            Preemptions = _node.Preemptions,
        });
        return false;
    }

    /// <summary>An execution has come to its end: adds up what it showed, and turns to the next.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Whether there is another to do.</returns>
    public bool EndExecution(Run run)
    {
        SubtreeReport report = _tally.Report;
        if (IsRedundant)
        {
            _tally.AddRedundant(run);
        }
        else
        {
            _tally.Add(run, _tree, Order);
        }

        report.Exhausted = !_tree.Advance();
        if (report.Racing.Count > 0)
        {
            // Something is no step that has to be one: what was left out by the search so far is not known to be equivalent.
            report.Exhausted = false;
            return false;
        }

        if (report.Exhausted
            || report.Performed >= _budget
            || _options.TimeIsUp()
            || report.Findings.Exists(finding => finding.Violation.Check == _options.StopAt))
        {
            return false;
        }

        report.Left = report.Performed >= _options.Portion ? _tree.Divide(_subtree.Start) : null;
        return report.Left is null;
    }
}
