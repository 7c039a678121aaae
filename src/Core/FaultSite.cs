namespace LuoVerified.Core;

/// <summary>A place where the environment may refuse something through no fault of the checked code.</summary>
/// <param name="Name">Its name in scenarios and traces: lower case letters and hyphens.</param>
public readonly record struct FaultSite(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
