namespace LuoVerified.Core;

/// <summary>A field that threads reach without a common lock, whatever its type.</summary>
public abstract class SharedField(Domain domain) : StepTarget(domain)
{
    /// <summary>The name of the field.</summary>
    public abstract string Name { get; }
}
