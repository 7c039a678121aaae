using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using Microsoft.Coyote.Runtime;

namespace LuoVerified.Coyote;

/// <summary>Lets Coyote order the steps of a run.</summary>
/// <param name="runtime">The runtime of the Coyote iteration.</param>
/// <param name="mode">Where the scheduling points come from.</param>
internal sealed class CoyoteScheduler(ICoyoteRuntime runtime, SamplingMode mode) : IRunScheduler
{
    /// <summary>The thread of the run that goes on; -1 if it is none of them.</summary>
    public int Running { get; set; } = -1;

    public void BeforeStep(int thread, in PendingStep step)
    {
        // In barging mode the monitor in the lock is a point by itself.
        if (thread >= 0 && !(step.Step.Acquires && mode == SamplingMode.Barging))
        {
            SchedulingPoint.Interleave();
            Running = thread;
        }
    }

    public void AfterStep(int index, in RecordedStep step) => Running = step.Thread;

    public bool Refuses(FaultSite site) => runtime.RandomBoolean();

    [DoesNotReturn]
    public void Stop(Violation violation)
    {
        runtime.Assert(false, "{0}", $"{violation.Check}: {violation.Message}");
        throw new RunStoppedException();
    }
}
