using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explore;

/// <summary>Performs one execution after the other for an <see cref="IChooser"/>, which makes the choices. One thread at a time
/// runs; who ends last does what is between two phases or executions, so that no thread but those of the program has to
/// be woken.</summary>
internal sealed class Executor : IRunScheduler, IDisposable
{
    private readonly IChooser _chooser;
    private readonly Spares _spares = new();
    private readonly Baton _baton;
    private readonly Placement _places;
    private readonly PendingStep?[] _pending;
    private Subject _subject;
    private RunMaker _maker;
    private Run _run;

    /// <summary>The threads of the phase that have not ended, as a mask.</summary>
    private int _alive;

    private bool _isNew;
    private bool _aborting;

    public Executor(Subject subject, IChooser chooser)
    {
        _chooser = chooser;
        (_subject, _maker) = (subject, subject.NewRuns(_spares));
        _pending = new PendingStep?[subject.Program.Threads];
        _places = new Placement(subject.Program.Threads);
        Order = new HappensBefore(subject.Program.Threads);
        _run = Make();
        _baton = new Baton(subject.Program.Threads, RunThread);
    }

    /// <summary>The order of the steps of the execution at hand.</summary>
    public HappensBefore Order { get; }

    /// <summary>Turns to another program or design.</summary>
    /// <param name="subject">It, with as many threads.</param>
    public void Turn(Subject subject) => (_subject, _maker) = (subject, subject.NewRuns(_spares));

    /// <summary>Performs executions until no more are wanted.</summary>
    /// <exception cref="RunErrorException">An error of ours.</exception>
    public void Run()
    {
        try
        {
            Perform();
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            throw new RunErrorException(_subject, _run.Error ?? fault, _run.Steps, _run.Racing);
        }
    }

    private void Perform()
    {
        Begin();
        int first = GoOn(Baton.Owner);
        if (first != Baton.Owner && _baton.Run(first, _chooser.Patience) is { } stuck)
        {
            throw new UncontrolledDesignException(_subject, _places.ThreadOn(stuck), _run.Steps, _chooser.Patience);
        }
    }

    /// <inheritdoc/>
    void IRunScheduler.BeforeStep(int thread, in PendingStep step)
    {
        if (thread < 0)
        {
            _chooser.ChooseForTheBoot();
            return;
        }

        RequireGoingOn();
        _pending[thread] = step;
        _baton.Pass(_places.PlaceOf(thread), GoesOn(thread));
        RequireGoingOn();

        // invariant: what is left here when a phase ends are the steps that were cut off.
        if (!_run.IsLeft)
        {
            _pending[thread] = null;
        }
    }

    /// <inheritdoc/>
    void IRunScheduler.AfterStep(int index, in RecordedStep step)
    {
        if (step.Thread >= 0)
        {
            _chooser.Happens(_run, step);
        }
    }

    /// <inheritdoc/>
    bool IRunScheduler.Refuses(FaultSite site) => _chooser.Refuses(site);

    /// <inheritdoc/>
    [DoesNotReturn]
    void IRunScheduler.Stop(Violation violation)
    {
        _aborting = true;
        throw new RunStoppedException();
    }

    public void Dispose()
    {
        _aborting = true;
        _run.Abandon();
        _baton.Dispose();
    }

    private Run Make()
    {
        Run run = _maker(this, LockKind.Model, _chooser.MaxConfigurations, Order);
        (run.Racing, run.Accesses) = (_chooser.Racing, _chooser.Accesses);
        return run;
    }

    private void RequireGoingOn()
    {
        if (_aborting)
        {
            throw new RunStoppedException();
        }
    }

    private void Begin()
    {
        _run = Make();
        _isNew = true;
        _aborting = false;
        _chooser.BeginExecution();
    }

    /// <summary>What the thread that was started last does in a phase; answers who gets the baton when it has ended.</summary>
    private int RunThread(int place)
    {
        int thread = _places.ThreadOn(place);
        try
        {
            _run.RunThread(thread);
        }
        catch (RunStoppedException)
        {
            // The execution is over.
        }

        // Also if the checked code has caught it.
        if (_run.Error is { } error)
        {
            throw error;
        }

        _alive &= ~(1 << thread);
        _places.Ended(place);
        if (_aborting)
        {
            _alive &= ~_places.GiveUp();
        }

        return _alive != 0 ? GoesOn(thread) : GoOn(place);
    }

    /// <summary>Every thread has ended: goes on with the next phase, or else with the next execution.</summary>
    /// <param name="place">The thread of the baton that calls.</param>
    /// <returns>Who gets the baton.</returns>
    private int GoOn(int place)
    {
        while (!EnterPhase())
        {
            bool more = _chooser.EndExecution(_run);
            _run.Dispose();
            if (!more)
            {
                return Baton.Owner;
            }

            Begin();
        }

        _alive = (1 << _run.ThreadCount) - 1;
        _places.Begin(_run.ThreadCount);
        Array.Clear(_pending);
        _chooser.BeginPhase();
        return _places.Start(place, _chooser.Upcoming);
    }

    /// <summary>Sets a new run up, or ends the phase of the one at hand; false if it has come to its end.</summary>
    private bool EnterPhase()
    {
        try
        {
            if (_isNew)
            {
                _isNew = false;
                _run.SetUp(_chooser.From);
                return true;
            }

            _chooser.EndPhase(_pending, _aborting && !_run.Finished);
            return !_aborting && !_chooser.IsRedundant && _baton.Unwatched(_run.EndPhase) && _chooser.EntersEpoch(_run);
        }
        catch (RunStoppedException)
        {
            // A rule broken outside the threads; it is on record.
            return false;
        }
    }

    /// <summary>A thread has come to a step, or has ended: who gets the baton.</summary>
    private int GoesOn(int thread) => _places.HasUnstarted
        ? _places.Start(_places.PlaceOf(thread), _chooser.Upcoming)
        : _places.PlaceOf(Next(thread));

    /// <summary>Who runs next. If nobody can, the execution is over: the threads end one after the other.</summary>
    private int Next(int from)
    {
        if (_aborting || _run.IsLeft)
        {
            return int.TrailingZeroCount(_alive);
        }

        int enabled = Enabled();
        if (enabled != 0)
        {
            return _chooser.Choose(enabled, _pending);
        }

        _run.Abandon();
        _run.Deadlocked();
        _aborting = true;
        return (_alive & (1 << from)) != 0 ? from : int.TrailingZeroCount(_alive);
    }

    private int Enabled()
    {
        int enabled = 0;
        for (int thread = 0; thread < _pending.Length; thread++)
        {
            if (_pending[thread] is { Step: var step } && !DomainLock.WouldWait(step))
            {
                enabled |= 1 << thread;
            }
        }

        return enabled;
    }
}
