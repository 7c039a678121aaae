using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Runs;

/// <content>What is known of a run that ends while its threads stand where they are.</content>
public abstract partial class Run
{
    /// <summary>What the threads waited for when the run was abandoned.</summary>
    private readonly List<RecordedStep> _waiting = [];
    private readonly HashSet<int> _ended = [];
    private LogicalThread?[] _threads = [];

    /// <summary>Call when the run ends from outside, while its threads still stand where they are: notes who waits for
    /// what; whatever the threads do from here on is not part of the run.</summary>
    public void Abandon()
    {
        if (!IsOver)
        {
            List<LogicalThread> waiting = [.. _threads.OfType<LogicalThread>().Where(thread => thread.Pending is not null)];
            bool isStated = waiting.TrueForAll(thread => !WaitsInCycle(thread, waiting.Count) && WaitsAsStated(thread, waiting.Count));
            _waitAsStated = isStated ? [.. waiting.Where(WaitsForHolders).Select(thread => thread.Current!)] : [];
            _waits = string.Join("; ", waiting.Select(Waits));
            foreach (LogicalThread thread in waiting)
            {
                if (thread.Current is { Invoked: < 0 })
                {
                    _waiting.Add(new RecordedStep(thread.Index, new Step(StepKind.Call, thread.CurrentTarget!)));
                }

                _waiting.Add(At(thread, new RecordedStep(thread.Index, thread.Pending!.Value.Step, Ending.Waits)));
            }
        }

        IsOver = true;
    }

    private string _waits = "";
    private List<Call> _waitAsStated = [];
    private bool _judgesEnd;

    /// <summary>Whether a thread waits for who holds a lock; one that does not stands behind another in the queue of a fair lock, and nothing is asked of
    /// it.</summary>
    private static bool WaitsForHolders(LogicalThread thread) => DomainLock.WouldWait(thread.Pending!.Value.Step);

    /// <summary>Whether a thread waits for one that waits, and so on, in a cycle. A lock that is kept until the domain is left nobody would give back.</summary>
    /// <param name="thread">A thread.</param>
    /// <param name="waiting">How many threads wait: after so many waits one comes up again.</param>
    private bool WaitsInCycle(LogicalThread thread, int waiting) => thread.Pending is { Step.Target: DomainLock wanted }
        && (waiting == 0 || wanted.Holders().Any(holder => holder >= 0 && _threads[holder] is { } other
            && !other.Held[..other.KeptForEver].Exists(kept => kept.Lock == wanted) && WaitsInCycle(other, waiting - 1)));

    /// <summary>Whether a thread waits where the code is said to wait for ever.</summary>
    /// <param name="thread">A thread that waits, in a call if it is so.</param>
    /// <param name="depth">How many threads may wait one for another, this one included.</param>
    private protected virtual bool WaitsAsStated(LogicalThread thread, int depth) => false;

    /// <summary>The run has ended with threads that wait where the code is said to: judges the whole.</summary>
    /// <param name="waiting">The calls that they wait in, but for those that stand in a queue only.</param>
    private protected virtual void EndWaiting(IReadOnlyList<Call> waiting)
    {
    }

    /// <summary>That no thread can go on, and not all of them wait where they must.</summary>
    /// <param name="why">What else is to be said of it.</param>
    private protected Violation Deadlock(string why = "") => new(Checks.Deadlock, _waits + why);

    /// <summary>The steps of the run, with those for which the threads wait: they are on record from now on.</summary>
    private protected IReadOnlyList<RecordedStep> StepsAndWaits()
    {
        _waiting.ForEach(step => Log.Recording.Add(step));
        return Steps;
    }

    /// <summary>Call after <see cref="Abandon"/> if that was because no thread could go on. If all wait where the code is said to wait
    /// for ever, that is the end of the run, and the whole is judged. If not, it is a deadlock, and the steps for which the threads
    /// wait are on record then.</summary>
    /// <returns>The violation, also kept as <see cref="Violation"/>; null if there is none.</returns>
    public Violation? Deadlocked()
    {
        if (Violation is null && _waitAsStated.Count > 0)
        {
            JudgeEnd();
        }
        else if (Violation is null && !Finished)
        {
            Break(Deadlock(), StepsAndWaits());
        }

        return Violation;
    }

    /// <summary>Nobody schedules any more: whoever did may have ended.</summary>
    private void JudgeEnd()
    {
        List<Call> waiting = _waitAsStated;
        (_waitAsStated, _judgesEnd, _scheduler) = ([], true, new NoSchedule());
        try
        {
            EndWaiting(waiting);
            Finished = true;
        }
        catch (RunStoppedException)
        {
            // A rule is broken: it is on record.
        }

        IsOver = true;
    }

    private string Waits(LogicalThread thread)
    {
        StepTarget target = thread.Pending!.Value.Step.Target;
        string holders = target is DomainLock wanted ? string.Join(", ", wanted.Holders().Select(Holder)) : "";
        return $"{ThreadName.Of(thread.Index)} ({thread.Current?.Label}) waits for {target.Label}"
            + (holders.Length == 0 ? "" : $", held by {holders}");
    }

    private string Holder(int thread) => thread < 0 ? "the set-up"
        : _ended.Contains(thread) ? $"{ThreadName.Of(thread)}, which has ended"
        : ThreadName.Of(thread);
}
