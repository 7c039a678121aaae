using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Traces;

/// <summary>Something to be done in a replay right before a step, on the thread that does the step, while all others
/// stand.</summary>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="Do">What.</param>
public sealed record ReplayPause(int Step, Action Do);

/// <summary>Stands before the scheduler of a replay and pauses once.</summary>
/// <param name="inner">Who decides the order.</param>
/// <param name="steps">The recording.</param>
/// <param name="pause">Where, and what is done then.</param>
internal sealed class PausingScheduler(IRunScheduler inner, IReadOnlyList<TraceStep> steps, ReplayPause pause) : IRunScheduler
{
    private int _next = 1;

    public void BeforeStep(int thread, in PendingStep step)
    {
        inner.BeforeStep(thread, step);
        int next = _next;

        // A call is one move with its first step.
        bool isCall = next <= steps.Count && steps[next - 1].IsCall;
        if (pause.Step == next || (isCall && pause.Step == next + 1))
        {
            pause.Do();
        }
    }

    public void AfterStep(int index, in RecordedStep step)
    {
        _next = index + 2;
        inner.AfterStep(index, step);
    }

    public bool Refuses(FaultSite site) => inner.Refuses(site);

    [DoesNotReturn]
    public void Stop(Violation violation) => inner.Stop(violation);
}
