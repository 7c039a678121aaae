namespace LuoVerified.Abi.DeviceTree;

/// <summary>A property of one opened tree.</summary>
/// <param name="Name">Its name, without NUL; may be empty.</param>
/// <param name="Value">Its value, a part of the opened bytes and not a copy; may be empty.</param>
/// <param name="Offset">Byte offset of the value from the start of the opened bytes.</param>
public readonly record struct FdtProperty(ByteString Name, ReadOnlyMemory<byte> Value, long Offset);
