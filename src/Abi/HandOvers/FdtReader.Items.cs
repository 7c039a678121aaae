namespace LuoVerified.Abi.DeviceTree;

/// <summary>The walk over a whole tree, for who shows it.</summary>
public sealed partial class FdtReader
{
    /// <summary>All nodes and properties in the order of their tags. Time is linear in the length.</summary>
    internal IEnumerable<FdtItem> Items()
    {
        int depth = 0;
        for (int offset = 0, next; _structure.Next(offset, out FdtTag tag, out next) == FdtError.None && tag != FdtTag.End; offset = next)
        {
            if (tag == FdtTag.BeginNode)
                yield return new FdtItem(depth++, _structureStart + offset, next - offset, new ByteString(_structure.NameOf(offset)), null);
            else if (tag == FdtTag.EndNode)
                depth--;
            else if (tag == FdtTag.Property && PropertyAt(offset) is var property)
                yield return new FdtItem(depth, property.Offset, property.Value.Length, default, property);
        }
    }
}
