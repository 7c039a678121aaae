using LuoVerified.Core;

namespace LuoVerified.Impl;

/// <summary>The requests of the session code that may be refused.</summary>
public static class FaultSites
{
    /// <summary><c>kzalloc</c> of a session: ENOMEM.</summary>
    public static FaultSite SessionAllocation { get; } = new("session-allocation");

    /// <summary><c>anon_inode_getfile</c>: ENFILE.</summary>
    public static FaultSite FileCreation { get; } = new("file-creation");

    /// <summary><c>kho_alloc_preserve</c>: ENOMEM.</summary>
    public static FaultSite PreservedMemory { get; } = new("preserved-memory");

    /// <summary>Every one, in the order in which they are shown.</summary>
    public static IReadOnlyList<FaultSite> All { get; } = [SessionAllocation, FileCreation, PreservedMemory];
}
