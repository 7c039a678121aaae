using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using Microsoft.Coyote.Runtime;

namespace LuoVerified.Impl.TestBodies;

/// <summary>Writes down who comes to a lock and who gets it. Under <see cref="PulseMode.Exact"/> no other thread runs
/// between coming and queueing, so that the first order is the order of the queue.</summary>
internal sealed class LockControl(PulseMode mode) : IRunControl
{
    public int Caller => Environment.CurrentManagedThreadId;

    public List<int> Arrivals { get; } = [];

    public List<int> Acquisitions { get; } = [];

    public void Before(in Step step)
    {
        if (!IsAcquire(step))
        {
            return;
        }

        if (mode == PulseMode.Exact)
        {
            SchedulingPoint.Interleave();
        }

        Arrivals.Add(Environment.CurrentManagedThreadId);
    }

    public void After(in Step step)
    {
        if (IsAcquire(step))
        {
            Acquisitions.Add(Environment.CurrentManagedThreadId);
        }
    }

    public bool Refuses(FaultSite site) => false;

    [DoesNotReturn]
    public void Violation(string check, string message) => throw new InvalidOperationException($"{check}: {message}");

    private static bool IsAcquire(in Step step) => step.Kind is StepKind.AcquireRead or StepKind.AcquireWrite;
}
