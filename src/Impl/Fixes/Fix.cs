namespace LuoVerified.Impl.Fixes;

/// <summary>What the designs have in common that are the patch with one fix: each that upstream took, alone, and those that were proposed
/// for defect B and not taken.</summary>
internal static class Fix
{
    /// <summary>The expectation of a scenario in which nothing is found.</summary>
    public const string Pass = "pass";

    /// <summary>Such a design.</summary>
    /// <param name="name">What its name ends with.</param>
    /// <param name="summary">What it is.</param>
    /// <param name="create">Makes the service.</param>
    /// <returns>The design; what must be found on it is what must be found on the patch.</returns>
    public static Design Of(string name, string summary, Func<KernelPlatform, ISessionService> create) => new($"as-posted-{name}", summary, create)
    {
        IsProvedWhole = false,
        BasedOn = Design.AsPosted.Name,
    };

    /// <summary>What keeps locks if serialize keeps one for ever.</summary>
    /// <param name="lockClass">Its class.</param>
    /// <returns>What does.</returns>
    public static KeptLock[] KeptForEver(string lockClass) => [KeptLock.OfQuiesce, new KeptLock("serialize", lockClass, Until: null)];
}
