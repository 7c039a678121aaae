using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>For a run of which only the set-up is performed.</summary>
internal sealed class NoSchedule : IRunScheduler
{
    public void BeforeStep(int thread, in PendingStep step)
    {
    }

    public void AfterStep(int index, in RecordedStep step)
    {
    }

    public bool Refuses(FaultSite site) => false;

    [DoesNotReturn]
    public void Stop(Violation violation) => throw new RunStoppedException();
}
