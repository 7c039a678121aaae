using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The operations of the specification.</summary>
public enum ActionKind
{
    /// <summary>Create a session.</summary>
    Create,

    /// <summary>Hand out a session of the previous kernel.</summary>
    Retrieve,

    /// <summary>Close a handle.</summary>
    Close,

    /// <summary>Write the image and freeze.</summary>
    Serialize,

    /// <summary>Undo a serialize.</summary>
    Abort,

    /// <summary>Make visible what the previous kernel handed over.</summary>
    Deserialize,

    /// <summary>Stop sessions from coming into being, if there are none.</summary>
    Quiesce,

    /// <summary>End a quiesce.</summary>
    Resume,

    /// <summary>Go on into the next kernel with what the image holds.</summary>
    Jump,
}

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

    /// <summary>Nothing, but the image is corrupted on its way into the next kernel.</summary>
    CorruptImage,
}

/// <summary>One operation with all that its meaning depends on.</summary>
/// <param name="Kind">Which operation.</param>
/// <param name="Name">Create, retrieve: the name asked for, any bytes.</param>
/// <param name="Handle">Create, retrieve: the number the handle is to have, not 0 and not in use; close: the handle.</param>
/// <param name="Thread">Quiesce, resume: who calls.</param>
/// <param name="Fault">What the environment refuses during it.</param>
public readonly record struct SpecAction(
    ActionKind Kind, ByteString Name = default, int Handle = 0, int Thread = 0, SpecFault Fault = SpecFault.None);
