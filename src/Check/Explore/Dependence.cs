using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>A step that a thread waits to do.</summary>
/// <param name="Step">The step.</param>
/// <param name="BeginsCall">Whether it is the first of its operation: the operation counts as called with it.</param>
internal readonly record struct PendingStep(Step Step, bool BeginsCall)
{
    /// <summary>Whether the operation returns with it.</summary>
    public bool EndsCall => Step.Kind == StepKind.Return;
}

/// <summary>When the order of two steps of different threads matters.</summary>
internal static class Dependence
{
    /// <summary>Whether a step changes its target, as far as others can tell.</summary>
    public static bool Writes(StepKind kind) => kind is not (StepKind.AcquireRead or StepKind.ReleaseRead or StepKind.Read);

    /// <summary>Whether swapping two neighbouring steps could change anything: they touch one target and one of them
    /// writes it; one frees the object that the other is about; one leaves the kernel; or one ends a call and the other
    /// begins one, so that real time orders the two calls or does not.</summary>
    public static bool Dependent(in PendingStep one, in PendingStep other)
    {
        if (one.Step.Kind == StepKind.Jump || other.Step.Kind == StepKind.Jump
            || (one.EndsCall && other.BeginsCall) || (one.BeginsCall && other.EndsCall))
        {
            return true;
        }

        return one.Step.Target == other.Step.Target ? Writes(one.Step.Kind) || Writes(other.Step.Kind)
            : (one.Step.Kind == StepKind.Free && other.Step.Target.Within == one.Step.Target)
            || (other.Step.Kind == StepKind.Free && one.Step.Target.Within == other.Step.Target);
    }
}
