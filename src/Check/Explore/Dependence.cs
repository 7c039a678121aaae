using LuoVerified.Impl.Control;

namespace LuoVerified.Check.Explore;

/// <summary>When the order of two steps of different threads matters.</summary>
internal static class Dependence
{
    /// <summary>Whether a step changes its target, as far as others can tell.</summary>
    public static bool Writes(StepKind kind) => kind is not (StepKind.AcquireRead or StepKind.ReleaseRead or StepKind.Read);

    /// <summary>Whether swapping two neighbouring steps could change anything: they touch one target and one of them
    /// writes it, one frees the object that the other is about, or one leaves the kernel.</summary>
    public static bool Dependent(in Step one, in Step other)
    {
        if (one.Kind == StepKind.Jump || other.Kind == StepKind.Jump)
        {
            return true;
        }

        return one.Target == other.Target ? Writes(one.Kind) || Writes(other.Kind)
            : (one.Kind == StepKind.Free && other.Target.Within == one.Target)
            || (other.Kind == StepKind.Free && one.Target.Within == other.Target);
    }
}
