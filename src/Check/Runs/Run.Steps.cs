using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Runs;

/// <content>The steps of a run, as the checked code comes to them: each is a scheduling point, is recorded, and may make
/// something final that rules read.</content>
public abstract partial class Run
{
    /// <summary>Why the set-up cannot be performed; null as long as it does not wait.</summary>
    private UnusableProgramException? _waitsInSetUp;

    /// <inheritdoc/>
    public void Before(in Step step)
    {
        bool wasOver = IsOver;
        try
        {
            Comes(step);
        }
        catch (Exception fault) when (IsOurs(fault, wasOver))
        {
            throw Fail(fault);
        }
    }

    /// <inheritdoc/>
    public void After(in Step step)
    {
        bool wasOver = IsOver;
        try
        {
            Happened(step);
        }
        catch (Exception fault) when (IsOurs(fault, wasOver))
        {
            throw Fail(fault);
        }
    }

    private void Comes(in Step step)
    {
        LogicalThread thread = Current;
        Settle(thread);
        if (IsOver && (DomainLock.WouldWait(step) || DomainLock.WillBeRefused(step)))
        {
            // Code that catches every exception goes on, and nobody will give it the lock any more. Who was stopped in a wait for
            // a pulse gives up, on its way out, what it would have taken again.
            throw new RunStoppedException();
        }

        if (thread.IsDriver && (_waitsInSetUp is not null || DomainLock.WouldWait(step)))
        {
            // On its way out the code may give up what it would have taken again: that must not stand in the place of why it ends.
            throw _waitsInSetUp ??= SetUpWaits(step);
        }

        if (!IsOver && thread.Current is not null)
        {
            Look(thread);
        }

        bool isAsked = !IsOver && (!thread.IsDriver || step.Kind == StepKind.Fault);
        thread.Pending = IsOver ? null : Pending(thread, step);
        if (!IsOver && step.Acquires && thread.Held.Count > 0
            && HeldLock.Contradiction(LockHierarchy, OrderedBefore(thread), Taking(thread, step)) is { } wrong)
        {
            Report(Checks.LockOrder, wrong);
        }

        if (isAsked)
        {
            _scheduler.BeforeStep(thread.Index, thread.Pending!.Value);
        }
    }

    /// <summary>Looks at the state that a thread comes to its next step with.</summary>
    private void Look(LogicalThread thread)
    {
        if (IsWatched && !thread.HasWritten && !thread.HoldsMemory)
        {
            Judge.Stays(thread);
            return;
        }

        thread.HasWritten = false;

        // What the design shows of itself is read for the judge, and is not an access of the program.
        IAccessObserver? observer = Watch.Suspend();
        Judge.Look(thread);
        Watch.Resume(observer);
    }

    private void Happened(in Step step)
    {
        LogicalThread thread = Current;
        PendingStep? pending = thread.Pending;
        thread.Pending = null;
        thread.AccessesSinceStep = 0;
        thread.HasWritten |= step.Kind is StepKind.Write or StepKind.Free or StepKind.Fault;
        thread.HoldsMemory |= step is { Kind: StepKind.Write, Target: not FieldTarget };
        int facts = Announce(thread) ? AllOf(FactsAt(thread.Current!, returns: false)) : 0;
        UpdateHeld(thread, step);
        if (IsOver)
        {
            return;
        }

        if (!thread.IsDriver || step.Kind == StepKind.Fault)
        {
            Record(thread, At(thread, new RecordedStep(thread.Index, step)), pending!.Value with { Step = step });
        }

        if (Finish(thread, step, facts) is { } violation)
        {
            string where = thread.Current is not { } at ? ""
                : step.Kind == StepKind.Return ? $"after {at}: "
                : $"after {at.Label} by {ThreadName.Of(thread.Index)}: ";
            Report(violation with { Message = where + violation.Message });
        }
    }

    /// <inheritdoc/>
    [DoesNotReturn]
    void IRunControl.Violation(string check, string message) =>
        Report(check, Current.Current is { } call ? $"{call.Label} by {ThreadName.Of(call.Thread)}: {message}" : message);

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

    /// <summary>A step with its place.</summary>
    private static RecordedStep At(LogicalThread thread, in RecordedStep step) =>
        step with { Place = step.Step.Kind is StepKind.Return or StepKind.Jump ? null : thread.Place };

    private void Record(LogicalThread thread, in RecordedStep step, in PendingStep? pending)
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
        if (step.Acquires)
        {
            thread.Held.Add(thread.Run.Taking(thread, step));
        }
        else if (step.Releases)
        {
            StepTarget given = step.Target;
            int at = thread.Held.Count - 1;
            while (at >= 0 && thread.Held[at].Lock != given)
            {
                at--;
            }

            if (at >= 0)
            {
                // Else it is a pulse, which gives up a lock that nobody has taken.
                thread.Held.RemoveAt(at);
                thread.Kept -= at < thread.Kept ? 1 : 0;
                thread.KeptForEver -= at < thread.KeptForEver ? 1 : 0;
            }
        }
    }

    /// <summary>The number, from 1, of the step to which a thread has come; a call that begins with it is a step of its own
    /// before.</summary>
    private int NumberOfNext(LogicalThread thread) => Steps.Count + (thread.Current is { Invoked: < 0 } ? 2 : 1);

    /// <summary>The lock that the next step takes.</summary>
    private HeldLock Taking(LogicalThread thread, in Step step) => new(
        (DomainLock)step.Target,
        step.IsExclusive,
        thread.Current,
        thread.Index,
        thread.IsDriver ? 0 : NumberOfNext(thread));
}
