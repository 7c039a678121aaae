using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Core.Watching;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>struct kho_block_set</c>: a chain of preserved pages. Function by function after <c>kho_block.c</c>; guarded by
/// whatever guards the set.</summary>
/// <remarks>The small object beside each page (<c>struct kho_block</c>) is never refused by itself: memory for a page is.</remarks>
/// <param name="platform">What the kernel gives it.</param>
/// <param name="entriesPerBlock">How many entries a block holds.</param>
/// <param name="layout">Where they lie; there are no more of them than fit.</param>
internal sealed class KhoBlockSet(KernelPlatform platform, int entriesPerBlock, TableLayout layout)
{
    private readonly List<ulong> _blocks = [];
    private bool _incoming;

    /// <summary>The physical address of the first block; 0 if there is none.</summary>
    public ulong HeadPa => _blocks.Count == 0 ? 0 : _blocks[0];

    /// <summary>For <see cref="ISessionService.Inspect"/>.</summary>
    [Unwatched]
    public IReadOnlyList<ulong> Observed => [.. _blocks];

    private PreservedMemory Memory => platform.Memory;

    /// <summary><c>kho_block_set_grow</c>: makes room for so many entries. What an error has added is taken back.</summary>
    /// <returns>ENOMEM, no memory to preserve; ENOSPC, 10,000 blocks.</returns>
    public Errno Grow(long count)
    {
        int before = _blocks.Count;
        while (count > (long)_blocks.Count * entriesPerBlock)
        {
            Errno err = GrowOne();
            if (err != Errno.Ok)
            {
                while (_blocks.Count > before)
                {
                    ShrinkOne();
                }

                return err;
            }
        }

        return Errno.Ok;
    }

    /// <summary><c>kho_block_set_shrink</c>: drops the last block for as long as those before it suffice.</summary>
    public void Shrink(long count)
    {
        while (_blocks.Count > 0 && count <= (long)(_blocks.Count - 1) * entriesPerBlock)
        {
            ShrinkOne();
        }
    }

    /// <summary><c>kho_block_set_restore</c>: takes over the chain of the previous kernel.</summary>
    /// <returns>EINVAL: a cycle, too many blocks, or a block without entries or with more than fit; the whole chain is given back
    /// then.</returns>
    public Errno Restore(ulong headPa)
    {
        _incoming = true;
        if (headPa == 0)
        {
            return Errno.Ok;
        }

        if (IsCyclic(headPa))
        {
            return Errno.EINVAL;
        }

        ulong next = headPa;
        while (next != 0)
        {
            ulong count = ReadU64(next + KhoBlock.CountOffset);
            Errno err = count == 0 || count > (ulong)entriesPerBlock ? Errno.EINVAL : Add(next);
            if (err != Errno.Ok)
            {
                Destroy();
                while (next != 0)
                {
                    ulong rest = next;
                    next = ReadU64(rest + KhoBlock.NextOffset);
                    FreeSer(rest);
                }

                return err;
            }

            next = ReadU64(next + KhoBlock.NextOffset);
        }

        return Errno.Ok;
    }

    /// <summary><c>kho_block_set_destroy</c>.</summary>
    public void Destroy()
    {
        while (_blocks.Count > 0)
        {
            ulong first = _blocks[0];
            _blocks.RemoveAt(0);
            FreeSer(first);
        }
    }

    /// <summary><c>kho_block_set_it_reserve_entry</c>: the places for entries, in order. To take one sets the count of its block to
    /// the entries taken in it so far.</summary>
    /// <returns>The physical address of each entry; they end where the blocks do.</returns>
    public IEnumerable<ulong> ReserveEntries()
    {
        foreach (ulong block in _blocks)
        {
            for (int i = 0; i < entriesPerBlock; i++)
            {
                WriteU64(block + KhoBlock.CountOffset, (ulong)i + 1);
                yield return block + (ulong)layout.EntryOffset(i);
            }
        }
    }

    /// <summary><c>kho_block_set_clear</c>: no entry is in use any more, and their bytes are 0.</summary>
    public void Clear()
    {
        foreach (ulong block in _blocks)
        {
            Memory.Write(block + KhoBlock.CountOffset, KhoBlock.Size - KhoBlock.CountOffset).Span.Clear();
        }
    }

    /// <summary><c>kho_block_set_it_read_entry</c>: the entries of a chain that was taken over, in order.</summary>
    /// <returns>The physical address of each.</returns>
    public IEnumerable<ulong> ReadEntries()
    {
        foreach (ulong block in _blocks)
        {
            for (int i = 0; (ulong)i < ReadU64(block + KhoBlock.CountOffset); i++)
            {
                yield return block + (ulong)layout.EntryOffset(i);
            }
        }
    }

    private Errno GrowOne()
    {
        if (!Memory.TryAllocPreserve(KhoBlock.Size, out ulong ser))
        {
            return Errno.ENOMEM;
        }

        ulong last = _blocks.Count == 0 ? 0 : _blocks[^1];
        Errno err = Add(ser);
        if (err != Errno.Ok)
        {
            FreeSer(ser);
        }
        else if (last != 0)
        {
            WriteU64(last + KhoBlock.NextOffset, ser);
        }

        return err;
    }

    private void ShrinkOne()
    {
        ulong last = _blocks[^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        FreeSer(last);
        if (_blocks.Count > 0)
        {
            WriteU64(_blocks[^1] + KhoBlock.NextOffset, 0);
        }
    }

    private Errno Add(ulong ser)
    {
        if (_blocks.Count >= KhoBlock.MaxBlocks)
        {
            return Errno.ENOSPC;
        }

        _blocks.Add(ser);
        return Errno.Ok;
    }

    /// <summary><c>kho_block_set_is_cyclic</c>: Floyd's two pointers.</summary>
    private bool IsCyclic(ulong headPa)
    {
        ulong slow = headPa;
        ulong fast = headPa;
        for (int count = 0; count < KhoBlock.MaxBlocks; count++)
        {
            ulong second = ReadU64(fast + KhoBlock.NextOffset);
            fast = second == 0 ? 0 : ReadU64(second + KhoBlock.NextOffset);
            if (fast == 0)
            {
                return false;
            }

            slow = ReadU64(slow + KhoBlock.NextOffset);
            if (slow == fast)
            {
                return true;
            }
        }

        return true;
    }

    private void FreeSer(ulong ser)
    {
        if (_incoming)
        {
            Memory.RestoreFree(ser);
        }
        else
        {
            Memory.UnpreserveFree(ser);
        }
    }

    private ulong ReadU64(ulong address) => BinaryPrimitives.ReadUInt64LittleEndian(Memory.Read(address, sizeof(ulong)).Span);

    private void WriteU64(ulong address, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(Memory.Write(address, sizeof(ulong)).Span, value);
}
