using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Traces.Loose;

/// <summary>One run by a <see cref="LooseGuide"/>, on the explorer's executor and its models of locks, up to the end of the
/// program or to a broken rule.</summary>
internal sealed class LooseRun : IChooser
{
    private readonly Trace _trace;
    private readonly long _maxConfigurations;
    private readonly LockOrder _lockOrder = new();
    private readonly HashSet<string> _locks = [];
    private readonly List<string> _inOrder = [];

    private LooseRun(Trace trace, Subject subject, LooseReading reading, long maxConfigurations)
    {
        _trace = trace;
        _maxConfigurations = maxConfigurations;
        int threads = subject.Program.Threads;
        Guide = new LooseGuide(LoosePhase.Of(trace.Steps, threads), reading, threads);
        Accesses = new AccessRaceDetector(threads);
    }

    /// <summary>Where it could not be followed.</summary>
    public LooseGuide Guide { get; }

    /// <summary>The rule of the trace, if it broke.</summary>
    public Finding? Same { get; private set; }

    /// <summary>Another one that broke.</summary>
    public Violation? Other { get; private set; }

    /// <summary>Whether a bound was reached.</summary>
    public bool Undecided { get; private set; }

    /// <summary>The labels of the locks that were taken, in the order of the first time.</summary>
    public IReadOnlyList<string> Locks => _inOrder;

    /// <inheritdoc/>
    public AccessRaceDetector Accesses { get; }

    /// <inheritdoc/>
    long IChooser.MaxConfigurations => _maxConfigurations;

    /// <inheritdoc/>
    TimeSpan IChooser.Patience => ExploreOptions.DefaultPatience;

    /// <inheritdoc/>
    IReadOnlySet<string> IChooser.Racing => _trace.Racing;

    /// <inheritdoc/>
    Checkpoint? IChooser.From => null;

    /// <inheritdoc/>
    bool IChooser.IsRedundant => false;

    /// <inheritdoc/>
    int IChooser.Upcoming => 0;

    /// <summary>Runs.</summary>
    /// <param name="trace">The recording.</param>
    /// <param name="subject">What to follow it on.</param>
    /// <param name="reading">How to take it.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="RunErrorException">An error of ours.</exception>
    public static LooseRun Of(Trace trace, Subject subject, LooseReading reading, long maxConfigurations)
    {
        var run = new LooseRun(trace, subject, reading, maxConfigurations);
        using var executor = new Executor(subject, run);
        executor.Run();
        return run;
    }

    /// <inheritdoc/>
    void IChooser.BeginExecution()
    {
    }

    /// <inheritdoc/>
    void IChooser.BeginPhase() => Guide.BeginPhase();

    /// <inheritdoc/>
    int IChooser.Choose(int enabled, PendingStep?[] pending) => Guide.Choose(enabled, pending);

    /// <inheritdoc/>
    void IChooser.Happens(Run run, in RecordedStep step)
    {
        _lockOrder.Add(run, step);
        if (step.Step.Acquires && _locks.Add(step.Step.Target.Label))
        {
            _inOrder.Add(step.Step.Target.Label);
        }
    }

    /// <inheritdoc/>
    bool IChooser.Refuses(FaultSite site) => Guide.Refuses(site);

    /// <inheritdoc/>
    void IChooser.ChooseForTheBoot() => Guide.Boots();

    /// <inheritdoc/>
    void IChooser.EndPhase(PendingStep?[] pending, bool aborted)
    {
    }

    /// <inheritdoc/>
    bool IChooser.EntersEpoch(Run run) => true;

    /// <inheritdoc/>
    bool IChooser.EndExecution(Run run)
    {
        Violation? broken = run.Violation;
        if (_trace.EndsEarly)
        {
            Same = Shown(run);
        }
        else if (broken?.Check == _trace.Violation.Check)
        {
            Same = Finding.In(run, broken, _trace.Mode, _trace.Strategy, _trace.Schedule, run.Witness);
        }

        Other = Same is null ? broken : null;
        Undecided = run.Undecided && _trace.Violation.Check == Checks.Linearizable;
        return false;
    }

    /// <summary>A race on the same member, or the same order of locks, which the run itself does not notice.</summary>
    private Finding? Shown(Run run)
    {
        string recorded = _trace.Violation.Message;
        if (_trace.Violation.Check == Checks.LockOrder)
        {
            return _lockOrder.Edges.FirstOrDefault(edge => edge.Finding.Violation.IsLike(_trace.Violation))?.Finding;
        }

        return Accesses.Races.FirstOrDefault(race => recorded.StartsWith($"{race.Member}: ", StringComparison.Ordinal)) is not { } race
            ? null
            : Finding.In(
                run,
                new Violation(Checks.DataRace, race.ToString()),
                _trace.Mode,
                _trace.Strategy,
                _trace.Schedule,
                [.. run.Steps.Take(race.Second.End)]);
    }
}
