namespace LuoVerified.Abi.DeviceTree;

/// <summary>Why and where bytes are not the tree that was expected.</summary>
/// <param name="Code">What libfdt would answer; if it has no answer of its own (a compatible string that differs, a
/// value of the wrong length), <see cref="FdtError.BadValue"/>.</param>
/// <param name="Offset">Byte offset from the start of the bytes, 0 or more: the header field, tag, node or value that
/// is wrong, or for bytes that end too early their number.</param>
/// <param name="Message">One line that says what is wrong and where; names in it are percent text.</param>
public sealed record FdtReadError(FdtError Code, long Offset, string Message);
