namespace LuoVerified.Spec.Formats;

/// <summary>Numbers on which both kernels agree, and user space with them, by the names of the kernel (no constants: those are copied into who
/// reads them): <c>include/uapi/linux/liveupdate.h</c>, and
/// <c>include/linux/kho/abi/luo.h</c> of 0153094d03df.</summary>
public static class Agreed
{
    /// <summary>The first ioctl on the descriptor of a session, preserve: <c>_IO(0xBA, 0x40)</c>.</summary>
    public static int PreserveFd => 0xba40;

    /// <summary><c>PAGE_SIZE</c>, in bytes.</summary>
    public static int Page => 1 << 12;

    /// <summary>The pages of <c>MAX_PAGE_ORDER</c>, in bytes: the most that is allocated in one piece.</summary>
    public static int LargestAllocation => 1024 * 4096;

    /// <summary><c>LIVEUPDATE_SESSION_NAME_LENGTH</c>, in bytes.</summary>
    public static int NameLength => 64;

    /// <summary><c>LUO_SESSION_PGCNT</c>, in pages.</summary>
    public static int BlockPages => 16;

    /// <summary><c>LUO_SESSION_MAX</c>, for an entry that is a name and nothing else.</summary>
    public static int Sessions => 1023;

    /// <summary>The number of an ioctl that has no argument in its number: <c>_IO(type, number)</c>.</summary>
    /// <param name="type">Its type, a byte.</param>
    /// <param name="number">Its number, a byte.</param>
    /// <returns>The type above the number.</returns>
    public static int Io(int type, int number) => (type << 8) + number;
}
