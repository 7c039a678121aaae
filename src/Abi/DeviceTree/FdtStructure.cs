namespace LuoVerified.Abi.DeviceTree;

/// <summary>The tags of a structure block, one after another, over bytes that may be anything
/// (<c>fdt_next_tag</c>).</summary>
/// <remarks>Offsets are relative to the start of the structure block. Nothing outside the block is ever read.</remarks>
internal readonly struct FdtStructure
{
    private readonly ReadOnlyMemory<byte> _block;

    /// <param name="block">The structure block; if the header does not give its size, all up to the end of the
    /// tree.</param>
    public FdtStructure(ReadOnlyMemory<byte> block) => _block = block;

    public ReadOnlySpan<byte> Bytes => _block.Span;

    /// <summary>Reads the tag at <paramref name="offset"/> and finds the offset of the one behind it.</summary>
    /// <param name="offset">A multiple of 4, 0 or more; may lie behind the block.</param>
    /// <param name="tag">The tag, <see cref="FdtTag.End"/> after an error.</param>
    /// <param name="next">The offset of the next tag, always greater than <paramref name="offset"/>; it may lie behind
    /// the block. 0 after an error.</param>
    /// <returns><see cref="FdtError.None"/>; <see cref="FdtError.Truncated"/>, no tag fits there;
    /// <see cref="FdtError.BadStructure"/>, an unknown tag, a name without NUL, or a property that does not fit. (A
    /// length so large that it wraps around 32 bits passes libfdt 1.6.1 and can hang it; here it does not
    /// fit.)</returns>
    public FdtError Next(int offset, out FdtTag tag, out int next)
    {
        tag = FdtTag.End;
        next = 0;
        if (offset > Bytes.Length - FdtFormat.TagSize)
            return FdtError.Truncated;
        var found = (FdtTag)FdtFormat.ReadWord(Bytes, offset);
        long end = offset + FdtFormat.TagSize;
        switch (found)
        {
            case FdtTag.BeginNode:
                int length = Bytes[(int)end..].IndexOf((byte)0);
                if (length < 0)
                    return FdtError.BadStructure;
                end += length + 1;
                break;
            case FdtTag.Property:
                if (end > Bytes.Length - sizeof(uint))
                    return FdtError.BadStructure;
                end = offset + FdtFormat.PropertyHeadSize + (long)FdtFormat.ReadWord(Bytes, (int)end);
                if (end > Bytes.Length)
                    return FdtError.BadStructure;
                break;
            case FdtTag.EndNode or FdtTag.Nop or FdtTag.End:
                break;
            default:
                return FdtError.BadStructure;
        }
        tag = found;
        next = FdtFormat.AlignToTag((int)end);
        return FdtError.None;
    }

    /// <summary>The name of the node at <paramref name="offset"/>, without its NUL. <see cref="Next"/> must have found
    /// <see cref="FdtTag.BeginNode"/> there.</summary>
    public ReadOnlySpan<byte> NameOf(int offset)
    {
        ReadOnlySpan<byte> rest = Bytes[(offset + FdtFormat.TagSize)..];
        return rest[..rest.IndexOf((byte)0)];
    }

    /// <summary>Length of the value of the property at <paramref name="offset"/>. <see cref="Next"/> must have found
    /// <see cref="FdtTag.Property"/> there.</summary>
    public int ValueLengthOf(int offset) => (int)FdtFormat.ReadWord(Bytes, offset + FdtFormat.TagSize);

    /// <summary>Where in the strings block the name of the property at <paramref name="offset"/> lies, any 32-bit
    /// number. <see cref="Next"/> must have found <see cref="FdtTag.Property"/> there.</summary>
    public uint NameOffsetOf(int offset) => FdtFormat.ReadWord(Bytes, offset + FdtFormat.TagSize + sizeof(uint));
}
