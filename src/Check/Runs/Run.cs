using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Races;
using LuoVerified.Core;
using LuoVerified.Core.Controlled;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Runs;

/// <summary>One run of a program on checked code, under some scheduler: passes the steps on, records them, keeps the books on
/// threads, calls and locks, and judges the rules that can be broken on the way. What the program is and what the code means is
/// left to the class that derives from it.</summary>
/// <remarks>Whoever drives the run calls <see cref="SetUp()"/>, then for each phase lets <see cref="ThreadCount"/> threads call
/// <see cref="RunThread"/> and waits for all, then <see cref="EndPhase"/>, for as long as that answers true. One thread at a
/// time runs between two scheduling points.</remarks>
public abstract partial class Run : IRunControl, IDisposable
{
    /// <summary>The most steps that a run may take, 10,000: none that ends comes near it.</summary>
    public const int MaxSteps = 10_000;

    private readonly IRunScheduler _scheduler;

    /// <summary>What the threads waited for when the run was abandoned.</summary>
    private readonly List<RecordedStep> _waiting = [];
    private readonly HashSet<int> _ended = [];
    private LogicalThread?[] _threads = [];

    /// <summary>Makes the run; nothing happens yet.</summary>
    /// <param name="scheduler">Who orders the steps.</param>
    /// <param name="log">What is on record so far.</param>
    /// <param name="order">Takes the order of the steps; empty.</param>
    private protected Run(IRunScheduler scheduler, RunLog log, HappensBefore order)
    {
        _scheduler = scheduler;
        Driver = new LogicalThread(this, -1);
        Log = log;
        Order = order;
        order.Clear();
    }

    /// <summary>The steps so far, set-up and boots left out.</summary>
    public IReadOnlyList<RecordedStep> Steps => Log.Recording.Steps;

    /// <summary>The calls so far, set-up included, in order of invocation.</summary>
    public IReadOnlyList<Call> History => Log.History;

    /// <summary>The rule that is broken; null if none is (yet).</summary>
    public Violation? Violation { get; private set; }

    /// <summary>The steps of a schedule that breaks the rule: those of this run, or of another of its class if that one shows
    /// it plainly.</summary>
    public IReadOnlyList<RecordedStep> Witness { get; private set; } = [];

    /// <summary>Whether every phase has ended and the checks at the end are done.</summary>
    public bool Finished { get; private protected set; }

    /// <summary>Whether the run is over, broke no rule that could be decided, and reached the bound before it was known
    /// whether its results are linearizable: inconclusive.</summary>
    public bool Undecided { get; private protected set; }

    /// <summary>A digest of the steps: equal for equal schedules, in all likelihood different for different ones.</summary>
    public ulong ScheduleDigest => Log.Recording.Digest;

    /// <summary>Whether the run came to its end or to a violation, or was ended from outside.</summary>
    public bool Over => Finished || IsOver;

    /// <summary>Whether a thread of the phase at hand has left the domain: the others end where they are.</summary>
    public abstract bool IsLeft { get; }

    /// <summary>The number of threads of the phase at hand.</summary>
    public abstract int ThreadCount { get; }

    /// <inheritdoc/>
    int IRunControl.Caller => Current.Index;

    /// <summary>The last jump of the run; null before the first.</summary>
    internal Checkpoint? LastJump { get; private protected set; }

    /// <summary>The order of the steps.</summary>
    internal HappensBefore Order { get; }

    /// <summary>Told of every access to a field, an array element or a collection of woven code; null if nobody asks.</summary>
    internal AccessRaceDetector? Accesses { get; set; }

    /// <summary>A rule is broken or the run was abandoned: nothing is recorded or checked any more.</summary>
    private protected bool IsOver { get; private set; }

    /// <summary>Where the phase at hand begins: among the recorded steps, and in the order.</summary>
    private protected (int Step, int Order) PhaseBegan { get; private set; }

    private protected LogicalThread Driver { get; }

    private protected RunLog Log { get; set; }

    /// <summary>The logical thread that calls.</summary>
    private protected LogicalThread Current => LogicalThread.OfCaller is { } current && current.Run == this
        ? current
        : throw new InternalErrorException("a thread that is not one of the run's came to a step of the checked code");

    /// <summary>The locks that a thread of the phase at hand holds, in the order in which they were taken.</summary>
    /// <param name="thread">Its index.</param>
    /// <returns>The locks.</returns>
    internal IReadOnlyList<HeldLock> HeldBy(int thread) => _threads[thread]!.Held;

    /// <summary>Boots the first kernel and performs the set-up, without scheduling points and without faults.</summary>
    /// <exception cref="Scenarios.UnusableScenarioException">The set-up cannot be performed.</exception>
    public void SetUp() => SetUp(null);

    /// <summary>As <see cref="SetUp()"/>, or goes on from where another run of the program was.</summary>
    /// <param name="from">Where; null for the start.</param>
    internal abstract void SetUp(Checkpoint? from);

    /// <summary>Performs the operations of one thread of the phase at hand, on the calling thread.</summary>
    /// <param name="thread">Its index from 0.</param>
    public void RunThread(int thread)
    {
        LogicalThread logical = _threads[thread]!;
        Watch.Observer = Accesses is null ? null : new ThreadObserver(Accesses, thread);
        Control.Domain = DomainNow;
        try
        {
            logical.Do(() => Perform(logical));
        }
        catch (HaltedException)
        {
            // The domain was left: so ends every thread in it.
        }
        finally
        {
            Watch.Observer = null;
            Control.Domain = null;
            logical.Pending = null;
            _ended.Add(thread);
        }
    }

    /// <summary>Call when all threads of the phase have ended: goes on into the next kernel if one of them asked for
    /// that, and checks the whole at the end.</summary>
    /// <returns>True if there is another phase to run.</returns>
    public abstract bool EndPhase();

    /// <summary>All that the rest of the run depends on; meaningful right after <see cref="EndPhase"/>.</summary>
    /// <param name="bounds">What of the bounds of an exploration is used up.</param>
    internal abstract HandOver HandOver(string bounds);

    /// <summary>Call when nothing of the run is used any more but steps, history and violation.</summary>
    public abstract void Dispose();

    /// <summary>Call when the run ends from outside, while its threads still stand where they are: notes who waits for
    /// what; whatever the threads do from here on is not part of the run.</summary>
    public void Abandon()
    {
        if (!IsOver)
        {
            List<LogicalThread> waiting = [.. _threads.OfType<LogicalThread>().Where(thread => thread.Pending is not null)];
            _waits = string.Join("; ", waiting.Select(Waits));
            foreach (LogicalThread thread in waiting)
            {
                if (thread.Current is { Invoked: < 0 })
                {
                    _waiting.Add(new RecordedStep(thread.Index, new Step(StepKind.Call, thread.CurrentTarget!)));
                }

                _waiting.Add(new RecordedStep(thread.Index, thread.Pending!.Value.Step, Ending.Waits));
            }
        }

        IsOver = true;
    }

    private string _waits = "";

    /// <summary>Call after <see cref="Abandon"/> if that was because no thread could go on. The steps for which the threads wait
    /// are on record then.</summary>
    /// <returns>The violation, also kept as <see cref="Violation"/>.</returns>
    public Violation Deadlocked()
    {
        if (Violation is null)
        {
            _waiting.ForEach(step => Log.Recording.Add(step));
            Break(new Violation(Checks.Deadlock, _waits), Steps);
        }

        return Violation!;
    }

    /// <inheritdoc/>
    public void Before(in Step step)
    {
        try
        {
            Comes(step);
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            throw Fail(fault);
        }
    }

    /// <inheritdoc/>
    public void After(in Step step)
    {
        try
        {
            Happened(step);
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            throw Fail(fault);
        }
    }

    private void Comes(in Step step)
    {
        LogicalThread thread = Current;
        if (thread.IsDriver && KernelLock.WouldWait(step))
        {
            SetUpWaits(step);
        }

        if (!IsOver && thread.Current is not null)
        {
            // What the design shows of itself is read for the judge, and is not an access of the program.
            IAccessObserver? observer = Watch.Suspend();
            Judge.Look(thread);
            Watch.Resume(observer);
        }

        bool isAsked = !IsOver && (!thread.IsDriver || step.Kind == StepKind.Fault);
        thread.Pending = IsOver ? null : Pending(thread, step);
        if (!IsOver && step.Kind is StepKind.AcquireRead or StepKind.AcquireWrite && thread.Held.Count > 0
            && HeldLock.Contradiction(LockHierarchy, thread.Held, Taking(thread, step)) is { } wrong)
        {
            Report(Checks.LockOrder, wrong);
        }

        if (isAsked)
        {
            _scheduler.BeforeStep(thread.Index, thread.Pending!.Value);
        }
    }

    private void Happened(in Step step)
    {
        LogicalThread thread = Current;
        PendingStep? pending = thread.Pending;
        thread.Pending = null;
        int facts = Announce(thread) ? AllOf(FactsAt(thread.Current!, returns: false)) : 0;
        UpdateHeld(thread, step);
        if (IsOver)
        {
            return;
        }

        if (!thread.IsDriver || step.Kind == StepKind.Fault)
        {
            Record(thread, new RecordedStep(thread.Index, step), pending!.Value with { Step = step });
        }

        if (Finish(thread, step, facts) is { } violation)
        {
            string where = thread.Current is { } at ? $"after {(step.Kind == StepKind.Return ? at.ToString() : $"{at.Label} by {ThreadName.Of(thread.Index)}")}: " : "";
            Report(violation with { Message = where + violation.Message });
        }
    }

    /// <inheritdoc/>
    public bool Refuses(FaultSite site) => Ours(() => Decide(site));

    private bool Decide(FaultSite site)
    {
        LogicalThread thread = Current;
        if (IsOver || !MayRefuse(site))
        {
            return false;
        }

        // A step also if none is left to refuse: that depends on what other threads were refused before, and so is not looked at
        // before the step.
        DomainTarget target = DomainNow.Itself;
        target.Domain.Before(new Step(StepKind.Fault, target));
        bool refused = Log.FaultsLeft[site] > 0 && _scheduler.Refuses(site);
        if (refused)
        {
            Log.FaultsLeft[site]--;
            Refused(thread.Current, site);
        }

        target.Domain.After(new Step(StepKind.Fault, target, $"{site} {(refused ? "refused" : "granted")}"));
        return refused;
    }

    /// <inheritdoc/>
    [DoesNotReturn]
    void IRunControl.Violation(string check, string message) =>
        Report(check, Current.Current is { } call ? $"{call.Label} by {ThreadName.Of(call.Thread)}: {message}" : message);

    /// <summary>The classes of the locks, outermost first, as far as their order is documented.</summary>
    private protected abstract IReadOnlyList<string> LockHierarchy { get; }

    /// <summary>Judges the rules about the state.</summary>
    private protected abstract IStateJudge Judge { get; }

    /// <summary>The domain in which the code runs or boots.</summary>
    private protected abstract Domain DomainNow { get; }

    /// <summary>Performs the operations of a thread.</summary>
    private protected abstract bool Perform(LogicalThread thread);

    /// <summary>Which facts depend on when a call is made or returns: see <see cref="PendingStep"/>.</summary>
    private protected abstract (int Reads, int Writes) FactsAt(Call call, bool returns);

    /// <summary>A call counts as made from now on.</summary>
    private protected abstract void Called(LogicalThread thread, Call call);

    /// <summary>A call has answered.</summary>
    /// <returns>The rule that the answer breaks; null if none is.</returns>
    private protected abstract Violation? Returned(LogicalThread thread, Call call);

    /// <summary>A thread has made parts of the state final.</summary>
    private protected abstract void MadeFinal(Call? call, int parts);

    /// <summary>Whether requests of a kind may be refused in this run at all.</summary>
    private protected abstract bool MayRefuse(FaultSite site);

    /// <summary>A request was refused.</summary>
    private protected abstract void Refused(Call? call, FaultSite site);

    /// <summary>The set-up would wait for ever.</summary>
    [DoesNotReturn]
    private protected abstract void SetUpWaits(in Step step);

    /// <summary>The threads of a phase are about to start.</summary>
    private protected void BeginThreads(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(index => new LogicalThread(this, index))];
        _ended.Clear();
        Order.Barrier();
        PhaseBegan = (Steps.Count, Order.Count);
    }

    /// <summary>A thread of the phase at hand.</summary>
    private protected LogicalThread Thread(int index) => _threads[index]!;

    /// <summary>Runs code of the design: what it throws is a broken rule, not an error of ours.</summary>
    private protected void Watched(LogicalThread thread, Action code)
    {
        try
        {
            code();
        }
        catch (LockNotHeldException unheld) when (!IsOver)
        {
            Report(Checks.LockNotHeld, $"{Where(thread)}: {unheld.Message}");
        }
        catch (CheckedCodeException shows) when (!IsOver)
        {
            Report(Checks.Oops, $"{Where(thread)}: {shows.Text}");
        }
        catch (InternalErrorException error) when (!IsOver)
        {
            throw Fail(error);
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            Report(Checks.Oops, $"{Where(thread)}: {fault.GetType().Name}: {fault.Message}");
        }

        static string Where(LogicalThread thread) => thread.Current?.ToString() ?? "boot";
    }

    /// <summary>A call begins; it counts as made with its first step, not before: until then nothing has happened that anybody
    /// could see, so the shortest interval is the strictest that a legal run can show.</summary>
    private protected void Begin(LogicalThread thread, Call call)
    {
        thread.Current = call;
        thread.CurrentTarget = new CallTarget(DomainNow, call.Label);
        Ours(() =>
        {
            Judge.Begin(thread.Index);
            return true;
        });
    }

    /// <summary>A call returns.</summary>
    private protected void End(LogicalThread thread, Call call)
    {
        CallTarget target = thread.CurrentTarget!;
        target.Domain.Before(new Step(StepKind.Return, target, call.Answer));
        target.Domain.After(new Step(StepKind.Return, target, call.Answer));
        if (thread.Held.Count > thread.Kept)
        {
            Report(Checks.LockLeftHeld, $"after {call}: still held: {string.Join(", ", thread.Held.Select(held => held.Lock.Label))}");
        }

        thread.Current = null;
    }

    [DoesNotReturn]
    private protected void Report(string check, string message) => Report(new Violation(check, message));

    [DoesNotReturn]
    private protected void Report(Violation violation, IReadOnlyList<RecordedStep>? witness = null)
    {
        LogicalThread thread = Current;
        if (!IsOver && !thread.IsDriver && thread.Pending is { } attempted)
        {
            thread.Pending = null;
            Announce(thread);
            Record(thread, new RecordedStep(thread.Index, attempted.Step, Ending.Broke), attempted);
        }

        if (!IsOver)
        {
            Break(violation, witness ?? Steps);
        }

        _scheduler.Stop(Violation ?? violation);
    }

    private void Break(Violation violation, IReadOnlyList<RecordedStep> witness)
    {
        Violation = violation;
        Witness = [.. witness];
        IsOver = true;
    }

    private PendingStep Pending(LogicalThread thread, in Step step)
    {
        (int reads, int writes) = thread.Current is { Invoked: < 0 } made ? FactsAt(made, returns: false) : default;
        if (step.Kind == StepKind.Return)
        {
            (int returnReads, int returnWrites) = FactsAt(thread.Current!, returns: true);
            (reads, writes) = (reads | returnReads, writes | returnWrites);
        }

        writes |= thread.Current is null ? 0 : Judge.Finishes(thread.Index, step);
        return (reads | writes) == 0
            ? new PendingStep(step)
            : new PendingStep(step, Judge.RulesReading(reads), Judge.RulesReading(writes));
    }

    private static int AllOf((int Reads, int Writes) facts) => facts.Reads | facts.Writes;

    /// <summary>What a step makes final, and what a return makes known; then the rules that this can break.</summary>
    private Violation? Finish(LogicalThread thread, in Step step, int facts)
    {
        if (thread.Current is not { } call)
        {
            return null;
        }

        int parts = Judge.Finish(thread.Index, step);
        if (parts != 0)
        {
            MadeFinal(call, parts);
        }

        Violation? broken = null;
        if (step.Kind == StepKind.Return)
        {
            facts |= AllOf(FactsAt(call, returns: true));
            call.Returned = Log.Clock++;
            broken = Returned(thread, call);
        }

        return broken ?? ((parts | facts) == 0 ? null : Judge.Judge(thread.Index, parts | facts));
    }

    /// <summary>Counts the call as made; false if it is already.</summary>
    private bool Announce(LogicalThread thread)
    {
        if (thread.Current is not { Invoked: < 0 } call)
        {
            return false;
        }

        call.Invoked = Log.Clock++;
        call.FirstStep = thread.IsDriver ? -1 : Order.Count;
        Log.History.Add(call);
        Called(thread, call);
        if (!IsOver && !thread.IsDriver)
        {
            Record(thread, new RecordedStep(thread.Index, new Step(StepKind.Call, thread.CurrentTarget!)), pending: null);
        }

        return true;
    }

    private void Record(LogicalThread thread, RecordedStep step, PendingStep? pending)
    {
        int index = Log.Recording.Add(step);
        if (step.Ending == Ending.Done)
        {
            Accesses?.Stepped(step.Thread, step.Step);
        }

        if (!thread.IsDriver && pending is { } happened)
        {
            if (thread.Current is { } call
                && (step.Step.Kind != StepKind.Return || (happened.RuleReads | happened.RuleWrites) != 0 || call.LastStep < 0))
            {
                call.Takes(
                    Order.Count,
                    step.Step.Kind == StepKind.AcquireWrite,
                    step.Step.Kind is StepKind.Write or StepKind.Free or StepKind.Fault);
            }

            if (step.Step.Kind == StepKind.Return)
            {
                thread.Current!.ReturnStep = Order.Count;
            }

            Order.Add(thread.Index, happened);
        }

        _scheduler.AfterStep(index, step);
        if (index + 1 == MaxSteps)
        {
            Report(Checks.EveryOperationEnds, $"{MaxSteps} steps and no end");
        }
    }

    private static void UpdateHeld(LogicalThread thread, in Step step)
    {
        if (step.Kind is StepKind.AcquireRead or StepKind.AcquireWrite)
        {
            thread.Held.Add(thread.Run.Taking(thread, step));
        }
        else if (step.Kind is StepKind.ReleaseRead or StepKind.ReleaseWrite)
        {
            StepTarget given = step.Target;
            int at = thread.Held.FindLastIndex(held => held.Lock == given);
            thread.Held.RemoveAt(at);
            thread.Kept -= at < thread.Kept ? 1 : 0;
        }
    }

    /// <summary>The lock that the next step takes; a call that begins with it is a step of its own before.</summary>
    private HeldLock Taking(LogicalThread thread, in Step step) => new(
        (KernelLock)step.Target,
        step.Kind == StepKind.AcquireWrite,
        thread.Current?.Label ?? "",
        thread.Index,
        thread.IsDriver ? 0 : Steps.Count + (thread.Current is { Invoked: < 0 } ? 2 : 1));

    private string Waits(LogicalThread thread)
    {
        StepTarget target = thread.Pending!.Value.Step.Target;
        string holders = target is KernelLock wanted ? string.Join(", ", wanted.Holders().Select(Holder)) : "";
        return $"{ThreadName.Of(thread.Index)} ({thread.Current?.Label}) waits for {target.Label}"
            + (holders.Length == 0 ? "" : $", held by {holders}");
    }

    private string Holder(int thread) => thread < 0 ? "the set-up"
        : _ended.Contains(thread) ? $"{ThreadName.Of(thread)}, which has ended"
        : ThreadName.Of(thread);
}
