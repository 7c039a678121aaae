namespace LuoVerified.Impl.Control;

/// <summary>A field that threads reach without a common lock, whatever its type.</summary>
public abstract class SharedField(KernelPlatform platform) : StepTarget(platform)
{
    /// <summary>The name of the field.</summary>
    public abstract string Name { get; }
}
