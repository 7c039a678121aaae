using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Check.Traces;

/// <summary>Lets the steps happen in a recorded order, on real threads and real locks, and notes the first place where
/// the code does something else.</summary>
/// <remarks>A baton goes round: the thread whose step is next takes it, does the step and all that follows it up to its
/// next step, and hands the baton back. So one thread runs at a time and no lock is ever waited for.</remarks>
/// <param name="steps">The recording.</param>
/// <param name="threads">How many threads there are at most.</param>
/// <param name="endsEarly">Whether the run is to end with the recording, wherever it is then.</param>
/// <param name="goesOn">Whether it is to end before the step that would follow the recording: what leads there is
/// done.</param>
/// <param name="ending">Called when the recording is used up, before any thread is let go.</param>
internal sealed class ReplayScheduler(
    IReadOnlyList<TraceStep> steps, int threads, bool endsEarly, bool goesOn, Action ending) : IRunScheduler
{
    private const int Nobody = int.MinValue;

    private readonly object _monitor = new();
    private readonly Dictionary<int, Step> _parked = [];

    /// <summary>How many steps there are to take: at the end of a deadlock stand those for which threads wait.</summary>
    private readonly int _end = TraceStep.CountTaken(steps);
    private readonly HashSet<int> _started = [];
    private Run? _run;
    private int _holder = Nobody;
    private int _next;
    private int _alive;
    private int _notStarted;
    private bool _stopped;

    /// <summary>Where and how the run departed from the recording; null if it has not.</summary>
    public string? Divergence { get; private set; }

    /// <summary>Whether the recording is used up and every thread waits for a lock that another holds.</summary>
    public bool Deadlocked { get; private set; }

    /// <summary>Whether the run was ended because the recording was.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>What our code threw in a thread; null if nothing.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The data races that they show.</summary>
    public AccessRaceDetector Accesses { get; } = new(threads);

    /// <summary>The orders of locks that they show.</summary>
    public LockOrder LockOrder { get; } = new();

    /// <summary>Threads are about to start.</summary>
    public void BeginPhase(Run run)
    {
        lock (_monitor)
        {
            _run = run;
            _alive = run.ThreadCount;
            _notStarted = run.ThreadCount;
            _started.Clear();
            _holder = Nobody;
        }
    }

    /// <summary>Waits until a thread of the phase has come to its first step, or to its end.</summary>
    public void AwaitFirstStep(int thread)
    {
        lock (_monitor)
        {
            while (!_started.Contains(thread))
            {
                Monitor.Wait(_monitor);
            }
        }
    }

    /// <summary>Our code threw in a thread: the replay is over.</summary>
    public void Fail(Exception fault)
    {
        lock (_monitor)
        {
            Failure ??= fault;
            _stopped = true;
            Monitor.PulseAll(_monitor);
        }
    }

    public void EndThread(int thread)
    {
        lock (_monitor)
        {
            _alive--;
            Start(thread);
            HandBack(thread);
        }
    }

    public void BeforeStep(int thread, in PendingStep pending)
    {
        Step step = pending.Step;
        lock (_monitor)
        {
            _parked[thread] = step;
            Start(thread);
            HandBack(thread);
            while (!_stopped && !IsTurnOf(thread) && !Gone(thread))
            {
                Monitor.Wait(_monitor);
            }

            _parked.Remove(thread);
            if (_stopped)
            {
                throw new RunStoppedException();
            }

            if (!Gone(thread))
            {
                _holder = thread;
                Compare(thread, step);
            }
        }
    }

    public void AfterStep(int index, in RecordedStep step)
    {
        lock (_monitor)
        {
            if (steps[_next].Text != step.Text)
            {
                Diverge(step.Text, _next);
            }

            _next++;
            if (_run is { } run)
            {
                LockOrder.Add(run, step);
            }

            if (endsEarly && _next == _end)
            {
                EndedEarly = true;
                _stopped = true;
                ending();
                Monitor.PulseAll(_monitor);
                throw new RunStoppedException();
            }
        }
    }

    public bool Refuses(FaultSite site)
    {
        lock (_monitor)
        {
            return steps[Upcoming()].IsRefused;
        }
    }

    [DoesNotReturn]
    public void Stop(Violation violation)
    {
        lock (_monitor)
        {
            _stopped = true;
            Monitor.PulseAll(_monitor);
            throw new RunStoppedException();
        }
    }

    /// <summary>A thread of an epoch that was left takes no more steps.</summary>
    private bool Gone(int thread) => thread >= 0 && _run!.IsLeft;

    /// <summary>No step is taken before every thread stands at its first one: then all can be stopped at any time.</summary>
    private void Start(int thread) => _notStarted -= thread >= 0 && _started.Add(thread) ? 1 : 0;

    private bool IsTurnOf(int thread) => _notStarted == 0 && _holder == Nobody && _next < _end && steps[_next].Thread == thread;

    /// <summary>A thread has nothing more to do until its next step. If that leaves no thread that could take the next
    /// step, the replay is over.</summary>
    private void HandBack(int thread)
    {
        if (_holder == thread)
        {
            _holder = Nobody;
        }

        bool allParked = _parked.Count(parked => parked.Key >= 0) == _alive;
        bool someoneGone = _parked.Keys.Any(Gone);
        bool someoneNext = _next < _end && _parked.ContainsKey(steps[_next].Thread);
        if (_holder == Nobody && _parked.Count > 0 && allParked && !someoneGone && !someoneNext && !_stopped)
        {
            Conclude();
        }

        Monitor.PulseAll(_monitor);
    }

    private void Conclude()
    {
        _stopped = true;
        EndedEarly = goesOn && _next == _end;
        Deadlocked = !EndedEarly && _next == _end && _parked.Values.All(step => DomainLock.WouldWait(step));
        _run?.Abandon();
        ending();
        if (!Deadlocked && !EndedEarly)
        {
            Divergence = _next == _end
                ? $"the recording ends after step {_next}, but {string.Join(" and ", _parked.Keys.Order().Select(ThreadName.Of))} can go on"
                : $"step {_next + 1}: recorded was '{steps[_next]}', but {ThreadName.Of(steps[_next].Thread)} has ended";
        }
    }

    /// <summary>The step that is at hand: a call is recorded together with its first step, and announced with it.</summary>
    private int Upcoming() =>
        _next + (IsCall(_next) && _next + 1 < steps.Count ? 1 : 0);

    private bool IsCall(int at) => steps[at].IsCall;

    /// <summary>What can be compared before the step is done: its kind and target, and whether it can be done. No call is
    /// without a first step. A release that is refused is not done, and not on record.</summary>
    private void Compare(int thread, Step step)
    {
        if (DomainLock.WillBeRefused(step))
        {
            return;
        }

        int at = Upcoming();
        string text = new RecordedStep(thread, step).Text;
        if (DomainLock.WouldWait(step))
        {
            Diverge($"{text}, which is not free", at);
        }

        bool comparable = step.Kind is not (StepKind.Fault or StepKind.Return) || IsCall(at);
        if (comparable && !steps[at].Text.StartsWith(text, StringComparison.Ordinal))
        {
            Diverge(text, at);
        }
    }

    [DoesNotReturn]
    private void Diverge(string actual, int at)
    {
        Divergence ??= $"step {at + 1}: recorded was '{steps[at]}', the code does '{actual}'";
        _stopped = true;
        Monitor.PulseAll(_monitor);
        throw new RunStoppedException();
    }
}
