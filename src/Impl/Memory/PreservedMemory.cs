using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Memory;

/// <summary>The memory that a kexec carries into the next kernel (KHO), and the check on its use.</summary>
/// <remarks>Addresses are a pure function of the order of allocations. A gap of one page follows each block, so that an
/// access past the end of one never falls into the next.</remarks>
[Unwatched]
public sealed class PreservedMemory : IDisposable
{
    private const ulong FirstAddress = 0x1_0000_0000;
    private const int BlockHead = 17;

    private readonly Machine _machine;
    private readonly List<PreservedBlock> _blocks = [];
    private readonly PagePool _pages;
    private readonly List<PreservedBlock> _taken = [];
    private ulong _next = FirstAddress;

    internal PreservedMemory(Machine machine, PagePool pages)
    {
        _machine = machine;
        _pages = pages;
    }

    /// <summary>The blocks that are not freed, in order of allocation.</summary>
    public IEnumerable<PreservedBlock> Live => _blocks.Where(block => block.State != BlockState.Freed);

    /// <summary><c>kho_alloc_preserve</c>: allocates zeroed whole pages that survive a kexec.</summary>
    /// <param name="size">The size in bytes, 1 and up; rounded up to whole pages.</param>
    /// <param name="address">The physical address; 0 if the allocation fails.</param>
    /// <returns>False if the allocation fails, always for more than <see cref="Limits.LargestAllocation"/>.</returns>
    public bool TryAllocPreserve(int size, out ulong address)
    {
        address = 0;
        if (size > Limits.LargestAllocation || _machine.Control.Refuses(FaultSites.PreservedMemory))
        {
            return false;
        }

        int bytes = (size + Limits.PageSize - 1) / Limits.PageSize * Limits.PageSize;
        address = _next;
        _next += (ulong)bytes + Limits.PageSize;
        Add(address, bytes);
        return true;
    }

    /// <summary><c>kho_unpreserve_free</c>: undoes <see cref="TryAllocPreserve"/> in the same kernel; one step.</summary>
    /// <param name="address">As it was given out.</param>
    public void UnpreserveFree(ulong address) => Free(address, BlockState.Preserved, "kho_unpreserve_free");

    /// <summary><c>kho_restore_free</c>: gives back memory that the previous kernel handed over; one step.</summary>
    /// <param name="address">As it was handed over.</param>
    public void RestoreFree(ulong address) => Free(address, BlockState.HandedOver, "kho_restore_free");

    /// <summary>Whether the previous kernel handed over a block here, large enough, that is not given back yet.</summary>
    /// <param name="address">The physical address of the block.</param>
    /// <param name="size">The size that is wanted, in bytes.</param>
    /// <returns>True if it did.</returns>
    public bool IsHandedOver(ulong address, int size) =>
        _blocks.Exists(b => b.Address == address && b.Size >= size && b.State == BlockState.HandedOver);

    /// <summary>Reads: one step.</summary>
    /// <param name="address">The physical address of the first byte.</param>
    /// <param name="length">How many bytes, 0 and up.</param>
    /// <returns>The bytes in place.</returns>
    public ReadOnlyMemory<byte> Read(ulong address, int length) => Access(StepKind.Read, address, length);

    /// <summary>Reads a block, however large it is: one step.</summary>
    /// <param name="address">The physical address of the block.</param>
    /// <returns>The bytes in place.</returns>
    public ReadOnlyMemory<byte> ReadWhole(ulong address) => Read(address, Find(address, "read").Size);

    /// <summary>Reads as the C string functions do: no byte behind the first NUL is touched; one step.</summary>
    /// <param name="address">The physical address of the first byte.</param>
    /// <param name="limit">How many bytes at the most, 1 and up.</param>
    /// <returns>The bytes in place up to the NUL and with it, or <paramref name="limit"/> bytes.</returns>
    public ReadOnlyMemory<byte> ReadString(ulong address, int limit)
    {
        PreservedBlock block = Find(address, "read");
        ulong offset = Math.Min(address - block.Address, (ulong)block.Size);
        ReadOnlySpan<byte> rest = block.Bytes.AsSpan((int)offset);
        int nul = rest[..Math.Min(limit, rest.Length)].IndexOf((byte)0);
        return Read(address, nul < 0 ? limit : nul + 1);
    }

    /// <summary>Writes: one step. The caller fills in the bytes before its next step.</summary>
    /// <param name="address">The physical address of the first byte.</param>
    /// <param name="length">How many bytes, 0 and up.</param>
    /// <returns>The bytes in place.</returns>
    public Memory<byte> Write(ulong address, int length) => Access(StepKind.Write, address, length);

    /// <summary>The bytes of a block, seen by the checker: not a step, and no check is made on its life.</summary>
    /// <param name="address">The physical address of the block.</param>
    /// <returns>The bytes in place, or none if no block starts there.</returns>
    public ReadOnlyMemory<byte> Observe(ulong address) => Find(address) is { } block ? block.Bytes : default;

    /// <summary>The bytes of a block, to be changed by the checker: not a step, and no check is made on its life.</summary>
    /// <param name="address">The physical address of the block.</param>
    /// <returns>The bytes in place, or none if no block starts there.</returns>
    public Memory<byte> Tamper(ulong address) => Find(address) is { } block ? Reach(block, 0, block.Size) : default;

    /// <summary>All that is in the memory: the address of the next allocation (8 bytes), then for each block since the last
    /// kexec, freed ones included, its address (8), its size (4), its state (1), and how many bytes up to the last that is
    /// not 0 (4) follow. Not a step; nobody may hold bytes that he was let near before.</summary>
    /// <returns>A copy.</returns>
    public ByteString Image()
    {
        byte[] image = new byte[sizeof(ulong) + _blocks.Sum(block => BlockHead + block.Trim())];
        BinaryPrimitives.WriteUInt64LittleEndian(image, _next);
        Span<byte> rest = image.AsSpan(sizeof(ulong));
        foreach (PreservedBlock block in _blocks)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, block.Address);
            BinaryPrimitives.WriteInt32LittleEndian(rest[8..], block.Size);
            rest[12] = (byte)block.State;
            BinaryPrimitives.WriteInt32LittleEndian(rest[13..], block.Touched);
            block.Bytes.AsSpan(0, block.Touched).CopyTo(rest[BlockHead..]);
            rest = rest[(BlockHead + block.Touched)..];
        }

        return new ByteString(image);
    }

    /// <summary>Makes this memory, in which nothing was allocated yet, the one that an image was taken of.</summary>
    /// <param name="image">What <see cref="Image"/> answered.</param>
    public void Load(ByteString image)
    {
        ReadOnlySpan<byte> rest = image.Span;
        _next = BinaryPrimitives.ReadUInt64LittleEndian(rest);
        for (rest = rest[8..]; !rest.IsEmpty;)
        {
            ReadOnlySpan<byte> head = rest[..BlockHead];
            int length = BinaryPrimitives.ReadInt32LittleEndian(head[13..]);
            PreservedBlock block = Add(BinaryPrimitives.ReadUInt64LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head[8..]));
            block.State = (BlockState)head[12];
            rest.Slice(BlockHead, length).CopyTo(Reach(block, 0, length).Span);
            rest = rest[(BlockHead + length)..];
        }
    }

    /// <summary>Gives the bytes back to the pool; nothing may touch this memory any more.</summary>
    public void Dispose()
    {
        _taken.ForEach(block => _pages.PutBack(block.Bytes, block.Touched));
        _taken.Clear();
    }

    /// <summary>The kexec: what was preserved is now handed over; what the old kernel had been handed over and never gave
    /// back is ordinary memory again.</summary>
    internal void HandOver()
    {
        foreach (PreservedBlock block in Live.ToList())
        {
            block.State = block.State == BlockState.Preserved ? BlockState.HandedOver : BlockState.Freed;
        }

        _blocks.RemoveAll(block => block.State == BlockState.Freed);
    }

    private Memory<byte> Access(StepKind kind, ulong address, int length)
    {
        PreservedBlock block = Find(address, kind == StepKind.Read ? "read" : "write");
        var step = new Step(kind, block);
        _machine.Platform.Before(step);
        ulong offset = address - block.Address;
        block.Accessed = (offset, length);
        if (block.State == BlockState.Freed)
        {
            _machine.Control.Violation(RuntimeChecks.UseAfterFree, $"{block.Label} is used after it was freed");
        }

        if (offset + (ulong)length > (ulong)block.Size)
        {
            _machine.Control.Violation(
                RuntimeChecks.OutOfBounds,
                $"{length} bytes at offset {offset} of {block.Label}, which has {block.Size} bytes");
        }

        _machine.Platform.After(step);
        return kind == StepKind.Write ? Reach(block, (int)offset, length) : block.Bytes.AsMemory((int)offset, length);
    }

    private PreservedBlock? Find(ulong address) => LastUpTo(address) is { } block && block.Address == address ? block : null;

    /// <summary>The block that begins at an address, or else the last one before it.</summary>
    private PreservedBlock? LastUpTo(ulong address)
    {
        // invariant: blocks are in order of their addresses. Those before first begin at or below the address, those from end on above it.
        int first = 0;
        int end = _blocks.Count;
        while (first < end)
        {
            int middle = (first + end) / 2;
            (first, end) = _blocks[middle].Address > address ? (first, middle) : (middle + 1, end);
        }

        return first == 0 ? null : _blocks[first - 1];
    }

    private static Memory<byte> Reach(PreservedBlock block, int offset, int length)
    {
        block.Touched = Math.Max(block.Touched, offset + length);
        return block.Bytes.AsMemory(offset, length);
    }

    private PreservedBlock Add(ulong address, int size)
    {
        var block = new PreservedBlock(_machine.Platform, address, _pages.Take(size));
        _taken.Add(block);
        _blocks.Add(block);
        return block;
    }

    private void Free(ulong address, BlockState expected, string call)
    {
        PreservedBlock block = Find(address, call);
        var step = new Step(StepKind.Free, block);
        _machine.Platform.Before(step);
        if (block.State == BlockState.Freed)
        {
            _machine.Control.Violation(RuntimeChecks.DoubleFree, $"{call}: {block.Label} is freed twice");
        }

        if (block.State != expected || block.Address != address)
        {
            _machine.Control.Violation(
                RuntimeChecks.NotPreserved, $"{call}(0x{address:x}): {block.Label} is {block.State}");
        }

        block.State = BlockState.Freed;
        _machine.Platform.After(step);
    }

    /// <summary>The block that a pointer came from: the last one that starts at or below it.</summary>
    private PreservedBlock Find(ulong address, string call)
    {
        if (address < Limits.PageSize)
        {
            _machine.Control.Violation(RuntimeChecks.NullDereference, $"{call} at 0x{address:x}");
        }

        PreservedBlock? block = LastUpTo(address);
        if (block is null)
        {
            _machine.Control.Violation(RuntimeChecks.OutOfBounds, $"{call} at 0x{address:x}, where nothing was allocated");
        }

        return block;
    }
}
