using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using Microsoft.Coyote.Runtime;

namespace LuoVerified.Coyote;

/// <summary>Lets Coyote order the steps of a run.</summary>
/// <param name="runtime">The runtime of the Coyote iteration.</param>
/// <param name="mode">Where the scheduling points come from.</param>
/// <param name="threads">How many threads the run can have.</param>
/// <param name="refuses">Whether a request that may be refused is.</param>
internal sealed class CoyoteScheduler(ICoyoteRuntime runtime, SamplingMode mode, int threads, Func<ICoyoteRuntime, bool> refuses) : IRunScheduler
{
    /// <summary>To how many steps each thread has come.</summary>
    private readonly int[] _steps = new int[threads];

    /// <summary>The thread of the run that goes on; -1 if it is none of them.</summary>
    public int Running { get; set; } = -1;

    /// <summary>How far each thread has come, as one number. No two states have the same one as long as there are at most 4 threads of
    /// at most 255 steps.</summary>
    public int State => _steps.Aggregate(0, (state, steps) => unchecked((state << 8) + steps));

    public void BeforeStep(int thread, in PendingStep step)
    {
        if (thread >= 0)
        {
            _steps[thread]++;
        }

        // In barging mode the monitor in the lock is a point by itself.
        if (thread >= 0 && !(step.Step.Acquires && mode == SamplingMode.Barging))
        {
            SchedulingPoint.Interleave();
            Running = thread;
        }
    }

    public void AfterStep(int index, in RecordedStep step) => Running = step.Thread;

    public bool Refuses(FaultSite site) => refuses(runtime);

    [DoesNotReturn]
    public void Stop(Violation violation)
    {
        runtime.Assert(false, "{0}", $"{violation.Check}: {violation.Message}");
        throw new RunStoppedException();
    }
}
