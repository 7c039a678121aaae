using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

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

    /// <summary>Nothing, but the image is corrupted on its way into the next kernel.</summary>
    CorruptImage,
}

/// <summary>One operation with all that its meaning depends on.</summary>
/// <param name="Operation">Which operation.</param>
/// <param name="Name">The name asked for, any bytes, if it takes one.</param>
/// <param name="Handle">If it takes a name, the number that the handle is to have, not 0 and not in use; if it takes a handle,
/// the handle.</param>
/// <param name="Thread">Who calls; quiesce and resume look at it.</param>
/// <param name="Fault">What the environment refuses during it.</param>
public readonly record struct SpecAction(
    SpecOperation Operation, ByteString Name = default, int Handle = 0, int Thread = 0, SpecFault Fault = SpecFault.None);
