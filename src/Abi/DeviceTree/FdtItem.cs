namespace LuoVerified.Abi.DeviceTree;

/// <summary>A node or a property, as a walk over the whole tree meets it.</summary>
/// <param name="Depth">0 for the root; a property is one deeper than its node.</param>
/// <param name="Offset">Its first byte from the start of the tree: of a node its tag, of a property its value.</param>
/// <param name="Length">Bytes of tag and name, or of the value.</param>
/// <param name="NodeName">The name of a node.</param>
/// <param name="Property">The property; null for a node.</param>
internal readonly record struct FdtItem(int Depth, long Offset, long Length, ByteString NodeName, FdtProperty? Property);
