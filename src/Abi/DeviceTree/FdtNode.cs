namespace LuoVerified.Abi.DeviceTree;

/// <summary>A node of one opened tree. Only the <see cref="FdtReader"/> that gave it can look into it; the default
/// value is no node.</summary>
public readonly record struct FdtNode
{
    internal FdtNode(FdtReader owner, int offset)
    {
        Owner = owner;
        Offset = offset;
    }

    /// <summary>Byte offset of the node's first tag from the start of the structure block: what libfdt calls a node
    /// offset. 0 for the root.</summary>
    public int Offset { get; }

    internal FdtReader? Owner { get; }
}
