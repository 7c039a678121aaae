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

    /// <summary><c>kzalloc</c> of a preserved file: ENOMEM.</summary>
    public static FaultSite FileAllocation { get; } = new("file-allocation");

    /// <summary>The handler's <c>preserve</c>: EIO.</summary>
    public static FaultSite FilePreserve { get; } = new("file-preserve");

    /// <summary>The handler's <c>freeze</c>: EIO.</summary>
    public static FaultSite FileFreeze { get; } = new("file-freeze");

    /// <summary>The handler's <c>retrieve</c>: EIO.</summary>
    public static FaultSite FileRetrieve { get; } = new("file-retrieve");

    /// <summary>The handler's <c>can_finish</c>: EBUSY.</summary>
    public static FaultSite FileFinish { get; } = new("file-finish");

    /// <summary><c>copy_to_user</c> of the descriptor that a create or a retrieve answers: EFAULT.</summary>
    public static FaultSite Reply { get; } = new("reply");

    /// <summary>Those of sessions, in the order in which they are shown.</summary>
    public static IReadOnlyList<FaultSite> All { get; } = [SessionAllocation, FileCreation, PreservedMemory];

    /// <summary>What a design with files has beside <see cref="All"/>.</summary>
    public static IReadOnlyList<FaultSite> OnFiles { get; } = [FileAllocation, FilePreserve, FileFreeze, FileRetrieve, FileFinish, Reply];

    /// <summary>Every one, in the order in which they are shown.</summary>
    public static IReadOnlyList<FaultSite> Known { get; } = [.. All, .. OnFiles];
}
