
namespace LuoVerified.Core;

/// <summary>A thing that steps are about: a lock, a shared field, an object, a block of memory.</summary>
/// <remarks>Two threads can only affect each other through a step on the same target.</remarks>
public abstract class StepTarget
{
    /// <summary>Makes the target.</summary>
    /// <param name="domain">The domain that the target lives in.</param>
    protected StepTarget(Domain domain) => Domain = domain;

    /// <summary>The domain that the target lives in.</summary>
    public Domain Domain { get; }

    /// <summary>The object that the target is part of: freeing that one ends this one too; null if it stands alone.</summary>
    public virtual TrackedObject? Within => null;

    /// <summary>The number that whoever controls the run gave the target; 0 before. The order in which targets are made
    /// is no part of a schedule, the order in which they first appear in steps is.</summary>
    public int Number { get; set; }

    /// <summary>What a reader of an interleaving sees, such as <c>entry(a).mutex</c>.</summary>
    public abstract string Label { get; }
}
