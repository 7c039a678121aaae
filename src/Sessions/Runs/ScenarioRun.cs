using LuoVerified.Check;
using LuoVerified.Check.Explained;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;
using LuoVerified.Sessions.Images;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Runs;

/// <summary>One run of a scenario on a design: performs its operations, and goes from kernel to kernel.</summary>
public sealed partial class ScenarioRun : Run
{
    private static readonly JudgedRule<SessionView>[] RulesOfStates =
    [
        .. Invariants.OfStates.Select(rule => new JudgedRule<SessionView>(rule.Invariant.Name, (int)rule.Reads, rule.Fails)),
    ];

    private readonly RunFacts _facts;
    private readonly Machine _machine;
    private readonly SessionObserver _observer;
    private readonly StateJudge<SessionView> _judge;
    private readonly Handles _setUpHandles = new();
    private readonly KeptLocks _kept;
    private readonly long _maxConfigurations;
    private Handles[] _handles = [];
    private RunState _state;
    private ulong _incomingTree;

    /// <summary>Makes the run; nothing happens yet.</summary>
    /// <param name="scenario">What to run.</param>
    /// <param name="design">On what.</param>
    /// <param name="scheduler">Who orders the steps.</param>
    /// <param name="locks">What the locks are; real ones by default.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    public ScenarioRun(
        Scenario scenario,
        Design design,
        IRunScheduler scheduler,
        LockKind locks = LockKind.Fair,
        long maxConfigurations = LinearizabilityChecker.DefaultBound)
        : this(new RunFacts(scenario, design), scheduler, locks, maxConfigurations, new Spares(), new HappensBefore(scenario.Threads))
    {
    }

    /// <summary>As the other, with what serves one run after the other.</summary>
    internal ScenarioRun(
        RunFacts facts,
        IRunScheduler scheduler,
        LockKind locks,
        long maxConfigurations,
        Spares spares,
        HappensBefore order)
        : base(scheduler, new RunLog(facts.Scenario.Faults, spares.Of<Recording>()), order)
    {
        _facts = facts;
        _maxConfigurations = maxConfigurations;
        _machine = new Machine(this, Design, Scenario.Capacity, locks, spares.Of<PagePool>());
        _state = new RunState(_machine.SessionCapacity, Log);
        _kept = new KeptLocks(Design);
        _observer = new SessionObserver(_machine, () => _state.Monitor);
        var lost = new JudgedRule<SessionView>(
            Invariants.NothingLost.Name, (int)(ViewParts.Waiting | ViewParts.Incoming), view => _state.Monitor.Lost(view));
        _judge = new StateJudge<SessionView>([.. RulesOfStates, lost], _observer, facts.Threads);
    }

    private Scenario Scenario => _facts.Scenario;

    private Design Design => _facts.Design;

    /// <inheritdoc/>
    public override bool IsLeft => _machine.Kernel?.Platform.Halted ?? true;

    /// <inheritdoc/>
    public override int ThreadCount => Scenario.Phases[_state.Phase].Count;

    private protected override IReadOnlyList<string> LockHierarchy => Design.LockHierarchy;

    private protected override string Making => "boot";

    private protected override IStateJudge Judge => _judge;

    private protected override Domain DomainNow => _machine.Platform;

    /// <summary>Tries the set-up of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <exception cref="UnusableScenarioException">It cannot be performed.</exception>
    public static void RequireUsable(Scenario scenario, Design design) => scenario.On(design).SetUp(new Spares());

    /// <inheritdoc/>
    public override bool EndPhase() => Driver.Do(() => Showing(() =>
    {
        if (IsOver)
        {
            return false;
        }

        bool jumped = _state.Jump is not null && EnterNextKernel();
        if (jumped && _state.Phase + 1 < Scenario.Phases.Count)
        {
            BeginPhase();
            return true;
        }

        CheckEnd(waiting: []);
        Finished = true;
        return false;
    }));

    /// <summary>The memory of the machine goes back to its pool.</summary>
    public override void Dispose() => _machine.Memory.Dispose();

    internal override void SetUp(Checkpoint? from) => Driver.Do(() => Showing(() =>
    {
        if (_facts.WhyInapplicable is { } reason)
        {
            throw new InapplicableScenarioException(Scenario.Name, Design.Name, reason);
        }

        if (from is null ? !ColdBoot() : !GoOn((SessionCheckpoint)from))
        {
            throw new InternalErrorException($"scenario {Scenario.Name}: the kernel to begin in does not boot");
        }

        _judge.Restart();
        while (_state.SetUpDone < Scenario.Setup.Count)
        {
            Prepare(Scenario.Setup[_state.SetUpDone++]);
        }

        BeginPhase();
        return true;
    }));

    internal override HandOver HandOver(string bounds) =>
        SessionHandOver.Of((SessionCheckpoint)LastJump!, _state, bounds);

    private protected override IReadOnlyList<StatePart> ShowState() =>
        IsLeft ? [] : StateWords.Of(_observer.WithFacts(_observer.Look()));

    internal override Func<StepMeaning?>? Meaning(in RecordedStep step)
    {
        if (step.Step.Target is not PreservedBlock block)
        {
            return null;
        }

        StepKind kind = step.Step.Kind;
        bool isDone = step.Ending == Ending.Done;
        (ulong offset, int length) = block.Accessed;
        return () => new MemoryWords(_machine.Memory, _incomingTree, _machine.Kernel?.OutgoingTree ?? 0).Of(kind, block, offset, length)
            is { } meaning ? meaning with { Value = isDone ? meaning.Value : "" } : null;
    }

    private protected override (int Reads, int Writes) FactsAt(Call call, bool returns)
    {
        var made = (SessionCall)call;
        (ViewParts reads, ViewParts writes) = returns
            ? _state.Monitor.AtReturn(made.Action.Operation, made.Outcome)
            : _state.Monitor.AtCall(made.Action.Operation);
        return ((int)reads, (int)writes);
    }

    private protected override void Called(LogicalThread thread, Call call)
    {
        _kept.Called(thread);
        _state.Monitor.Called(((SessionCall)call).Action);
    }

    private protected override Violation? Returned(LogicalThread thread, Call call)
    {
        var made = (SessionCall)call;
        if (_kept.Returned(thread, made) is { } wrong)
        {
            return wrong;
        }

        InvariantViolation? broken = _state.Monitor.Returned(made.Action, made.Outcome, _judge.Own(thread.Index));
        return broken is null ? null : new Violation(broken.Invariant.Name, broken.Message);
    }

    private protected override void MadeFinal(Call? call, int parts)
    {
        if (call is SessionCall made)
        {
            _state.Monitor.Changed(made.Action, (ViewParts)parts);
        }
    }

    private protected override bool WaitsAsStated(LogicalThread thread, int depth) =>
        IsHeldUp(thread) || _kept.WaitsAsStated(thread, depth, Thread);

    /// <summary>Whether a thread may wait for a resume, of another thread, which has not been called.</summary>
    private bool IsHeldUp(LogicalThread thread) =>
        thread.Current is SessionCall { Action.Operation: SessionOperation operation } && operation.WaitsWhileQuiesced()
        && Log.History.Skip(_state.KernelBegan).OfType<SessionCall>().Any(quiesce =>
            quiesce.Action.Operation == SessionOperation.Quiesce && quiesce.Returned is not null && quiesce.Outcome.Succeeded
            && quiesce.Action.Thread != thread.Index
            && !Log.History.OfType<SessionCall>().Any(call => call.Action.Operation == SessionOperation.Resume
                && call.Action.Thread == quiesce.Action.Thread && call.Invoked > quiesce.Returned));

    private protected override void EndWaiting(IReadOnlyList<Call> waiting) => Driver.Do(() => Showing(() =>
    {
        CheckEnd(waiting);
        return true;
    }));

    private protected override bool MayRefuse(FaultSite site) => _state.Phase >= 0 && Log.FaultsLeft.ContainsKey(site);

    private protected override void Refused(Call? call, FaultSite site)
    {
        var made = (SessionCall?)call ?? _state.Jump!;
        made.Action = made.Action with { Fault = FaultNames.Of(site) };
        _state.Monitor.Refused(made.Action);
    }

    private protected override UnusableProgramException SetUpWaits(in Step step) => new UnusableScenarioException(
        Scenario.Name, $"the set-up waits for ever: {Driver.Current?.Label} needs {step.Target.Label}");
}
