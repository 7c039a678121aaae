namespace LuoVerified.Abi;

/// <summary>What a modelled kernel function answers, by the kernel's own names and positive numbers.</summary>
/// <remarks>A kernel returns the number with a minus sign; <see cref="Ok"/> is its 0. The default value is
/// <see cref="Ok"/>.</remarks>
public enum Errno
{
    /// <summary>0: done.</summary>
    Ok = 0,

    /// <summary>2: nothing of that name or token.</summary>
    ENOENT = 2,

    /// <summary>5: the handed-over state could not be read.</summary>
    EIO = 5,

    /// <summary>7: a structure has non-zero bytes beyond what the kernel knows.</summary>
    E2BIG = 7,

    /// <summary>9: not an open descriptor.</summary>
    EBADF = 9,

    /// <summary>12: an allocation failed, or (as posted) the session block is full.</summary>
    ENOMEM = 12,

    /// <summary>14: user memory could not be read or written.</summary>
    EFAULT = 14,

    /// <summary>16: in use by somebody else.</summary>
    EBUSY = 16,

    /// <summary>17: the name or token is taken.</summary>
    EEXIST = 17,

    /// <summary>22: an argument, a state or a handed-over tree is not acceptable.</summary>
    EINVAL = 22,

    /// <summary>23: no further open file in the whole system.</summary>
    ENFILE = 23,

    /// <summary>25: not a command of this descriptor.</summary>
    ENOTTY = 25,

    /// <summary>28: a fixed-size table is full.</summary>
    ENOSPC = 28,

    /// <summary>75: a number does not fit its field.</summary>
    EOVERFLOW = 75,

    /// <summary>95: not supported here.</summary>
    EOPNOTSUPP = 95,
}
