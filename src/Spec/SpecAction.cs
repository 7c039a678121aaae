using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec;

/// <summary>One operation with all that its meaning depends on.</summary>
/// <param name="Operation">Which operation.</param>
/// <param name="Name">The name asked for, any bytes, if it takes one.</param>
/// <param name="Handle">If it takes a name, the number that the handle is to have, not 0 and not in use; if it takes a handle,
/// the handle.</param>
/// <param name="Thread">Who calls; quiesce and resume look at it.</param>
/// <param name="Fault">What the environment refuses during it.</param>
/// <param name="Number">The token, or what stands in the field <c>reserved</c>, if it takes a number.</param>
/// <param name="Fd">The descriptor of a file, if it takes one; null for that of the file with the number of the token.</param>
public readonly record struct SpecAction(
    SpecOperation Operation,
    ByteString Name = default,
    int Handle = 0,
    int Thread = 0,
    SpecFault Fault = SpecFault.None,
    ulong Number = 0,
    FileDescriptor? Fd = null);
