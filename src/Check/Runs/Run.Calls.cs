using LuoVerified.Check.Linearizability;
using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <content>The calls of operations.</content>
public abstract partial class Run
{
    /// <summary>A call begins; it counts as made with its first step, not before: until then nothing has happened that anybody
    /// could see, so the shortest interval is the strictest that a legal run can show.</summary>
    private protected void Begin(LogicalThread thread, Call call)
    {
        thread.Current = call;
        thread.CurrentTarget = new CallTarget(DomainNow, call);
        Accesses?.Begin(thread.Index, call);
        Judge.Begin(thread.Index);
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
        thread.HoldsMemory = false;
    }

    /// <summary>The calls of an epoch, to be judged.</summary>
    /// <param name="first">The first of them, as a position in the history.</param>
    /// <param name="jump">The call that ends the epoch, which is left out; null if none does.</param>
    private protected Epoch EpochFrom(int first, Call? jump)
    {
        List<Call> setUp = [];
        List<Call> made = new(History.Count - first);
        for (int i = first; i < History.Count; i++)
        {
            if (History[i] != jump)
            {
                (History[i].Thread < 0 ? setUp : made).Add(History[i]);
            }
        }

        return new Epoch(setUp, made, Steps, Order, PhaseBegan);
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
}
