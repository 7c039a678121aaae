namespace LuoVerified.Impl.Control;

/// <summary>A place where the kernel may be refused something through no fault of the code.</summary>
public enum FaultSite
{
    /// <summary><c>kzalloc</c> of a session: ENOMEM.</summary>
    SessionAllocation,

    /// <summary><c>anon_inode_getfile</c>: ENFILE.</summary>
    FileCreation,

    /// <summary><c>kho_alloc_preserve</c>: ENOMEM.</summary>
    PreservedMemory,
}
