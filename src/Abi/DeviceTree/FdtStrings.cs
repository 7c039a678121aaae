namespace LuoVerified.Abi.DeviceTree;

/// <summary>The strings block, which holds the properties' names, over bytes that may be anything
/// (<c>fdt_get_string</c>).</summary>
internal readonly struct FdtStrings
{
    private readonly ReadOnlyMemory<byte> _block;

    /// <param name="block">The strings block; in a version 16 tree all up to the end of the tree, as libfdt takes
    /// it.</param>
    public FdtStrings(ReadOnlyMemory<byte> block) => _block = block;

    /// <summary>Finds the string at <paramref name="offset"/>.</summary>
    /// <param name="offset">Offset from the start of the strings block; any number.</param>
    /// <param name="text">The string without its NUL; empty after an error.</param>
    /// <returns><see cref="FdtError.None"/>; <see cref="FdtError.BadOffset"/>, outside the block;
    /// <see cref="FdtError.Truncated"/>, no NUL up to the end of the block.</returns>
    public FdtError TryGet(uint offset, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (offset >= (uint)_block.Length)
            return FdtError.BadOffset;
        ReadOnlySpan<byte> rest = _block.Span[(int)offset..];
        int length = rest.IndexOf((byte)0);
        if (length < 0)
            return FdtError.Truncated;
        text = rest[..length];
        return FdtError.None;
    }
}
