namespace LuoVerified.Abi;

/// <summary>The sizes that both kernels must agree on. All are in bytes unless the name says otherwise.</summary>
public static class Limits
{
    /// <summary>One page: 4,096 bytes, the only page size modelled.</summary>
    public const int PageSize = 4096;

    /// <summary>The most that a kernel allocates in one piece: 4,194,304 bytes, 2 to the power of <c>MAX_PAGE_ORDER</c> (10) pages.</summary>
    public const int LargestAllocation = PageSize << 10;

    /// <summary>Bytes of a session's name field, the terminating NUL included:
    /// <c>LIVEUPDATE_SESSION_NAME_LENGTH</c>.</summary>
    public const int SessionNameLength = 64;

    /// <summary>The longest session name, its NUL not counted: 63 bytes.</summary>
    public const int SessionNameMaxBytes = SessionNameLength - 1;

    /// <summary>Pages of a session block: <c>LUO_SESSION_PGCNT</c>.</summary>
    public const int SessionPages = 16;

    /// <summary>A whole session block: 65,536 bytes.</summary>
    public const int SessionBlockSize = SessionPages * PageSize;

    /// <summary>Size of <c>struct luo_session_header_ser</c>: one 64-bit count.</summary>
    public const int SessionHeaderSize = 8;

    /// <summary>Size of <c>struct luo_session_ser</c>: the name field and nothing else.</summary>
    public const int SessionEntrySize = SessionNameLength;

    /// <summary>How many sessions a block holds: 1,023 (<c>LUO_SESSION_MAX</c>). The comment beside that macro says
    /// 744, which is right only for the 88-byte entry of a later patch.</summary>
    public const int SessionCapacity = (SessionBlockSize - SessionHeaderSize) / SessionEntrySize;

    /// <summary>The page that holds the flattened tree: <c>LUO_FDT_SIZE</c>, 4,096 bytes.</summary>
    public const int FdtSize = PageSize;

    /// <summary>The ioctl type of the user interface: <c>LIVEUPDATE_IOCTL_TYPE</c>.</summary>
    public const int IoctlType = 0xBA;
}
