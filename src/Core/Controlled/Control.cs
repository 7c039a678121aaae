using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Controlled;

/// <summary>Code that knows nothing of this project, under its control: in woven code the runtime's locks, and the
/// fields that order threads, are steps of the domain that is set for the thread.</summary>
/// <remarks>Sequential consistency: each such access takes effect at once and for all threads, as if no processor or
/// compiler ever reordered anything. What needs weaker memory to go wrong is not found.</remarks>
public static class Control
{
    /// <summary>What the steps of the calling thread belong to; null, the default, if the runtime's own primitives
    /// are used.</summary>
    [field: ThreadStatic]
    public static Domain? Domain { get; set; }

    /// <summary>A volatile access to a field is about to happen: one step. Woven code calls this.</summary>
    /// <param name="target">The object; for a static field null, or the type if that is generic.</param>
    /// <param name="site">The number of the site.</param>
    public static void Atomic(object? target, int site)
    {
        if (Domain is { } domain)
        {
            Site at = Sites.Get(site);
            Take(domain, new Access(target, at.Part, at));
        }
    }

    /// <summary>A volatile access to an element of an array is about to happen: one step. Woven code calls this.</summary>
    /// <param name="target">The array; null if the access is about to fail.</param>
    /// <param name="index">The index.</param>
    /// <param name="site">The number of the site.</param>
    public static void AtomicElement(Array? target, nint index, int site)
    {
        if (Domain is { } domain && target is not null)
        {
            Take(domain, new Access(target, unchecked((int)index), Sites.Get(site)));
        }
    }

    /// <summary>A primitive is about to be used that cannot be controlled: an error in a run, rather than a schedule
    /// that nobody sees. Woven code calls this.</summary>
    /// <param name="name">What it is.</param>
    /// <exception cref="NotSupportedException">A domain is set.</exception>
    public static void Unsupported(string name)
    {
        if (Domain is not null)
        {
            throw new NotSupportedException($"{name} cannot be controlled");
        }
    }

    private static void Take(Domain domain, in Access access)
    {
        Watch.Observer?.At(access.Site);
        var step = new Step(access.Site.Writes ? StepKind.Write : StepKind.Read, domain.TargetOf(access));
        domain.Before(step);
        domain.After(step);
    }

    /// <summary>The lock that stands for an object of the runtime; null if there is no run.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="locked">The object.</param>
    internal static ForeignLock? LockOf<T>(T? locked)
        where T : class =>
        locked is not null && Domain is { } domain ? domain.Foreign.Lock(locked) : null;
}
