using LuoVerified.Impl.Control;

namespace LuoVerified.Impl.Memory;

/// <summary>An object with a lifetime, in the manner of KASAN: once freed it is poisoned, and whoever touches it again
/// breaks the rule <see cref="RuntimeChecks.UseAfterFree"/>.</summary>
public abstract class KernelObject : StepTarget
{
    private bool _freed;

    /// <summary>Makes the object, alive.</summary>
    /// <param name="platform">The kernel that it lives in.</param>
    protected KernelObject(KernelPlatform platform)
        : base(platform) => platform.LiveObjects++;

    /// <summary>Whoever is about to use the object calls this.</summary>
    public void Touch()
    {
        if (_freed)
        {
            Platform.Violation(RuntimeChecks.UseAfterFree, $"{Label} is used after it was freed");
        }
    }

    /// <summary><c>kfree</c>: ends the object's life; one step.</summary>
    public void Free()
    {
        var step = new Step(StepKind.Free, this);
        Platform.Before(step);
        if (_freed)
        {
            Platform.Violation(RuntimeChecks.DoubleFree, $"{Label} is freed twice");
        }

        _freed = true;
        Platform.LiveObjects--;
        Platform.After(step);
    }
}
