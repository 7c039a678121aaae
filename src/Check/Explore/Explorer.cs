using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Scenarios;
using LuoVerified.Impl;
using LuoVerified.Impl.Control;
using LuoVerified.Impl.Locking;

namespace LuoVerified.Check.Explore;

/// <summary>Runs a scenario on a design under every schedule, or under one of each class of schedules that differ only in
/// the order of independent steps.</summary>
/// <remarks>
/// <para>Stateless: each execution starts anew and repeats a prefix of choices. With <see cref="Reduction.SourceSets"/> the
/// choices to try are found from the races of each execution: source sets with sleep sets (Abdulla, Aronis, Jonsson,
/// Sagonas: Optimal dynamic partial order reduction, POPL 2014, algorithm 1).</para>
/// <para>Deviations: a lock that is held disables its acquires, so that of a critical section and a later acquire the race
/// is between the two acquires; where the thread that should be tried instead was not enabled there, all that were enabled
/// are (Flanagan and Godefroid, POPL 2005). A request that may be refused is a choice of two at its step, and all requests
/// depend on each other: they draw on one budget. An execution blocked by its sleep set is run to its end without being
/// looked at.</para>
/// </remarks>
public sealed class Explorer : IRunScheduler, IDisposable
{
    private readonly Scenario _scenario;
    private readonly Design _design;
    private readonly ExploreOptions _options;
    private readonly Baton _baton;
    private readonly SearchTree _tree = new();
    private readonly HappensBefore _order;
    private readonly DataRaceDetector _dataRaces;
    private readonly LockOrder _lockOrder;
    private readonly List<int> _nodeOf = [];
    private readonly List<int> _races = [];
    private readonly PendingStep?[] _pending;
    private readonly List<Finding> _findings = [];
    private readonly HashSet<ulong> _classes = [];
    private readonly SortedSet<string> _outcomes = new(StringComparer.Ordinal);
    private ScenarioRun _run;
    private SearchNode? _node;
    private int _alive;
    private int _current;
    private PendingStep _doing;
    private bool _starting;
    private bool _aborting;
    private bool _redundant;
    private bool _boundReached;
    private long _executions;
    private long _redundantExecutions;
    private int _depth;
    private int _phaseStart;

    private Explorer(Scenario scenario, Design design, ExploreOptions options)
    {
        _scenario = scenario;
        _design = design;
        _options = options;
        _pending = new PendingStep?[scenario.Threads];
        _order = new HappensBefore(scenario.Threads);
        _dataRaces = new DataRaceDetector(scenario.Threads);
        _lockOrder = new LockOrder(scenario.Threads);
        _run = new ScenarioRun(scenario, design, this, LockKind.Model);
        _baton = new Baton(scenario.Threads, RunThread);
    }

    private bool IsReduced => _options.Reduction == Reduction.SourceSets;

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

        using var explorer = new Explorer(scenario, design, options);
        return explorer.Run();
    }

    /// <inheritdoc/>
    void IRunScheduler.BeforeStep(int thread, in Step step)
    {
        if (thread < 0)
        {
            ChooseForTheDriver();
            return;
        }

        _pending[thread] = new PendingStep(step, _run.BeginsCall(thread));
        if (_starting)
        {
            _baton.Pass(thread, Baton.Driver);
        }
        else
        {
            _baton.Pass(thread, Next(thread));
        }

        if (_aborting)
        {
            throw new RunStoppedException();
        }

        // invariant: what is left here when a phase ends are the steps that were cut off.
        if (!_run.KernelLeft)
        {
            _doing = _pending[thread]!.Value;
            _pending[thread] = null;
        }
    }

    /// <inheritdoc/>
    void IRunScheduler.AfterStep(int index, RecordedStep step)
    {
        if (step.Thread < 0)
        {
            return;
        }

        _dataRaces.Add(step.Thread, step.Step);
        _lockOrder.Add(step.Thread, step.Step);
        if (!_redundant && step.Step.Kind != StepKind.Call)
        {
            _order.Add(step.Thread, _doing with { Step = step.Step });
            _nodeOf.Add(_tree.Depth - 1);
        }
    }

    /// <inheritdoc/>
    bool IRunScheduler.Refuses(FaultSite site)
    {
        if (_redundant)
        {
            return false;
        }

        _node!.Options = 2;
        return _node.Option == 1;
    }

    /// <inheritdoc/>
    [DoesNotReturn]
    void IRunScheduler.Stop(Violation violation)
    {
        _aborting = true;
        throw new RunStoppedException();
    }

    /// <inheritdoc/>
    public void Dispose() => _baton.Dispose();

    private ExploreReport Run()
    {
        bool more = true;
        bool stopped = false;
        while (more && !stopped)
        {
            Execute();
            Account();
            stopped = _executions + _redundantExecutions >= _options.MaxExecutions || _options.TimeIsUp()
                || _findings.Exists(finding => finding.Violation.Check == _options.StopAt);
            more = _tree.Advance();
        }

        return new ExploreReport
        {
            Exhausted = !more,
            BoundReached = _boundReached,
            Executions = _executions,
            Redundant = _redundantExecutions,
            Depth = _depth,
            Findings = _findings,
            Outcomes = [.. _outcomes],
            TraceClasses = _classes.Count,
            DataRaces = [.. _dataRaces.Races],
            LockOrder = _lockOrder.Edges,
            LockCycles = _lockOrder.Cycles(),
        };
    }

    /// <summary>One execution: the choices of the prefix, then new ones.</summary>
    private void Execute()
    {
        _tree.Restart();
        _order.Clear();
        _dataRaces.Clear();
        _lockOrder.Clear();
        _nodeOf.Clear();
        _aborting = false;
        _redundant = false;
        _node = null;
        _run = new ScenarioRun(_scenario, _design, this, LockKind.Model);
        try
        {
            _run.SetUp();
            do
            {
                RunPhase();
            }
            while (!_aborting && _run.EndPhase());
        }
        catch (RunStoppedException)
        {
            // A rule broken outside the threads; it is on record.
        }
    }

    private void RunPhase()
    {
        _order.Barrier();
        _dataRaces.Barrier();
        _lockOrder.Clear();
        _current = -1;
        _phaseStart = _tree.Depth;
        _alive = (1 << _run.ThreadCount) - 1;
        Array.Clear(_pending);
        _starting = true;
        for (int thread = 0; thread < _run.ThreadCount; thread++)
        {
            _baton.Run(thread);
        }

        _starting = false;
        if (_alive != 0)
        {
            int first = Next(Baton.Driver);
            _baton.Run(first);
        }

        if (IsReduced && !_redundant)
        {
            ConsiderWhatWasCutOff();
        }
    }

    /// <summary>Steps that were announced and then cut off, by a jump, a deadlock or a violation, race too. What a thread
    /// would have done after them is not known: where a violation ended it all, it may have to come before any step.</summary>
    private void ConsiderWhatWasCutOff()
    {
        for (int thread = 0; thread < _pending.Length; thread++)
        {
            if (_pending[thread] is not { } cutOff)
            {
                continue;
            }

            DetectRaces(thread, cutOff);
            for (int depth = _phaseStart; _aborting && depth < _tree.Depth; depth++)
            {
                _tree[depth].Backtrack |= _tree[depth].Enabled & (1 << thread);
            }
        }
    }

    /// <summary>What a thread does in a phase; answers who gets the baton when it has ended.</summary>
    private int RunThread(int thread)
    {
        try
        {
            _run.RunThread(thread);
        }
        catch (RunStoppedException)
        {
            // The execution is over.
        }

        _alive &= ~(1 << thread);
        return _alive == 0 || _starting ? Baton.Driver : Next(thread);
    }

    /// <summary>Who runs next. Where nobody can, the execution is over: the threads end one after the other.</summary>
    private int Next(int from)
    {
        if (_aborting || _run.KernelLeft)
        {
            return int.TrailingZeroCount(_alive);
        }

        int enabled = Enabled();
        if (enabled != 0)
        {
            return Choose(enabled);
        }

        _run.Abandon();
        _run.Deadlocked();
        _aborting = true;
        return from >= 0 && (_alive & (1 << from)) != 0 ? from : int.TrailingZeroCount(_alive);
    }

    private int Enabled()
    {
        int enabled = 0;
        for (int thread = 0; thread < _pending.Length; thread++)
        {
            if (_pending[thread] is { Step: var step } && !KernelLock.WouldWait(step))
            {
                enabled |= 1 << thread;
            }
        }

        return enabled;
    }

    /// <summary>Takes the next choice of the tree, or makes a new one.</summary>
    private int Choose(int enabled)
    {
        if (_redundant)
        {
            return Preferred(enabled);
        }

        SearchNode? parent = _node;
        SearchNode node = _tree.Step(out bool isNew);
        if (isNew)
        {
            Begin(node, parent, enabled);
            if (_redundant)
            {
                return Preferred(enabled);
            }
        }
        else if (node.Thread < 0 || (enabled & (1 << node.Thread)) == 0)
        {
            throw new InternalErrorException("the same choices lead to another state: something is not under control");
        }

        for (int thread = 0; thread < _pending.Length; thread++)
        {
            node.Pending[thread] = _pending[thread].GetValueOrDefault();
        }

        DetectRaces(node.Thread, _pending[node.Thread]!.Value);
        Count(node, parent);
        _node = node;
        _current = node.Thread;
        return node.Thread;
    }

    private void Begin(SearchNode node, SearchNode? parent, int enabled)
    {
        node.Enabled = enabled;
        node.Sleep = IsReduced && parent is { Thread: >= 0 } ? StillAsleep(parent, enabled) : 0;
        int candidates = enabled & ~node.Sleep;
        if (!IsReduced)
        {
            candidates = WithinBounds(node, parent, enabled);
        }

        if (candidates == 0)
        {
            // Reduced: everything that could follow was seen elsewhere. Bounded: the bound is used up.
            _redundant = true;
            return;
        }

        node.Thread = Preferred(candidates);
        node.Backtrack = IsReduced ? 1 << node.Thread : candidates;
        node.Done = 1 << node.Thread;
    }

    /// <summary>Stays with the running thread where that is possible.</summary>
    private int Preferred(int candidates) =>
        _current >= 0 && (candidates & (1 << _current)) != 0 ? _current : int.TrailingZeroCount(candidates);

    /// <summary>Who was asleep or done at the last choice, and has not been woken by the step that was taken there.</summary>
    private int StillAsleep(SearchNode parent, int enabled)
    {
        int asleep = 0;
        int candidates = (parent.Sleep | parent.Done) & ~(1 << parent.Thread);
        for (int thread = 0; thread < _pending.Length; thread++)
        {
            if ((candidates & (1 << thread)) != 0 && _pending[thread] is { } step
                && !Dependence.Dependent(step, parent.Pending[parent.Thread]))
            {
                asleep |= 1 << thread;
            }
        }

        return asleep & enabled;
    }

    private int WithinBounds(SearchNode node, SearchNode? parent, int enabled)
    {
        int within = 0;
        for (int thread = 0; thread < _pending.Length; thread++)
        {
            if ((enabled & (1 << thread)) != 0)
            {
                node.Thread = thread;
                Count(node, parent);
                bool fits = !(node.Preemptions > _options.Preemptions) && !(node.Switches > _options.Switches);
                within |= fits ? 1 << thread : 0;
                _boundReached |= !fits;
            }
        }

        return within;
    }

    private void Count(SearchNode node, SearchNode? parent)
    {
        bool switches = _current >= 0 && node.Thread != _current;
        bool preempts = switches && (node.Enabled & (1 << _current)) != 0;
        node.Switches = (parent?.Switches ?? 0) + (switches ? 1 : 0);
        node.Preemptions = (parent?.Preemptions ?? 0) + (preempts ? 1 : 0);
    }

    /// <summary>A request that may be refused while the next kernel boots.</summary>
    private void ChooseForTheDriver()
    {
        if (_redundant)
        {
            return;
        }

        SearchNode? parent = _node;
        _node = _tree.Step(out bool isNew);
        if (isNew)
        {
            _node.Thread = -1;
            _node.Switches = parent?.Switches ?? 0;
            _node.Preemptions = parent?.Preemptions ?? 0;
        }
    }

    /// <summary>Finds the steps that race with one that is about to happen, or that cannot any more, and sees to it that
    /// the other order is tried.</summary>
    private void DetectRaces(int thread, in PendingStep step)
    {
        if (!IsReduced)
        {
            return;
        }

        _order.RacesWith(thread, step, _races);
        foreach (int earlier in _races)
        {
            SearchNode node = _tree[_nodeOf[earlier]];
            int initials = _order.Initials(earlier, thread);
            if ((initials & (node.Backtrack | node.Sleep)) != 0)
            {
                continue;
            }

            int enabled = initials & node.Enabled;
            node.Backtrack |= enabled == 0 ? node.Enabled
                : (enabled & (1 << thread)) != 0 ? 1 << thread
                : enabled & -enabled;
        }
    }

    /// <summary>Adds up what the execution showed.</summary>
    private void Account()
    {
        if (_redundant)
        {
            _redundantExecutions++;
            return;
        }

        _executions++;
        _depth = Math.Max(_depth, _tree.Depth);
        if (_options.CountTraceClasses)
        {
            _classes.Add(_order.Digest());
        }

        _outcomes.Add(_run.Violation is { } broken ? $"{broken.Check}" : string.Join("; ", Results()));
        if (_run.Violation is { } violation && _findings.TrueForAll(finding => finding.Violation.Check != violation.Check))
        {
            _findings.Add(new Finding(violation, "exhaustive", _options.Reduction.ToString(), _executions, [.. _run.Steps]));
        }
    }

    private IEnumerable<string> Results() =>
        _run.History.Where(call => call.Thread >= 0).OrderBy(call => call.Thread).Select(call => call.ToString());
}
