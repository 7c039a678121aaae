using LuoVerified.Abi.Blocks;

namespace LuoVerified.Abi.HandOvers;

/// <summary><c>luo-v5</c>: <see cref="LuoSer"/> and chains of blocks. Every other <c>luo-v</c> that is no tree is refused by its
/// name.</summary>
internal sealed class BlockFormat : IHandOverFormat
{
    private const int NameLength = 8;

    public string Name { get; } = Text.Name(LuoSer.Compatible);

    public bool HasFiles => true;

    public Recognition Recognize(ReadOnlyMemory<byte> root) =>
        LuoSer.IsCompatible(root.Span) ? Recognition.Yes
        : root.Span.StartsWith("luo-v"u8) ? Recognition.Kin
        : Recognition.No;

    public Inspection Read(ReadOnlyMemory<byte> bytes, int root, ulong? firstAddress)
    {
        var scribe = new Scribe(bytes, firstAddress);
        ReadOnlySpan<byte> ser = bytes.Span[root..];
        ReadOnlySpan<byte> found = ser[..Math.Min(ser.Length, NameLength)];
        scribe.Compatible(Text.Name(found) is { Length: > 0 } ? found[..Math.Max(found.IndexOf((byte)0), 0)] : found);
        scribe.Note(root, Math.Min(ser.Length, LuoSer.Size), "luo_ser", "", "the root");
        scribe.Depth++;
        scribe.Note(root, found.Length, "compatible", Text.Name(found), "the version");
        if (LuoSer.TryRead(ser, out _) is { } problem)
        {
            scribe.Fault(root, problem);
        }
        else
        {
            scribe.Claim(root, LuoSer.Size, "luo_ser", root);
            (scribe.Number, ulong sessions, ulong flbs) = Numbers(scribe, root);
            ChainReader.Sessions(scribe, sessions, root + 16);
            if (flbs != 0 && scribe.TryFollow(flbs, Layouts.Flbs.Size, Layouts.Flbs.Name, root + 24, out long page))
                TableReader.FlbPage(scribe, page);
        }

        return scribe.Finish("luo_ser, the root of luo-v5");
    }

    /// <summary>Reads the numbers of the root.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="root">Where the root is; all of it lies in the bytes.</param>
    /// <returns>What they say.</returns>
    public static (ulong Number, ulong Sessions, ulong Flbs) Numbers(Scribe scribe, long root) => (
        scribe.U64(root + LuoSer.NumberOffset, "liveupdate_num", "live updates up to the one that was prepared"),
        scribe.Address(root + LuoSer.SessionsAddressOffset, "sessions_pa", "physical address of the first block of sessions; 0, none"),
        scribe.Address(root + LuoSer.FlbsAddressOffset, "flbs_pa", "physical address of what is bound to files; 0, none"));

    public byte[] Write(HandOver content, ulong address)
    {
        ContentCheck.Require(content, address, this, int.MaxValue, int.MaxValue);
        var image = new Image(address);
        long root = image.Take(Limits.PageSize);
        ulong sessions = Chain(image, Layouts.SessionsV5, content.Sessions.Count, out long[] blocks);
        for (int i = 0; i < content.Sessions.Count; i++)
        {
            PreservedSession session = content.Sessions[i];
            ulong files = Chain(image, Layouts.FilesV5, session.Files.Count, out long[] fileBlocks);
            for (int j = 0; j < session.Files.Count; j++)
                image.File(Place(Layouts.FilesV5, fileBlocks, j), session.Files[j]);
            image.Session(Place(Layouts.SessionsV5, blocks, i), session.Name);
            image.SessionFiles(Place(Layouts.SessionsV5, blocks, i), files, session.Files.Count);
        }

        ulong flbs = content.Flbs.Count == 0 ? 0 : image.Flbs(content.Flbs);
        var ser = new byte[LuoSer.Size];
        new LuoSer(content.Number, sessions, flbs).Write(ser);
        image.Put(root, ser);
        return image.ToArray();
    }

    private static long Place(TableLayout layout, long[] blocks, int entry) =>
        blocks[entry / layout.Capacity] + layout.EntryOffset(entry % layout.Capacity);

    private static ulong Chain(Image image, TableLayout layout, int count, out long[] blocks)
    {
        blocks = new long[(count + layout.Capacity - 1) / layout.Capacity];
        if (blocks.Length > KhoBlock.MaxBlocks)
            throw new ArgumentException($"{count} entries, at most {KhoBlock.MaxBlocks * layout.Capacity} fit", nameof(count));
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = image.Take(layout.Size);
        for (int i = 0; i < blocks.Length; i++)
        {
            image.U64(blocks[i] + KhoBlock.NextOffset, i + 1 < blocks.Length ? image.AddressOf(blocks[i + 1]) : 0);
            image.U64(blocks[i] + KhoBlock.CountOffset, (ulong)Math.Min(layout.Capacity, count - (i * layout.Capacity)));
        }

        return blocks.Length == 0 ? 0 : image.AddressOf(blocks[0]);
    }
}
