using LuoVerified.Check;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using Microsoft.Coyote.Runtime;

namespace LuoVerified.Coyote;

/// <summary>Samples schedules of one program on one design in one mode, by one strategy.</summary>
internal sealed partial class Sampler
{
    /// <summary>The most runs in one Coyote iteration in volume mode.</summary>
    private const int Batch = 50;

    private readonly Subject _subject;
    private readonly SamplingMode _mode;
    private readonly Strategy _strategy;
    private readonly Bodies _bodies;
    private readonly HashSet<ulong> _digests;
    private readonly List<Finding> _findings;
    private readonly Func<bool> _stop;
    private readonly CheckOptions _options;
    private readonly AccessRaceDetector _accesses;
    private readonly Outcomes _words;
    private readonly HashSet<string> _outcomes;
    private Run? _current;

    /// <summary>The members that are known to race: steps in every run from then on.</summary>
    private IReadOnlySet<string> _racing;

    /// <summary>Whether that has changed since the engine was made.</summary>
    private bool _isOther;
    private Exception? _error;
    private long _count;

    /// <summary>Schedules that were not judged: something raced in them that was no step.</summary>
    private long _unjudged;
    private bool _stopped;

    /// <summary>Makes the sampler.</summary>
    /// <param name="subject">What to run.</param>
    /// <param name="mode">In which mode.</param>
    /// <param name="options">By which strategy (volume mode is always random), and within which bound.</param>
    /// <param name="digests">Where the digests of the schedules go.</param>
    /// <param name="findings">Where the first finding for each rule goes.</param>
    /// <param name="outcomes">Where what the runs show goes.</param>
    /// <param name="stop">Asked after each schedule: whether to end before the count is reached.</param>
    public Sampler(
        Subject subject,
        SamplingMode mode,
        CheckOptions options,
        HashSet<ulong> digests,
        List<Finding> findings,
        HashSet<string> outcomes,
        Func<bool> stop)
    {
        _subject = subject;
        _mode = mode;
        _strategy = mode == SamplingMode.Volume ? Strategy.Random : options.Strategy;
        _digests = digests;
        _findings = findings;
        _outcomes = outcomes;
        _words = new Outcomes(subject);
        _stop = stop;
        _options = options;
        _racing = options.Racing;
        _accesses = new AccessRaceDetector(subject.Program.Threads) { Unordered = IsStepFromNowOn };
        _bodies = new Bodies(subject, options.MaxConfigurations, Refuses, Began, Ended);
    }

    /// <summary>Schedules run so far, the last one perhaps cut short by a violation.</summary>
    public long Schedules { get; private set; }

    /// <summary>Those of which it was not decided whether their results are linearizable.</summary>
    public long Undecided { get; private set; }

    /// <summary>Those at the end in which the same accesses were steps.</summary>
    public long Independent { get; private set; }

    /// <summary>Whether the strategy has run every schedule there is (depth first only).</summary>
    public bool Exhausted { get; private set; }

    private bool Done => _stopped || _error is not null || Left <= 0;

    private long Left => _count - (Schedules - _unjudged);

    /// <summary>Runs schedules.</summary>
    /// <param name="count">How many are to be judged.</param>
    /// <param name="seed">Equal seeds give equal schedules.</param>
    /// <exception cref="RunErrorException">An error of ours in a run.</exception>
    /// <exception cref="UncontrolledDesignException">A thread has come neither to a step nor to its end.</exception>
    /// <exception cref="InternalErrorException">Something was not under Coyote's control.</exception>
    /// <exception cref="UnusableProgramException">Requests may be refused, and the search is depth first.</exception>
    public void Run(long count, uint seed)
    {
        // Depth first keeps its place in the engine: one engine must do all.
        long perEngine = _strategy.Name == Strategy.DepthFirst ? uint.MaxValue : EngineSeeds.Iterations(_mode);
        _count = count;
        for (uint engine = 0; !Done && !Exhausted; engine++)
        {
            // Each iteration runs a schedule at least.
            RunEngine((uint)Math.Min(Left, perEngine), EngineSeeds.Of(_mode, seed, engine));
        }
    }

    private void Began(Run run)
    {
        _current = run;
        _accesses.Clear(Schedules + 1);
        (run.Racing, run.Accesses) = (_racing, _accesses);
    }

    private void IsStepFromNowOn(string member)
    {
        if (!_racing.Contains(member))
        {
            // A copy: runs and findings keep the set that they had.
            _racing = new HashSet<string>(_racing) { member };
            _isOther = true;
        }
    }

    /// <summary>A run came to its end.</summary>
    private bool Ended(Run run)
    {
        if (run.Error is not null)
        {
            // The checked code has caught it; it is seen where the iteration ends.
            return false;
        }

        Count(run);
        _stopped = _stop();
        return !_stopped;
    }

    /// <summary>Whether a request that may be refused is: one in two. Depth first, Coyote holds the steps to be the same whatever the
    /// answer was, and drops the schedules in which they are not.</summary>
    private bool Refuses(ICoyoteRuntime runtime)
    {
        if (_strategy.Name != Strategy.DepthFirst)
        {
            return runtime.RandomBoolean();
        }

        _error ??= new UnusableProgramException(
            $"{_subject}: requests may be refused, and {Strategy.DepthFirst} cannot run through both answers; choose another strategy");
        return false;
    }

    /// <summary>Counts a run. If something raced in it that was no step, it was not judged in between, and shows nothing.</summary>
    private void Count(Run run)
    {
        Schedules++;
        Undecided += run.Undecided ? 1 : 0;
        _digests.Add(run.ScheduleDigest);
        _options.Ran?.Invoke(run.Steps);
        _current = null;
        if (run.Racing == _racing)
        {
            Independent++;
            _words.Add(run, 0, _outcomes);
        }
        else
        {
            Independent = 0;
            _unjudged++;
        }
    }

    /// <summary>An iteration ended. If a run is still under way, it was cut short.</summary>
    private void EndIteration()
    {
        if (_current is not { } run || IsDummy(run))
        {
            return;
        }

        // Thrown after Coyote has ended: it makes an error of its own of what is thrown within.
        _error = run.Violation is null ? ErrorOf(run) : null;
        if (_error is not null)
        {
            return;
        }

        Violation? violation = run.Violation ?? run.Deadlocked();
        Count(run);
        if (run.Racing != _racing)
        {
            // Something raced in it that was no step, and may have taken effect before its call counted as made.
            return;
        }

        if (violation is not null && _findings.All(finding => finding.Violation.Check != violation.Check))
        {
            string mode = _mode == SamplingMode.Volume ? "volume" : "barging";
            _findings.Add(Finding.In(run, violation, mode, _strategy.Name, Schedules, run.Witness));
        }

        _stopped = _stop();
    }

    /// <summary>After its last schedule the depth-first search begins one more, and drops it without a word.</summary>
    private bool IsDummy(Run run) => _strategy.Name == Strategy.DepthFirst && !run.Over;
}
