using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>What the environment refused during an operation.</summary>
public enum SpecFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The memory for a session: ENOMEM.</summary>
    SessionAllocation,

    /// <summary>The file of a session: ENFILE.</summary>
    FileCreation,

    /// <summary>Preserved memory for the next kernel's boot: ENOMEM.</summary>
    PreservedMemory,

    /// <summary>The memory for a preserved file: ENOMEM.</summary>
    FileAllocation,

    /// <summary>The handler of a file cannot preserve it: EIO.</summary>
    FilePreserve,

    /// <summary>The handler of a file cannot freeze it: EIO.</summary>
    FileFreeze,

    /// <summary>The handler of a file cannot bring it back: EIO.</summary>
    FileRetrieve,

    /// <summary>The handler of a file cannot finish it yet: EBUSY.</summary>
    FileFinish,

    /// <summary>The reply cannot be copied to user space: EFAULT.</summary>
    Reply,

    /// <summary>Nothing, but the image is corrupted on its way into the next kernel.</summary>
    CorruptImage,
}

/// <summary>What refused requests are answered with.</summary>
internal static class SpecFaults
{
    /// <summary>The errno that a refused request is answered with; Ok if nothing is refused.</summary>
    public static Errno AnswerTo(SpecFault fault) => fault switch
    {
        SpecFault.None or SpecFault.CorruptImage => Errno.Ok,
        SpecFault.FileCreation => Errno.ENFILE,
        SpecFault.FilePreserve or SpecFault.FileFreeze or SpecFault.FileRetrieve => Errno.EIO,
        SpecFault.FileFinish => Errno.EBUSY,
        SpecFault.Reply => Errno.EFAULT,
        _ => Errno.ENOMEM,
    };
}
