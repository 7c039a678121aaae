using LuoVerified.Abi.Blocks;

namespace LuoVerified.Abi.HandOvers;

/// <summary>Reads chains of blocks of <c>luo-v5</c> (<c>kho_block_set_restore</c>). A chain that is broken ends there; all
/// before it is read.</summary>
internal static class ChainReader
{
    /// <summary>Reads sessions, and their files.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="head">The address of the first block; 0, there is none.</param>
    /// <param name="headAt">Where that address stands.</param>
    public static void Sessions(Scribe scribe, ulong head, long headAt)
    {
        var names = new Dictionary<ByteString, long>();
        Read(scribe, head, headAt, Layouts.SessionsV5, (block, entry) =>
            TableReader.Session(scribe, block, Layouts.SessionsV5, entry, names, Files));
    }

    /// <summary>Reads one block whose next is not followed.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="offset">Where the block is.</param>
    /// <param name="layout"><see cref="Layouts.SessionsV5"/> or <see cref="Layouts.FilesV5"/>.</param>
    public static void OneBlock(Scribe scribe, long offset, TableLayout layout)
    {
        var names = new Dictionary<ByteString, long>();
        ulong next = Block(scribe, offset, layout, (block, entry) =>
        {
            if (layout == Layouts.FilesV5)
                TableReader.File(scribe, block, layout, entry);
            else
                TableReader.Session(scribe, block, layout, entry, names, (_, _, _, _, _) => { });
        });
        if (next % Limits.PageSize != 0)
            scribe.Fault(offset + KhoBlock.NextOffset, $"address {Text.Address(next)} of the next block is no multiple of {Limits.PageSize}");
    }

    /// <summary>Reads the header of a block.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="offset">Where the block is.</param>
    /// <returns>What it says.</returns>
    public static (ulong Next, ulong Count) Header(Scribe scribe, long offset) => (
        scribe.Address(offset + KhoBlock.NextOffset, "next", "physical address of the next block; 0, it is the last"),
        scribe.U64(offset + KhoBlock.CountOffset, "count", "entries in use in this block"));

    private static void Files(Scribe scribe, ulong head, long headAt, ulong count, List<PreservedFile> files)
    {
        scribe.Depth++;
        bool whole = Read(scribe, head, headAt, Layouts.FilesV5, (block, entry) =>
            files.Add(TableReader.File(scribe, block, Layouts.FilesV5, entry)));
        scribe.Depth--;
        if (whole && (ulong)files.Count != count)
            scribe.Fault(headAt + sizeof(ulong), $"count {count}, but there are {files.Count} files in the blocks");
    }

    // Whether the chain was read to its end.
    private static bool Read(Scribe scribe, ulong head, long headAt, TableLayout layout, Action<long, int> entry)
    {
        var blocks = new Dictionary<ulong, int>();
        long addressAt = headAt;
        for (ulong address = head; address != 0;)
        {
            if (blocks.TryGetValue(address, out int earlier))
            {
                scribe.Fault(addressAt, $"the chain comes back to block {earlier} at {Text.Address(address)}");
                return false;
            }

            if (blocks.Count == KhoBlock.MaxBlocks)
            {
                scribe.Fault(addressAt, $"the chain has more than {KhoBlock.MaxBlocks} blocks");
                return false;
            }

            if (!scribe.TryFollow(address, layout.Size, layout.Name, addressAt, out long offset))
                return false;
            blocks.Add(address, blocks.Count);
            address = Block(scribe, offset, layout, entry);
            addressAt = offset + KhoBlock.NextOffset;
        }

        return true;
    }

    private static ulong Block(Scribe scribe, long offset, TableLayout layout, Action<long, int> entry)
    {
        scribe.Note(offset, layout.Size, layout.Name, "", $"{layout.Capacity} entries of {layout.EntrySize} bytes fit");
        scribe.Depth++;
        (ulong next, ulong count) = Header(scribe, offset);
        long countAt = offset + KhoBlock.CountOffset;
        if (count == 0)
            scribe.Fault(countAt, "count 0: a kernel refuses a block without entries");
        int within = TableReader.Within(scribe, countAt, count, layout);
        for (int i = 0; i < within; i++)
            entry(offset, i);
        scribe.Depth--;
        return next;
    }
}
