using LuoVerified.Check.Explore;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Core;

namespace LuoVerified.Check.Explained;

/// <summary>Looks for the nearest schedule that passes. It backtracks from the end of the schedule that does not: at the last choice
/// another thread goes on, or a request is granted that was refused; then at the one before it, and so on. What follows is run in
/// every order, those first in which the running thread goes on. So the first that passes has the longest beginning in
/// common.</summary>
/// <remarks>Stateless, on the models of the locks, as <see cref="Search"/>. Requests after the parting are granted.</remarks>
internal sealed class NeighbourSearch : IChooser
{
    /// <summary>The most executions, and the most that leave the schedule at one step.</summary>
    private const int MaxExecutions = 2_000;
    private const int MaxExecutionsAStep = 200;

    /// <summary>The most steps of all executions.</summary>
    private const long MaxSteps = 1_000_000;

    private readonly Trace _trace;
    private readonly Checkpoint? _setUp;
    private readonly List<Choice> _path;
    private readonly List<bool> _boots;
    private readonly int _recorded;
    private int _depth;
    private int _boot;
    private int _current;
    private Choice? _now;
    private int _parted;
    private int _sincePart;
    private long _steps;
    private bool _isBounded;
    private bool _isLost;

    private NeighbourSearch(Trace trace, Subject subject)
    {
        (_trace, _setUp) = (trace, subject.SetUp(new Spares()));
        TraceStep[] taken = [.. trace.Steps.Take(TraceStep.CountTaken(trace.Steps))];
        _path =
        [
            .. taken.Where(step => step.Thread >= 0 && !step.IsCall).Select(step => new Choice(step.Thread) { IsRefused = step.IsRefused }),
        ];
        _boots = [.. taken.Where(step => step.Thread < 0).Select(step => step.IsRefused)];
        (_recorded, _parted) = (_path.Count, _path.Count);
        Accesses = new AccessRaceDetector(subject.Program.Threads) { Unordered = _ => { } };
    }

    public long MaxConfigurations => LinearizabilityChecker.DefaultBound;

    public TimeSpan Patience => ExploreOptions.DefaultPatience;

    public IReadOnlySet<string> Racing => _trace.Racing;

    public AccessRaceDetector Accesses { get; }

    public Checkpoint? From => _setUp;

    public bool IsRedundant => false;

    public int Upcoming => _depth < _path.Count ? _path[_depth].Thread : 0;

    /// <summary>The steps of the schedule that passes; null if there is none.</summary>
    public IReadOnlyList<RecordedStep>? Passing { get; private set; }

    /// <summary>All executions but the one that repeats the trace.</summary>
    public long Executions { get; private set; } = -1;

    /// <summary>Whether every schedule was run, with requests refused or granted.</summary>
    public bool IsExhausted => Passing is null && !_isBounded && !_isLost;

    /// <summary>Looks for it.</summary>
    /// <param name="trace">A trace that a replay has reproduced.</param>
    /// <param name="subject">Its program on its design.</param>
    /// <returns>The search, done.</returns>
    public static NeighbourSearch Run(Trace trace, Subject subject)
    {
        var search = new NeighbourSearch(trace, subject);
        using var executor = new Executor(subject, search);
        executor.Run();
        return search;
    }

    public void BeginExecution()
    {
        (_depth, _boot, _now) = (0, 0, null);
        Accesses.Forget();
        Accesses.Clear(Executions + 2);
    }

    public void BeginPhase() => _current = -1;

    public int Choose(int enabled, PendingStep?[] pending)
    {
        if (_depth == _path.Count)
        {
            _path.Add(new Choice(IPolicy.Preferred(enabled, _current)));
        }

        _now = _path[_depth++];
        _isLost |= (enabled & (1 << _now.Thread)) == 0;
        _now.Thread = _isLost ? IPolicy.Preferred(enabled, _current) : _now.Thread;
        _now.Untried ??= enabled & ~(1 << _now.Thread);
        return _current = _now.Thread;
    }

    public void Happens(Run run, in RecordedStep step) => _steps++;

    public bool Refuses(FaultSite site)
    {
        if (_now is null)
        {
            // One while a kernel boots: as recorded as long as the rest is, and not tried otherwise.
            _isBounded = true;
            return _boot < _boots.Count && _boots[_boot++] && _depth <= _parted;
        }

        // A refusal in place of a grant is not tried.
        _isBounded |= !_now.IsRefused && _now.CanBeGranted is null;
        _now.CanBeGranted ??= _now.IsRefused;
        return _now.IsRefused;
    }

    public void ChooseForTheBoot() => _now = null;

    public void EndPhase(PendingStep?[] pending, bool aborted)
    {
    }

    public bool EntersEpoch(Run run) => true;

    public bool EndExecution(Run run)
    {
        bool isFirst = Executions++ < 0;
        bool breaks = _trace.EndsEarly
            ? Accesses.Races.Any(race => race.ToString() == _trace.Violation.Message)
            : run.Violation is not null;
        if (isFirst)
        {
            // What does not show the violation on the models of locks tells nothing.
            _isLost |= !breaks || _depth < _recorded;
        }
        else if (!breaks && run.Violation is null && !run.Undecided)
        {
            Passing = [.. run.Steps];
            return false;
        }

        return !_isLost && Backtrack();
    }

    /// <summary>Turns to the deepest choice with something left to try.</summary>
    private bool Backtrack()
    {
        if (Executions >= MaxExecutions || _steps >= MaxSteps)
        {
            _isBounded = true;
            return false;
        }

        if (_parted < _recorded && ++_sincePart >= MaxExecutionsAStep)
        {
            // Not all that follows this step: there are those before it.
            _isBounded = true;
            _path.RemoveRange(_parted + 1, _path.Count - _parted - 1);
        }

        // A recorded choice that this execution did not come to has nothing to try.
        while (_path.Count > 0 && !_path[^1].TryOther())
        {
            _path.RemoveAt(_path.Count - 1);
        }

        if (_path.Count > 0 && _path.Count - 1 < _parted)
        {
            (_parted, _sincePart) = (_path.Count - 1, 0);
        }

        return _path.Count > 0;
    }

    /// <summary>A choice.</summary>
    /// <param name="thread">The thread that goes on.</param>
    private sealed class Choice(int thread)
    {
        public int Thread { get; set; } = thread;

        /// <summary>The threads that could go on as well and have not, as a mask; null before it is known.</summary>
        public int? Untried { get; set; }

        /// <summary>Whether it is a request that is refused.</summary>
        public bool IsRefused { get; set; }

        /// <summary>Whether that is not tried otherwise yet; null before it is known.</summary>
        public bool? CanBeGranted { get; set; }

        public bool TryOther()
        {
            if (CanBeGranted == true)
            {
                (IsRefused, CanBeGranted) = (false, false);
                return true;
            }

            int left = Untried ?? 0;
            if (left == 0)
            {
                return false;
            }

            (Thread, IsRefused, CanBeGranted) = (int.TrailingZeroCount(left), false, false);
            Untried = left & (left - 1);
            return true;
        }
    }
}
