
namespace LuoVerified.Core;

/// <summary>An object with a lifetime, in the manner of KASAN: once freed it is poisoned, and whoever touches it again
/// breaks the rule <see cref="RuntimeChecks.UseAfterFree"/>.</summary>
public abstract class TrackedObject : StepTarget
{
    private bool _freed;

    /// <summary>Makes the object, alive.</summary>
    /// <param name="domain">The kernel that it lives in.</param>
    protected TrackedObject(Domain domain)
        : base(domain) => domain.LiveObjects++;

    /// <summary>Whoever is about to use the object calls this.</summary>
    public void Touch()
    {
        if (_freed)
        {
            Domain.Violation(RuntimeChecks.UseAfterFree, $"{Label} is used after it was freed");
        }
    }

    /// <summary><c>kfree</c>: ends the object's life; one step.</summary>
    public void Free()
    {
        var step = new Step(StepKind.Free, this);
        Domain.Before(step);
        if (_freed)
        {
            Domain.Violation(RuntimeChecks.DoubleFree, $"{Label} is freed twice");
        }

        _freed = true;
        Domain.LiveObjects--;
        Domain.After(step);
    }
}
