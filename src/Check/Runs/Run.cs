using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Explore;
using LuoVerified.Core;

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

    private IRunScheduler _scheduler;

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

    /// <summary>A rule is broken or the run was abandoned: nothing is recorded or checked any more, but by whoever judges the end of a run
    /// whose threads wait for ever. These may be on their way out meanwhile, and give up what they hold.</summary>
    private protected bool IsOver
    {
        get => field && !(_judgesEnd && LogicalThread.OfCaller == Driver);
        private set => (field, _judgesEnd) = (value, false);
    }

    /// <summary>Where the phase at hand begins: among the recorded steps, and in the order.</summary>
    private protected (int Step, int Order) PhaseBegan { get; private set; }

    private protected LogicalThread Driver { get; }

    internal RunLog Log { get; private protected set; }

    /// <summary>The logical thread that calls.</summary>
    private protected LogicalThread Current => LogicalThread.OfCaller is { } current && current.Run == this
        ? current
        : throw new InternalErrorException("a thread that is not one of the run's came to a step of the checked code");

    /// <summary>The locks that a thread of the phase at hand holds, in the order in which they were taken; without those that it is
    /// said to hold until the domain is left.</summary>
    /// <param name="thread">Its index.</param>
    /// <returns>The locks.</returns>
    internal IReadOnlyList<HeldLock> HeldBy(int thread) => OrderedBefore(_threads[thread]!);

    /// <summary>The locks that a thread holds and that come before what it takes now: one that it is said to hold until the domain
    /// is left is no part of an order.</summary>
    private static List<HeldLock> OrderedBefore(LogicalThread thread) =>
        thread.KeptForEver == 0 ? thread.Held : thread.Held[thread.KeptForEver..];

    /// <summary>Enters the first epoch and performs the set-up, without scheduling points and without faults.</summary>
    /// <exception cref="UnusableProgramException">The set-up cannot be performed.</exception>
    public void SetUp() => SetUp(null);

    /// <summary>As <see cref="SetUp()"/>, or goes on from where another run of the program was.</summary>
    /// <param name="from">Where; null for the start.</param>
    internal abstract void SetUp(Checkpoint? from);

    /// <summary>Performs the operations of one thread of the phase at hand, on the calling thread.</summary>
    /// <param name="thread">Its index from 0.</param>
    public void RunThread(int thread)
    {
        LogicalThread logical = _threads[thread]!;
        try
        {
            logical.Do(() =>
            {
                Watched(logical, () => Perform(logical));
                return true;
            });
        }
        catch (HaltedException)
        {
            // The domain was left: so ends every thread in it.
        }
        finally
        {
            logical.Pending = null;
            _ended.Add(thread);
        }
    }

    /// <summary>Call when all threads of the phase have ended: goes on into the next epoch if one of them asked for
    /// that, and checks the whole at the end.</summary>
    /// <returns>True if there is another phase to run.</returns>
    public abstract bool EndPhase();

    /// <summary>All that the rest of the run depends on; meaningful right after <see cref="EndPhase"/>.</summary>
    /// <param name="bounds">What of the bounds of an exploration is used up.</param>
    internal abstract HandOver HandOver(string bounds);

    /// <summary>Call when nothing of the run is used any more but steps, history and violation.</summary>
    public abstract void Dispose();

    /// <summary>The classes of the locks, outermost first, as far as their order is documented.</summary>
    private protected abstract IReadOnlyList<string> LockHierarchy { get; }

    /// <summary>Judges the rules about the state.</summary>
    private protected abstract IStateJudge Judge { get; }

    /// <summary>The domain in which the code runs or boots.</summary>
    private protected abstract Domain DomainNow { get; }

    /// <summary>Performs the operations of a thread.</summary>
    private protected abstract void Perform(LogicalThread thread);

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

    /// <summary>The set-up would wait for ever: why it cannot be performed.</summary>
    private protected abstract UnusableProgramException SetUpWaits(in Step step);

    /// <summary>The threads of a phase are about to start.</summary>
    private protected void BeginThreads(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(index => new LogicalThread(this, index))];
        _ended.Clear();
        Order.Barrier();
        Accesses?.Begin(Steps.Count);
        PhaseBegan = (Steps.Count, Order.Count);
    }

    /// <summary>A thread of the phase at hand.</summary>
    private protected LogicalThread Thread(int index) => _threads[index]!;

    [DoesNotReturn]
    private protected void Report(string check, string message) => Report(new Violation(check, message));

    [DoesNotReturn]
    private protected void Report(Violation violation, IReadOnlyList<RecordedStep>? witness = null)
    {
        LogicalThread thread = Current;
        Settle(thread);
        if (!IsOver && !thread.IsDriver && thread.Pending is { } attempted)
        {
            thread.Pending = null;
            Announce(thread);
            Record(thread, At(thread, new RecordedStep(thread.Index, attempted.Step, Ending.Broke)), attempted);
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
}
