using System.Diagnostics.CodeAnalysis;
using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Scenarios;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;
using LuoVerified.Spec;

namespace LuoVerified.Check.Runs;

/// <summary>One run of a scenario on a design, under some scheduler: performs the operations, records the steps, and
/// checks every rule.</summary>
/// <remarks>Whoever drives the run calls, from one thread, <see cref="SetUp()"/>, then for each phase lets
/// <see cref="ThreadCount"/> threads call <see cref="RunThread"/> and waits for all, then <see cref="EndPhase"/>, for as
/// long as that answers true. One thread at a time runs between two scheduling points.</remarks>
public sealed class ScenarioRun : IRunControl, IDisposable
{
    /// <summary>The most steps that a run may take, 10,000: none that ends comes near it.</summary>
    public const int MaxSteps = 10_000;

    private readonly Scenario _scenario;
    private readonly Design _design;
    private readonly IRunScheduler _scheduler;
    private readonly Machine _machine;
    private RunThread?[] _threads = [];
    private readonly RunThread _driver = new(-1);
    private readonly long _maxConfigurations;
    private RunState _state;
    private string _waits = "";

    /// <summary>A rule is broken or the run was abandoned: nothing is recorded or checked any more.</summary>
    private bool _over;

    /// <summary>Makes the run; nothing happens yet.</summary>
    /// <param name="scenario">What to run.</param>
    /// <param name="design">On what.</param>
    /// <param name="scheduler">Who orders the steps.</param>
    /// <param name="locks">What the locks are; real ones by default.</param>
    /// <param name="pages">Where the machine's memory comes from; a pool of its own by default.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    public ScenarioRun(
        Scenario scenario,
        Design design,
        IRunScheduler scheduler,
        LockKind locks = LockKind.Fair,
        PagePool? pages = null,
        long maxConfigurations = LinearizabilityChecker.DefaultBound)
    {
        _maxConfigurations = maxConfigurations;
        _scenario = scenario;
        _design = design;
        _scheduler = scheduler;
        _machine = new Machine(this, design, scenario.Capacity, locks, pages);
        _state = new RunState(scenario);
    }

    /// <summary>The steps so far, set-up and boots left out.</summary>
    public IReadOnlyList<RecordedStep> Steps => _state.Recording.Steps;

    /// <summary>The calls so far, set-up included, in order of invocation.</summary>
    public IReadOnlyList<Call> History => _state.History;

    /// <summary>The rule that is broken; null where none is (yet).</summary>
    public Violation? Violation { get; private set; }

    /// <summary>Whether every phase has ended and the checks at the end are done.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether the run is over, broke no rule that could be decided, and reached the bound before it was known
    /// whether its results are linearizable: inconclusive.</summary>
    public bool Undecided { get; private set; }

    /// <summary>A digest of the steps: equal for equal schedules, in all likelihood different for different ones.</summary>
    public ulong ScheduleDigest => _state.Recording.Digest;

    /// <summary>Whether the run came to its end or to a violation, or was ended from outside.</summary>
    public bool Over => Finished || _over;

    /// <summary>Whether a thread of the phase at hand has left the kernel: the others end where they are.</summary>
    public bool KernelLeft => _machine.Kernel?.Platform.Halted ?? true;

    /// <summary>Whether the step that a thread waits to do is the first of its operation.</summary>
    /// <param name="thread">Its index.</param>
    /// <returns>True where it is.</returns>
    public bool BeginsCall(int thread) => _threads[thread]?.Current is { Invoked: < 0 };

    /// <summary>The number of threads of the phase at hand.</summary>
    public int ThreadCount => _scenario.Phases[_state.Phase].Count;

    /// <summary>The last jump of the run; null before the first.</summary>
    internal Checkpoint? LastJump { get; private set; }

    /// <summary>Tries the set-up of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <exception cref="UnusableScenarioException">It cannot be performed.</exception>
    public static void RequireUsable(Scenario scenario, Design design) => Checkpoint.OfSetUp(scenario, design);

    /// <summary>Boots the first kernel and performs the set-up, without scheduling points and without faults.</summary>
    /// <exception cref="UnusableScenarioException">The set-up cannot be performed.</exception>
    public void SetUp() => SetUp(null);

    /// <summary>As <see cref="SetUp()"/>, or goes on from where another run of the scenario on the design was.</summary>
    /// <param name="from">Where; null for the start.</param>
    internal void SetUp(Checkpoint? from)
    {
        if (from is null ? _machine.ColdBoot() != Errno.Ok : !GoOn(from))
        {
            throw new InternalErrorException($"scenario {_scenario.Name}: the kernel to begin in does not boot");
        }

        while (_state.SetUpDone < _scenario.Setup.Count)
        {
            Operation operation = _scenario.Setup[_state.SetUpDone++];
            if (operation.Kind == OperationKind.Corrupt)
            {
                if (!Observation.TryCorrupt(_machine, operation.Corruption))
                {
                    throw new UnusableScenarioException(_scenario.Name, $"the image has too few sessions for '{operation}'");
                }

                _state.Corrupted = true;
                continue;
            }

            Watched(_driver, () => Perform(_driver, operation));
            if (_state.Jump is not null && !EnterNextKernel())
            {
                throw new UnusableScenarioException(_scenario.Name, "the set-up leaves no kernel");
            }
        }

        BeginPhase();
    }

    /// <summary>Performs the operations of one thread of the phase at hand, on the calling thread.</summary>
    /// <param name="thread">Its index from 0.</param>
    public void RunThread(int thread)
    {
        var state = new RunThread(thread);
        _threads[thread] = state;
        try
        {
            foreach (Operation operation in _scenario.Phases[_state.Phase][thread])
            {
                Watched(state, () => Perform(state, operation));
            }
        }
        catch (HaltedException)
        {
            // The kernel was left: so ends every thread in it.
        }
        finally
        {
            state.Pending = null;
            state.ManagedId = 0;
        }
    }

    /// <summary>Call when all threads of the phase have ended: goes on into the next kernel where one of them asked for
    /// that, and checks the whole at the end.</summary>
    /// <returns>True where there is another phase to run.</returns>
    public bool EndPhase()
    {
        if (_over)
        {
            return false;
        }

        bool jumped = _state.Jump is not null && EnterNextKernel();
        if (jumped && _state.Phase + 1 < _scenario.Phases.Count)
        {
            BeginPhase();
            return true;
        }

        CheckEnd();
        Finished = true;
        return false;
    }

    /// <summary>All that the rest of the run depends on; meaningful right after <see cref="EndPhase"/>.</summary>
    /// <param name="bounds">What of the bounds of an exploration is used up.</param>
    internal HandOver HandOver(string bounds) =>
        Runs.HandOver.Of(LastJump!, _state, _machine.SessionCapacity, _maxConfigurations, bounds);

    /// <summary>Call when nothing of the run, its machine included, is used any more but steps, history and violation: the
    /// memory of the machine goes back to its pool.</summary>
    public void Dispose() => _machine.Memory.Dispose();

    /// <summary>Call when the run ends from outside, while its threads still stand where they are: notes who waits for
    /// what; whatever the threads do from here on is not part of the run.</summary>
    public void Abandon()
    {
        IEnumerable<string> waits = _threads.OfType<RunThread>().Where(thread => thread.Pending is not null).Select(thread =>
            $"{Scenario.ThreadName(thread.Index)} ({thread.Current?.Label}) waits for {thread.Pending!.Value.Target.Label}"
            + (thread.Pending.Value.Target is KernelLock wanted && Holders(wanted) is { Length: > 0 } holders ? $", held by {holders}" : ""));
        _waits = string.Join("; ", waits);
        _over = true;
    }

    /// <summary>Call after <see cref="Abandon"/> where that was because no thread could go on.</summary>
    /// <returns>The violation, also kept as <see cref="Violation"/>.</returns>
    public Violation Deadlocked() => Violation ??= new Violation(Checks.Deadlock, _waits);

    /// <inheritdoc/>
    int IRunControl.Caller => Current().Index;

    /// <inheritdoc/>
    public void Before(in Step step)
    {
        RunThread thread = Current();
        if (thread == _driver && KernelLock.WouldWait(step))
        {
            throw new UnusableScenarioException(_scenario.Name, $"the set-up waits for ever: {thread.Current?.Label} needs {step.Target.Label}");
        }

        bool isAsked = !_over && (thread != _driver || step.Kind == StepKind.Fault);
        thread.Pending = isAsked ? step : null;
        if (!_over && step.Kind is StepKind.AcquireRead or StepKind.AcquireWrite && thread.Held.Count > 0
            && HeldLock.Contradiction(_design.LockHierarchy, thread.Held, Taking(thread, step)) is { } wrong)
        {
            Report(Checks.LockOrder, wrong);
        }

        if (isAsked)
        {
            _scheduler.BeforeStep(thread.Index, step);
        }
    }

    /// <inheritdoc/>
    public void After(in Step step)
    {
        RunThread thread = Current();
        thread.Pending = null;
        Announce(thread);
        if (step.Kind is StepKind.AcquireRead or StepKind.AcquireWrite)
        {
            thread.Held.Add(Taking(thread, step));
        }
        else if (step.Kind is StepKind.ReleaseRead or StepKind.ReleaseWrite)
        {
            StepTarget given = step.Target;
            thread.Held.RemoveAt(thread.Held.FindLastIndex(held => held.Lock == given));
        }

        if (!_over && (thread != _driver || step.Kind == StepKind.Fault))
        {
            Record(new RecordedStep(thread.Index, step));
        }
    }

    /// <inheritdoc/>
    public bool Refuses(FaultSite site)
    {
        RunThread thread = Current();
        if (_state.Phase < 0 || _over || !_state.FaultsLeft.TryGetValue(site, out int left))
        {
            return false;
        }

        // A step also where none is left to refuse: that depends on what other threads were refused before.
        DomainTarget target = _machine.Platform.Itself;
        target.Domain.Before(new Step(StepKind.Fault, target));
        bool refused = left > 0 && _scheduler.Refuses(site);
        target.Domain.After(new Step(StepKind.Fault, target, $"{site} {(refused ? "refused" : "granted")}"));
        if (refused)
        {
            _state.FaultsLeft[site] = left - 1;
            Call call = thread.Current ?? _state.Jump!;
            call.Action = call.Action with { Fault = ServiceCall.FaultOf(site) };
        }

        return refused;
    }

    /// <inheritdoc/>
    [DoesNotReturn]
    void IRunControl.Violation(string check, string message) =>
        Report(check, Current().Current is { } call ? $"{call.Label} by {Scenario.ThreadName(call.Thread)}: {message}" : message);

    /// <summary>The lock that the next step takes; a call that begins with it is a step of its own before.</summary>
    private HeldLock Taking(RunThread thread, in Step step) => new(
        (KernelLock)step.Target,
        thread.Current?.Label ?? "",
        thread.Index,
        thread == _driver ? 0 : Steps.Count + (thread.Current is { Invoked: < 0 } ? 2 : 1));

    private static bool IsOops(Exception fault) =>
        fault is not (RunStoppedException or HaltedException or InternalErrorException or UnusableScenarioException or System.Threading.ThreadInterruptedException);

    /// <summary>Runs code of the design: what it throws is a broken rule, not an error of ours.</summary>
    private void Watched(RunThread thread, Action code)
    {
        try
        {
            code();
        }
        catch (LockNotHeldException unheld) when (!_over)
        {
            Report(Checks.LockNotHeld, $"{Where(thread)}: {unheld.Message}");
        }
        catch (Exception fault) when (!_over && IsOops(fault))
        {
            Report(Checks.Oops, $"{Where(thread)}: {fault.GetType().Name}: {fault.Message}");
        }

        static string Where(RunThread thread) => thread.Current?.ToString() ?? "boot";
    }

    private void Perform(RunThread thread, Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Kexec:
                if (Call(thread, new Operation(OperationKind.Serialize)).Succeeded)
                {
                    Jump(thread, afterSerialize: true);
                }

                break;
            case OperationKind.Reboot:
                Jump(thread, afterSerialize: false);
                break;
            default:
                Call(thread, operation);
                break;
        }
    }

    private Outcome Call(RunThread thread, Operation operation)
    {
        SessionFile? file = null;
        // Unique in this kernel, and the same in every schedule.
        int handle = (++thread.Calls * 8) + thread.Index + 1;
        if (operation.Kind == OperationKind.Close)
        {
            handle = thread.TryTake(operation.Name, out var open) || TryTakeFromSetup(thread, operation.Name, out open) ? open.Handle : 0;
            file = open.File;
        }

        Call call = Begin(thread, operation.ToString(), new SpecAction(ServiceCall.ActionOf(operation.Kind), operation.Name, handle, thread.Index));
        call.Outcome = ServiceCall.Execute(_machine.Kernel!.Sessions, operation, ref file);
        if (call.Outcome.Succeeded && operation.Kind is OperationKind.Create or OperationKind.Retrieve && file is not null)
        {
            thread.Keep(operation.Name, file, handle);
        }

        End(thread, call);
        return call.Outcome;
    }

    /// <summary>A handle of the set-up belongs to the first thread of the phase that closes a session of its name, in every
    /// schedule.</summary>
    private bool TryTakeFromSetup(RunThread thread, ByteString name, out (SessionFile File, int Handle) open)
    {
        open = default;
        bool isFirst = thread == _driver || thread.Index == _scenario.FirstToClose(_state.Phase, name);
        return isFirst && _driver.TryTake(name, out open);
    }

    private Call Begin(RunThread thread, string label, SpecAction action)
    {
        var call = new Call { Label = label, Thread = thread.Index, Action = action, Kernel = _state.Kernel, Invoked = -1 };
        thread.Current = call;
        thread.CurrentTarget = new CallTarget(_machine.Kernel!.Platform, label);
        return call;
    }

    /// <summary>Counts the call from its first step, not before: until then nothing has happened that anybody could
    /// see, so the shortest interval is the strictest that a legal run can show.</summary>
    private void Announce(RunThread thread)
    {
        if (thread.Current is { Invoked: < 0 } call)
        {
            call.Invoked = _state.Clock++;
            _state.History.Add(call);
            _state.Monitor.Called(call.Action);
            if (!_over && thread != _driver)
            {
                Record(new RecordedStep(thread.Index, new Step(StepKind.Call, thread.CurrentTarget!)));
            }
        }
    }

    private void End(RunThread thread, Call call)
    {
        CallTarget target = thread.CurrentTarget!;
        target.Domain.Before(new Step(StepKind.Return, target, call.Outcome.ToString()));
        Announce(thread);
        call.Returned = _state.Clock++;
        target.Domain.After(new Step(StepKind.Return, target, call.Outcome.ToString()));
        if (_state.Monitor.Returned(call.Action, call.Outcome, Observation.View(_machine, withImage: false)) is { } broken)
        {
            Report(broken.Invariant.Name, $"after {call}: {broken.Message}");
        }

        thread.HeldByQuiesce = call.Action.Kind switch
        {
            ActionKind.Quiesce when call.Outcome.Succeeded => thread.Held.Count,
            ActionKind.Resume when call.Outcome.Succeeded => 0,
            _ => thread.HeldByQuiesce,
        };
        if (thread.Held.Count > thread.HeldByQuiesce)
        {
            Report(Checks.LockLeftHeld, $"after {call}: still held: {string.Join(", ", thread.Held.Select(held => held.Lock.Label))}");
        }

        thread.Current = null;
    }

    /// <summary>The thread's part of a jump: nothing of this kernel runs after it.</summary>
    private void Jump(RunThread thread, bool afterSerialize)
    {
        Call call = Begin(thread, "jump", new SpecAction(ActionKind.Jump));
        KernelPlatform platform = _machine.Kernel!.Platform;
        platform.Before(new Step(StepKind.Jump, platform.Itself));
        bool isOff = afterSerialize && !_machine.Kernel.Sessions.Inspect().Frozen;
        platform.After(new Step(StepKind.Jump, platform.Itself, isOff ? "called off" : ""));
        if (isOff)
        {
            // Somebody has aborted the reboot since it serialized.
            _state.History.Remove(call);
            thread.Current = null;
            return;
        }

        call.Returned = _state.Clock++;
        if (_state.Monitor.Jumped(afterSerialize, Observation.View(_machine, withImage: true)) is { } broken)
        {
            Report(broken.Invariant.Name, $"after {call.Label}: {broken.Message}");
        }

        _state.Jump = call;
        platform.Halt();
        if (thread != _driver)
        {
            throw new HaltedException();
        }
    }

    private void BeginPhase()
    {
        _state.Phase++;
        _threads = new RunThread?[ThreadCount];
    }

    /// <summary>The machine's part of a jump; false where there is no kernel after it.</summary>
    private bool EnterNextKernel()
    {
        ulong tree = _machine.Leave();
        LastJump = new Checkpoint(new RunState(_state), _machine.Memory.Image(), tree);
        return Boot(tree);
    }

    private bool GoOn(Checkpoint from)
    {
        _state = new RunState(from.State);
        _machine.Memory.Load(from.Memory);
        return Boot(from.Tree);
    }

    private bool Boot(ulong tree)
    {
        Call jump = _state.Jump!;
        jump.Action = _state.Corrupted ? jump.Action with { Fault = SpecFault.CorruptImage } : jump.Action;
        Watched(_driver, () => jump.Outcome = Outcome.Of(_machine.Boot(tree)));
        _driver.Current = null;
        _driver.Calls = 0;
        _driver.Files.Clear();
        _driver.Held.Clear();
        _state.Kernel++;
        _state.Corrupted = false;
        _state.Jump = null;
        return _machine.Kernel is not null;
    }

    private void Record(RecordedStep step)
    {
        int index = _state.Recording.Add(step);
        _scheduler.AfterStep(index, step);
        if (index + 1 == MaxSteps)
        {
            Report(Checks.EveryOperationEnds, $"{MaxSteps} steps and no end");
        }
    }

    private void CheckEnd()
    {
        Violation? broken =
            EndOfRun.Check(_machine, _state.Monitor.DeserializeReturned, _state.History, _maxConfigurations, out bool undecided);
        Undecided = undecided;
        if (broken is not null)
        {
            Report(broken);
        }
    }

    private string Holders(KernelLock wanted) => string.Join(", ", wanted.Holders().Select(id =>
        Scenario.ThreadName(Array.Find(_threads, thread => thread?.ManagedId == id)?.Index ?? -1)));

    private RunThread Current()
    {
        int id = Environment.CurrentManagedThreadId;
        foreach (RunThread? thread in _threads)
        {
            if (thread?.ManagedId == id)
            {
                return thread;
            }
        }

        return _driver;
    }

    [DoesNotReturn]
    private void Report(string check, string message) => Report(new Violation(check, message));

    [DoesNotReturn]
    private void Report(Violation violation)
    {
        RunThread thread = Current();
        if (!_over && thread != _driver && thread.Pending is { } attempted)
        {
            thread.Pending = null;
            Announce(thread);
            Record(new RecordedStep(thread.Index, attempted, Failed: true));
        }

        if (!_over)
        {
            Violation = violation;
            _over = true;
        }

        _scheduler.Stop(Violation ?? violation);
    }
}
