using LuoVerified.Impl.AsPosted;
using LuoVerified.Impl.Hardened;

namespace LuoVerified.Impl;

/// <summary>One way to build the session service.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it is, in one sentence.</param>
/// <param name="Create">Makes the service of a kernel that boots.</param>
public sealed record Design(string Name, string Summary, Func<KernelPlatform, ISessionService> Create)
{
    /// <summary>The patch as it was posted, its defects included.</summary>
    public static Design AsPosted { get; } = new(
        "as-posted", "The patch function by function, its defects included.", platform => new AsPostedSessions(platform));

    /// <summary>The same interface with the defects designed out.</summary>
    public static Design Hardened { get; } = new(
        "hardened", "The same interface with the defects designed out.", platform => new HardenedSessions(platform))
    {
        LockHierarchy = HardenedSessions.LockHierarchy,
    };

    /// <summary>The classes of its locks, outermost first, where the design documents in which order they are taken; a class
    /// that is not among them has no place. None by default.</summary>
    public IReadOnlyList<string> LockHierarchy { get; init; } = [];

    /// <summary>Every design, in the order in which they are shown.</summary>
    public static IReadOnlyList<Design> All { get; } = [AsPosted, Hardened];
}
