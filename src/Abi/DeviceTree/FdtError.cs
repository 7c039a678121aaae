namespace LuoVerified.Abi.DeviceTree;

/// <summary>The errors of libfdt (<c>FDT_ERR_...</c>), by its numbers. libfdt returns them with a minus sign.</summary>
public enum FdtError
{
    /// <summary>0: done.</summary>
    None = 0,

    /// <summary>1: no such node or property.</summary>
    NotFound = 1,

    /// <summary>2: the node or property is there already.</summary>
    Exists = 2,

    /// <summary>3: the buffer is too small.</summary>
    NoSpace = 3,

    /// <summary>4: an offset lies outside its block or does not point at the right thing.</summary>
    BadOffset = 4,

    /// <summary>5: a malformed path.</summary>
    BadPath = 5,

    /// <summary>6: an impossible phandle.</summary>
    BadPhandle = 6,

    /// <summary>7: the tree is not in the state that the call needs (calls of a sequential write out of
    /// order).</summary>
    BadState = 7,

    /// <summary>8: the bytes, or a block within them, end too early.</summary>
    Truncated = 8,

    /// <summary>9: the bytes do not begin with the magic number.</summary>
    BadMagic = 9,

    /// <summary>10: a version that cannot be read.</summary>
    BadVersion = 10,

    /// <summary>11: the structure block is malformed.</summary>
    BadStructure = 11,

    /// <summary>12: the blocks lie in the wrong order.</summary>
    BadLayout = 12,

    /// <summary>13: a broken assumption within the library.</summary>
    Internal = 13,

    /// <summary>14: a malformed <c>#address-cells</c> or <c>#size-cells</c>.</summary>
    BadNCells = 14,

    /// <summary>15: a property has a value that is not acceptable.</summary>
    BadValue = 15,

    /// <summary>16: an overlay that does not fit its tree.</summary>
    BadOverlay = 16,

    /// <summary>17: no phandle is left.</summary>
    NoPhandles = 17,

    /// <summary>18: unknown flags.</summary>
    BadFlags = 18,

    /// <summary>19: a block of the tree does not begin where its words are aligned. (libfdt also gives it for a tree that does
    /// not begin at an 8-byte boundary in memory; bytes have no address here.)</summary>
    Alignment = 19,
}
