using System.Buffers.Binary;

namespace LuoVerified.Abi.Blocks;

/// <summary>A chain of blocks that was read: its blocks and the names in it, or what is wrong.</summary>
/// <param name="Blocks">The physical addresses of the blocks, in order; those before the error if there is one.</param>
/// <param name="Names">The bytes of each name up to its NUL, whatever they are, in order; those before the error.</param>
/// <param name="Error">What is wrong and where, in one line; null if nothing is.</param>
public sealed record KhoBlockChain(IReadOnlyList<ulong> Blocks, IReadOnlyList<ByteString> Names, string? Error)
{
    /// <summary>Reads a chain out of memory that may hold anything, and refuses what <c>kho_block_set_restore</c> refuses: a
    /// cycle, more than 10,000 blocks, a count of 0 or above the capacity; and a block that is not there, at which a kernel would
    /// oops. Names are not judged.</summary>
    /// <param name="head">The physical address of the first block; 0 for an empty chain.</param>
    /// <param name="blockAt">The bytes of the block at a physical address; empty if there is none.</param>
    /// <param name="capacity">How many entries a block may have: 51, or fewer where less is used of each.</param>
    /// <returns>What was read.</returns>
    public static KhoBlockChain Read(ulong head, Func<ulong, ReadOnlyMemory<byte>> blockAt, int capacity = KhoBlock.Capacity)
    {
        ArgumentNullException.ThrowIfNull(blockAt);
        List<ulong> blocks = [];
        List<ByteString> names = [];
        for (ulong address = head; address != 0;)
        {
            ReadOnlySpan<byte> block = blockAt(address).Span;
            ulong count = block.Length < KhoBlock.Size ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(block[KhoBlock.CountOffset..]);
            string? error = block.Length < KhoBlock.Size ? $"there is no block of {KhoBlock.Size} bytes"
                : blocks.Contains(address) ? "the chain comes back to this block"
                : blocks.Count == KhoBlock.MaxBlocks ? $"more than {KhoBlock.MaxBlocks} blocks"
                : count == 0 || count > (ulong)capacity ? $"count {count} at byte {KhoBlock.CountOffset}, not 1 to {capacity}"
                : null;
            if (error is not null)
            {
                return new KhoBlockChain(blocks, names, $"block {blocks.Count} at 0x{address:x}: {error}");
            }

            blocks.Add(address);
            for (int i = 0; i < (int)count; i++)
            {
                ReadOnlySpan<byte> name = block.Slice(KhoBlock.EntryOffset(i), Limits.SessionNameLength);
                int nul = name.IndexOf((byte)0);
                names.Add(new ByteString(nul < 0 ? name : name[..nul]));
            }

            address = BinaryPrimitives.ReadUInt64LittleEndian(block[KhoBlock.NextOffset..]);
        }

        return new KhoBlockChain(blocks, names, null);
    }
}
