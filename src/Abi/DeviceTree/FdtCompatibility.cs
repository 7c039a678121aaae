namespace LuoVerified.Abi.DeviceTree;

/// <summary>What <see cref="FdtReader.CheckCompatible"/> finds.</summary>
public enum FdtCompatibility
{
    /// <summary>The string is in the node's list.</summary>
    Compatible,

    /// <summary>The node has a list, without that string.</summary>
    Incompatible,

    /// <summary>The node has no property of the name <c>compatible</c>.</summary>
    NotFound,
}
