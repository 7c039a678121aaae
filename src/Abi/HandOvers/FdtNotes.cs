using System.Buffers.Binary;
using LuoVerified.Abi.DeviceTree;
using static LuoVerified.Abi.DeviceTree.FdtFormat;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Notes what a device tree says, word by word.</summary>
internal static class FdtNotes
{
    private static readonly string[] Words =
    [
        "magic", "totalsize", "off_dt_struct", "off_dt_strings", "off_mem_rsvmap", "version", "last_comp_version",
        "boot_cpuid_phys", "size_dt_strings", "size_dt_struct",
    ];

    /// <summary>Notes the header as far as it is there, and each fault of it.</summary>
    /// <param name="scribe">Takes it.</param>
    /// <param name="root">Where the tree begins.</param>
    public static void Header(Scribe scribe, int root)
    {
        ReadOnlySpan<byte> tree = scribe.Bytes.Span[root..];
        for (int i = 0; i < Words.Length && (i + 1) * sizeof(uint) <= tree.Length; i++)
        {
            uint word = ReadWord(tree, i * sizeof(uint));
            scribe.Note(root + (i * sizeof(uint)), sizeof(uint), Words[i], i == 0 ? Text.Address(word) : Text.Number(word), "big-endian");
        }

        foreach (FdtReadError error in FdtValidation.HeaderErrors(tree))
            scribe.Fault(root + error.Offset, $"{error.Message} (libfdt: -{(int)error.Code})");
    }

    /// <summary>Notes nodes and properties, one loop whatever the depth.</summary>
    /// <param name="scribe">Takes them.</param>
    /// <param name="root">Where the tree begins.</param>
    /// <param name="tree">It.</param>
    public static void Structure(Scribe scribe, int root, FdtReader tree)
    {
        int depth = scribe.Depth;
        foreach (FdtItem item in tree.Items())
        {
            scribe.Depth = depth + item.Depth;
            int length = (int)item.Length;
            if (item.Property is { } property)
                scribe.Note(root + item.Offset, length, property.Name.ToString(), Value(property), Meaning(property));
            else
                scribe.Note(root + item.Offset, length, $"/{item.NodeName}", "", "node");
        }

        scribe.Depth = depth;
    }

    // A string if it looks like one, a u64 of the machine if it has 8 bytes, else its length.
    private static string Value(FdtProperty property)
    {
        ReadOnlySpan<byte> value = property.Value.Span;
        if (property.Name.Span.SequenceEqual(LuoTree.CompatibleProperty))
            return new ByteString(value.TrimEnd((byte)0)[..Math.Min(value.TrimEnd((byte)0).Length, Limits.SessionNameLength)]).ToString();
        return value.Length == sizeof(ulong)
            ? Text.Address(BinaryPrimitives.ReadUInt64LittleEndian(value))
            : $"{value.Length} bytes";
    }

    private static string Meaning(FdtProperty property) =>
        property.Name.Span.SequenceEqual(LuoTree.CompatibleProperty) ? "the version"
        : property.Name.Span.SequenceEqual(LuoTree.NumberProperty) ? "live updates up to the one that was prepared, little-endian"
        : property.Name.Span.SequenceEqual(LuoTree.SessionHeaderProperty) ? "physical address of the block of sessions, little-endian"
        : property.Name.Span.SequenceEqual(TreeFormat.FlbHeaderProperty) ? "physical address of what is bound to files, little-endian"
        : "";
}
