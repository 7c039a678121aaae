namespace LuoVerified.Impl.Control;

/// <summary>The target of the steps that concern the kernel as a whole: the jump out of it, and requests that the
/// environment may refuse.</summary>
public sealed class KernelTarget : StepTarget
{
    internal KernelTarget(KernelPlatform platform)
        : base(platform)
    {
    }

    /// <inheritdoc/>
    public override string Label => "kernel";
}
