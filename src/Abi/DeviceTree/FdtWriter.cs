using System.Buffers.Binary;
using static LuoVerified.Abi.DeviceTree.FdtFormat;

namespace LuoVerified.Abi.DeviceTree;

/// <summary>Writes a flattened device tree from front to back into a caller's buffer, byte for byte as the sequential
/// writer of libfdt 1.6.1 does, in all bytes of the buffer and also after errors.</summary>
/// <remarks>
/// <para>Order of calls: <see cref="Create"/>, any number of <see cref="AddReserveMapEntry"/>,
/// <see cref="FinishReserveMap"/>, then nodes and properties, <see cref="Finish"/>. That nodes are opened and closed in
/// pairs and that properties come before sub-nodes is the caller's duty: like libfdt, the writer does not look.</para>
/// <para>Until <see cref="Finish"/> the buffer holds no tree: its magic number is inverted and the property names grow
/// down from the buffer's end, each once; a name that ends another (<c>size</c>, <c>map-size</c>) shares its
/// bytes. <see cref="Finish"/> copies them behind the structure; the old copy stays, behind the total size.</para>
/// <para>Every method answers <see cref="FdtError.BadMagic"/> before a successful <see cref="Create"/> and
/// <see cref="FdtError.BadState"/> when called out of order; these are looked for first. After any error the tree
/// written so far can be continued. One difference: a name longer than the whole buffer is
/// <see cref="FdtError.NoSpace"/>, where libfdt writes in front of the buffer.</para>
/// <para>Not thread-safe. Keeps no copy of the buffer: do not change it between calls.</para>
/// </remarks>
public sealed class FdtWriter
{
    private const int ReserveMapStart = (HeaderSize + ReserveEntrySize - 1) / ReserveEntrySize * ReserveEntrySize;

    private readonly Memory<byte> _buffer;
    private State _state = State.NotCreated;
    private int _structureOffset;
    private int _structureSize;
    private int _stringsSize;

    /// <summary>A writer that has written nothing yet.</summary>
    /// <param name="buffer">Where the tree goes; its length is what fits.</param>
    public FdtWriter(Memory<byte> buffer) => _buffer = buffer;

    private enum State
    {
        NotCreated,
        ReserveMap,
        Structure,
        Complete,
    }

    private Span<byte> Bytes => _buffer.Span;

    private int StructureEnd => _structureOffset + _structureSize;

    /// <summary>Zeroes the buffer and begins a tree, in any state: a tree under way is lost
    /// (<c>fdt_create</c>).</summary>
    /// <returns><see cref="FdtError.NoSpace"/>, with nothing changed, if the buffer has fewer than 48 bytes.</returns>
    public FdtError Create()
    {
        if (_buffer.Length < ReserveMapStart)
            return FdtError.NoSpace;
        Bytes.Clear();
        _state = State.ReserveMap;
        _structureOffset = ReserveMapStart;
        _structureSize = 0;
        _stringsSize = 0;
        WriteWord(Bytes, MagicAt, UnfinishedMagic);
        WriteWord(Bytes, TotalSizeAt, (uint)_buffer.Length);
        WriteWord(Bytes, VersionAt, WrittenVersion);
        WriteWord(Bytes, OffsetOfReserveMapAt, ReserveMapStart);
        WriteWord(Bytes, OffsetOfStructureAt, (uint)_structureOffset);
        return FdtError.None;
    }

    /// <summary>Adds a range of reserved memory (<c>fdt_add_reservemap_entry</c>).</summary>
    /// <param name="address">First byte of the range.</param>
    /// <param name="size">Its bytes; 0 ends the map for every reader.</param>
    /// <returns><see cref="FdtError.NoSpace"/>, with nothing changed, if 16 bytes do not fit.</returns>
    public FdtError AddReserveMapEntry(ulong address, ulong size)
    {
        if (Refusal(State.ReserveMap) is var refusal and not FdtError.None)
            return refusal;
        if (_structureOffset > _buffer.Length - ReserveEntrySize)
            return FdtError.NoSpace;
        BinaryPrimitives.WriteUInt64BigEndian(Bytes[_structureOffset..], address);
        BinaryPrimitives.WriteUInt64BigEndian(Bytes[(_structureOffset + sizeof(ulong))..], size);
        _structureOffset += ReserveEntrySize;
        WriteWord(Bytes, OffsetOfStructureAt, (uint)_structureOffset);
        return FdtError.None;
    }

    /// <summary>Ends the map of reserved memory; nodes may follow (<c>fdt_finish_reservemap</c>).</summary>
    /// <returns><see cref="FdtError.NoSpace"/>, with nothing changed, if 16 bytes do not fit.</returns>
    public FdtError FinishReserveMap()
    {
        FdtError error = AddReserveMapEntry(0, 0);
        if (error != FdtError.None)
            return error;
        WriteWord(Bytes, OffsetOfStringsAt, (uint)_buffer.Length);
        _state = State.Structure;
        return FdtError.None;
    }

    /// <summary>Opens a node (<c>fdt_begin_node</c>).</summary>
    /// <param name="name">Its name, a unit address included; empty for the root.</param>
    /// <returns><see cref="FdtError.NoSpace"/>, with nothing changed, if it does not fit.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a NUL.</exception>
    public FdtError BeginNode(ReadOnlySpan<byte> name)
    {
        RefuseNul(name, nameof(name));
        if (Refusal(State.Structure) is var refusal and not FdtError.None)
            return refusal;
        if (!TryGrab(FdtTag.BeginNode, TagSize + (long)name.Length + 1, out int at))
            return FdtError.NoSpace;
        name.CopyTo(Bytes[(at + TagSize)..]);
        Bytes[at + TagSize + name.Length] = 0;
        return FdtError.None;
    }

    /// <summary>Closes the node opened last (<c>fdt_end_node</c>).</summary>
    /// <returns><see cref="FdtError.NoSpace"/>, with nothing changed, if 4 bytes do not fit.</returns>
    public FdtError EndNode()
    {
        if (Refusal(State.Structure) is var refusal and not FdtError.None)
            return refusal;
        return TryGrab(FdtTag.EndNode, TagSize, out _) ? FdtError.None : FdtError.NoSpace;
    }

    /// <summary>Adds a property to the node opened last (<c>fdt_property</c>).</summary>
    /// <param name="name">Its name; empty is allowed.</param>
    /// <param name="value">Its value, any bytes or none, stored as they are.</param>
    /// <returns><see cref="FdtError.NoSpace"/> if name or value do not fit; the tree is as before then, though bytes in
    /// the unused middle of the buffer may have been written.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a NUL.</exception>
    public FdtError Property(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        RefuseNul(name, nameof(name));
        if (Refusal(State.Structure) is var refusal and not FdtError.None)
            return refusal;
        int stringsSizeBefore = _stringsSize;
        if (!TryFindOrAddString(name, out int nameFromEnd))
            return FdtError.NoSpace;
        if (!TryGrab(FdtTag.Property, PropertyHeadSize + (long)value.Length, out int at))
        {
            SetStringsSize(stringsSizeBefore);
            return FdtError.NoSpace;
        }
        WriteWord(Bytes, at + TagSize, (uint)value.Length);
        WriteWord(Bytes, at + TagSize + sizeof(uint), unchecked((uint)-nameFromEnd));
        value.CopyTo(Bytes[(at + PropertyHeadSize)..]);
        return FdtError.None;
    }

    /// <summary>Adds a property whose value is <paramref name="text"/> and a NUL
    /// (<c>fdt_property_string</c>).</summary>
    /// <returns>As <see cref="Property"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="text"/> holds a NUL.</exception>
    public FdtError PropertyString(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        RefuseNul(text, nameof(text));
        return Property(name, [.. text, 0]);
    }

    /// <summary>Adds a property of 4 bytes, big-endian (<c>fdt_property_u32</c>).</summary>
    /// <returns>As <see cref="Property"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a NUL.</exception>
    public FdtError PropertyU32(ReadOnlySpan<byte> name, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Property(name, bytes);
    }

    /// <summary>Adds a property of 8 bytes, big-endian (<c>fdt_property_u64</c>).</summary>
    /// <returns>As <see cref="Property"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds a NUL.</exception>
    public FdtError PropertyU64(ReadOnlySpan<byte> name, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return Property(name, bytes);
    }

    /// <summary>Ends the tree: closes the structure, moves the property names behind it and makes the header that of a
    /// complete tree (<c>fdt_finish</c>).</summary>
    /// <returns><see cref="FdtError.NoSpace"/>, with nothing changed, if 4 bytes do not fit.</returns>
    public FdtError Finish()
    {
        if (Refusal(State.Structure) is var refusal and not FdtError.None)
            return refusal;
        if (!TryGrab(FdtTag.End, TagSize, out _))
            return FdtError.NoSpace;

        Bytes[^_stringsSize..].CopyTo(Bytes[StructureEnd..]);
        WriteWord(Bytes, OffsetOfStringsAt, (uint)StructureEnd);
        CountNamesFromStart();
        WriteWord(Bytes, TotalSizeAt, (uint)(StructureEnd + _stringsSize));
        WriteWord(Bytes, LastCompatibleVersionAt, WrittenLastCompatibleVersion);
        WriteWord(Bytes, MagicAt, Magic);
        _state = State.Complete;
        return FdtError.None;
    }

    private static void RefuseNul(ReadOnlySpan<byte> text, string parameter)
    {
        if (text.Contains((byte)0))
            throw new ArgumentException("a C string cannot hold a NUL", parameter);
    }

    private FdtError Refusal(State needed)
    {
        if (_state == State.NotCreated)
            return FdtError.BadMagic;
        return _state == needed ? FdtError.None : FdtError.BadState;
    }

    // Appends a tag and room for what belongs to it, rounded up to 4 bytes (fdt_grab_space_). Bytes of the room keep
    // what they hold.
    private bool TryGrab(FdtTag tag, long size, out int at)
    {
        at = StructureEnd;
        long aligned = (size + TagSize - 1) & ~(TagSize - 1L);
        if (at + aligned > _buffer.Length - _stringsSize)
            return false;
        _structureSize += (int)aligned;
        WriteWord(Bytes, SizeOfStructureAt, (uint)_structureSize);
        WriteWord(Bytes, at, (uint)tag);
        return true;
    }

    // fdt_find_add_string_: the first place in the table where the name and a NUL stand, else a new place before it.
    private bool TryFindOrAddString(ReadOnlySpan<byte> name, out int fromEnd)
    {
        ReadOnlySpan<byte> terminated = [.. name, 0];
        int found = Bytes[^_stringsSize..].IndexOf(terminated);
        fromEnd = found >= 0 ? _stringsSize - found : _stringsSize + terminated.Length;
        if (found >= 0)
            return true;
        if (_buffer.Length - fromEnd < StructureEnd)
            return false;
        terminated.CopyTo(Bytes[^fromEnd..]);
        SetStringsSize(fromEnd);
        return true;
    }

    private void SetStringsSize(int size)
    {
        _stringsSize = size;
        WriteWord(Bytes, SizeOfStringsAt, (uint)size);
    }

    // During the write a property's name is counted back from the end of the table, afterwards from its start.
    private void CountNamesFromStart()
    {
        var structure = new FdtStructure(_buffer.Slice(_structureOffset, _structureSize));
        for (int offset = 0; structure.Next(offset, out FdtTag tag, out int next) == FdtError.None; offset = next)
        {
            if (tag != FdtTag.Property)
                continue;
            uint fromStart = unchecked(structure.NameOffsetOf(offset) + (uint)_stringsSize);
            WriteWord(Bytes, _structureOffset + offset + TagSize + sizeof(uint), fromStart);
        }
    }
}
