namespace LuoVerified.Impl.Control;

/// <summary>A thing that steps are about: a lock, a shared field, a kernel object, a block of memory.</summary>
/// <remarks>Two threads can only affect each other through a step on the same target.</remarks>
public abstract class StepTarget
{
    /// <summary>Makes the target known under the machine's next free number.</summary>
    /// <param name="platform">The kernel that the target lives in.</param>
    protected StepTarget(KernelPlatform platform)
    {
        Platform = platform;
        Id = platform.NextTargetId();
    }

    /// <summary>The kernel that the target lives in.</summary>
    public KernelPlatform Platform { get; }

    /// <summary>The number of the target in its run, 1 and up in order of creation: equal schedules give equal numbers.</summary>
    public int Id { get; }

    /// <summary>What a reader of an interleaving sees, such as <c>session(vm).mutex</c>.</summary>
    public abstract string Label { get; }
}
