using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Sample;

/// <summary>Draws schedules of one program on one design, on the explorer's executor and its models of locks.</summary>
/// <remarks>
/// <para>The choices in a schedule come from the seed and its number, from the profile if the strategy wants one, and from the
/// set of members that are known to race: from nothing else. A member is added when an execution shows that it races; from the
/// next on its accesses are steps, and the profile is taken anew. The execution that shows it is not judged, as what is found in it could
/// not be replayed, and another one is run in its place.</para>
/// <para>A request that may be refused is refused with a chance of one in two.</para>
/// </remarks>
public sealed class ScheduleSampler : IChooser
{
    /// <summary>What findings have as their mode.</summary>
    public const string Mode = "sampled";

    private readonly Subject _subject;
    private readonly SampleOptions _options;
    private readonly Checkpoint? _setUp;
    private readonly AccessRaceDetector _accesses;
    private readonly ProfilingWalk _profiling = new();
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _outcomes = [];
    private readonly HashSet<ulong> _digests = [];
    private readonly Outcomes _words;

    /// <summary>The members that are known to race, in the execution at hand.</summary>
    private HashSet<string> _racing = [];

    /// <summary>Those that it has shown to race.</summary>
    private readonly SortedSet<string> _new = new(StringComparer.Ordinal);
    private IWalk _walk;
    private RandomNumbers _random;
    private int _phase;
    private long _schedules;

    /// <summary>Those that were not judged.</summary>
    private long _unjudged;
    private long _independent;
    private long _undecided;
    private bool _timeIsUp;

    private ScheduleSampler(Subject subject, SampleOptions options)
    {
        subject.RequireControlled();
        (_subject, _options) = (subject, options);
        _setUp = subject.SetUp(new Spares());
        _words = new Outcomes(subject);
        _accesses = new AccessRaceDetector(subject.Program.Threads) { Unordered = IsStepFromNowOn };
        _walk = NewWalk();
        _timeIsUp = options.TimeIsUp();
    }

    /// <inheritdoc/>
    long IChooser.MaxConfigurations => _options.MaxConfigurations;

    /// <inheritdoc/>
    TimeSpan IChooser.Patience => _options.Patience;

    /// <inheritdoc/>
    IReadOnlySet<string> IChooser.Racing => _racing;

    /// <inheritdoc/>
    AccessRaceDetector IChooser.Accesses => _accesses;

    /// <inheritdoc/>
    Checkpoint? IChooser.From => _setUp;

    /// <inheritdoc/>
    bool IChooser.IsRedundant => false;

    /// <inheritdoc/>
    int IChooser.Upcoming => 0;

    private bool IsOver => _timeIsUp || _schedules - _unjudged >= _options.Schedules || _options.IsDecided(_findings);

    /// <summary>Draws schedules until the count is reached or all is decided.</summary>
    /// <param name="subject">The program and the design.</param>
    /// <param name="options">How much, and how.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed.</exception>
    /// <exception cref="UncontrolledDesignException">The design does what is not under control.</exception>
    /// <exception cref="RunErrorException">An error of ours in a run.</exception>
    public static SampledReport Sample(Subject subject, SampleOptions options)
    {
        var sampler = new ScheduleSampler(subject, options);
        if (!sampler.IsOver)
        {
            using var executor = new Executor(subject, sampler);
            executor.Run();
        }

        return sampler.Report();
    }

    /// <inheritdoc/>
    void IChooser.BeginExecution()
    {
        _random = new RandomNumbers(_options.Seed, _schedules + 1, _options.Stream);
        _phase = _setUp is null ? 0 : _setUp.Phase + 1;
        _new.Clear();
        _accesses.Forget();
        _accesses.Clear(_schedules + 1);
        _profiling.BeginExecution();
    }

    /// <inheritdoc/>
    void IChooser.BeginPhase() => _walk.BeginPhase(_phase, _subject.Program.ThreadsByPhase[_phase], ref _random);

    /// <inheritdoc/>
    int IChooser.Choose(int enabled, PendingStep?[] pending) => _walk.Choose(enabled, pending, ref _random);

    /// <inheritdoc/>
    void IChooser.Happens(Run run, in RecordedStep step)
    {
    }

    /// <inheritdoc/>
    bool IChooser.Refuses(FaultSite site) => _random.Below(2) == 1;

    /// <inheritdoc/>
    void IChooser.ChooseForTheBoot()
    {
    }

    /// <inheritdoc/>
    void IChooser.EndPhase(PendingStep?[] pending, bool aborted) => _phase++;

    /// <inheritdoc/>
    bool IChooser.EntersEpoch(Run run) => true;

    /// <inheritdoc/>
    bool IChooser.EndExecution(Run run)
    {
        _schedules++;
        _undecided += run.Undecided ? 1 : 0;
        _digests.Add(run.ScheduleDigest);
        _options.Ran?.Invoke(run.Steps);
        if (_new.Count > 0)
        {
            // A copy: findings keep the set that they had.
            _racing = [.. _racing, .. _new];
            (_independent, _unjudged) = (0, _unjudged + 1);
            _walk = NewWalk();
        }
        else
        {
            Add(run);
        }

        _timeIsUp |= _options.TimeIsUp();
        return !IsOver;
    }

    private void Add(Run run)
    {
        _words.Add(run, 0, _outcomes);
        if (run.Violation is { } violation && _findings.TrueForAll(finding => finding.Violation.Check != violation.Check))
        {
            _findings.Add(Finding.In(run, violation, Mode, _options.Strategy.Name, _schedules, run.Witness));
        }

        if (_walk != _profiling)
        {
            _independent++;
        }
        else if (run.Violation is null)
        {
            _walk = _options.Strategy.Make(_profiling.Profile);
        }
    }

    private IWalk NewWalk() => _options.Strategy.IsProfiled ? _profiling : _options.Strategy.Make(null);

    private void IsStepFromNowOn(string member)
    {
        if (!_racing.Contains(member))
        {
            _new.Add(member);
        }
    }

    private SampledReport Report() => new(
        _schedules,
        _independent,
        _digests,
        _undecided,
        _findings,
        [.. _outcomes.Order(StringComparer.Ordinal)],
        _racing,
        Complete: (!_timeIsUp && _undecided == 0) || _options.IsDecided(_findings));
}
