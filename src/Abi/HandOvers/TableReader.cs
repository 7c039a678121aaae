namespace LuoVerified.Abi.HandOvers;

/// <summary>Reads the entries of tables. Each table must lie in the bytes.</summary>
internal static class TableReader
{
    /// <summary>Reads the block of sessions of a tree.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="offset">Where the block is.</param>
    /// <param name="layout"><see cref="Layouts.SessionsV1"/> or <see cref="Layouts.SessionsV2"/>.</param>
    public static void SessionBlock(Scribe scribe, long offset, TableLayout layout)
    {
        scribe.Note(offset, layout.Size, layout.Name, "", $"{layout.Capacity} entries of {layout.EntrySize} bytes fit");
        scribe.Depth++;
        ulong count = SessionCount(scribe, offset);
        var names = new Dictionary<ByteString, long>();
        int within = Within(scribe, offset, count, layout);
        for (int i = 0; i < within; i++)
            Session(scribe, offset, layout, i, names, ReadFileArea);
        scribe.Depth--;
    }

    /// <summary>Reads the header of such a block.</summary>
    /// <returns>How many sessions it says.</returns>
    public static ulong SessionCount(Scribe scribe, long offset) =>
        scribe.U64(offset + SessionBlockLayout.CountOffset, "count", "sessions in use");

    /// <summary>Reads an entry of a session and the files that it leads to.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="table">Where the table is.</param>
    /// <param name="layout">Its layout; an entry of 64 bytes has no files.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="names">The names before it, and where they are.</param>
    /// <param name="files">Reads files: from an address that stands at an offset, so many of them.</param>
    public static void Session(
        Scribe scribe, long table, TableLayout layout, int entry, Dictionary<ByteString, long> names,
        Action<Scribe, ulong, long, ulong, List<PreservedFile>> files)
    {
        long offset = table + layout.EntryOffset(entry);
        ByteString name = scribe.Name(offset, Limits.SessionNameLength, $"session[{entry}].name");
        if (!names.TryAdd(name, offset))
            scribe.Fault(offset, $"session[{entry}].name {name} is that of the entry at byte {names[name]}");
        ulong count = 0;
        var read = new List<PreservedFile>();
        if (layout.EntrySize > Limits.SessionNameLength)
        {
            long filesAt = offset + Layouts.SessionFilesOffset;
            ulong address = scribe.Address(filesAt, $"session[{entry}].files", "physical address of its files; 0, none");
            count = scribe.U64(filesAt + sizeof(ulong), $"session[{entry}].count", "how many files");
            if ((address == 0) != (count == 0))
                scribe.Fault(filesAt, $"session[{entry}] has {count} files at address {Text.Address(address)}");
            else if (address != 0)
                files(scribe, address, filesAt, count, read);
            FaultEqualTokens(scribe, filesAt, read);
        }

        scribe.Sessions.Add(new PreservedSession(name, count, read));
    }

    /// <summary>Reads an entry of a file.</summary>
    /// <returns>What it says.</returns>
    public static PreservedFile File(Scribe scribe, long table, TableLayout layout, int entry)
    {
        long offset = table + layout.EntryOffset(entry), data = offset + Layouts.HandlerDataOffset;
        return new PreservedFile(
            scribe.Name(offset, Layouts.HandlerNameLength, $"file[{entry}].compatible"),
            scribe.U64(data, $"file[{entry}].data", "the handler's own"),
            scribe.U64(data + sizeof(ulong), $"file[{entry}].token", "given by user space"));
    }

    /// <summary>Reads the page of what is bound to files.</summary>
    public static void FlbPage(Scribe scribe, long offset)
    {
        TableLayout layout = Layouts.Flbs;
        scribe.Note(offset, layout.Size, layout.Name, "", $"{layout.Capacity} entries of {layout.EntrySize} bytes fit");
        scribe.Depth++;
        ulong pages = scribe.U64(offset, "pgcnt", "pages, this one included");
        if (pages != 1)
            scribe.Fault(offset, $"pgcnt {pages}, not 1");
        long countAt = offset + sizeof(ulong);
        ulong count = scribe.U64(countAt, "count", "entries in use");
        var names = new Dictionary<ByteString, long>();
        int within = Within(scribe, countAt, count, layout);
        for (int i = 0; i < within; i++)
        {
            long entry = offset + layout.EntryOffset(i), data = entry + Layouts.HandlerDataOffset;
            var flb = new PreservedFlb(
                scribe.Name(entry, Layouts.HandlerNameLength, $"flb[{i}].name"),
                scribe.U64(data, $"flb[{i}].data", "the handler's own"),
                scribe.U64(data + sizeof(ulong), $"flb[{i}].count", "files that need it"));
            if (!names.TryAdd(flb.Name, entry))
                scribe.Fault(entry, $"flb[{i}].name {flb.Name} is that of the entry at byte {names[flb.Name]}");
            if (flb.Count == 0)
                scribe.Fault(data + sizeof(ulong), $"flb[{i}].count is 0: only what a file needs is handed over");
            scribe.Flbs.Add(flb);
        }

        scribe.Depth--;
    }

    /// <summary>Faults a count that does not fit.</summary>
    /// <returns>The entries that can be read.</returns>
    public static int Within(Scribe scribe, long countAt, ulong count, TableLayout layout)
    {
        if (count <= (ulong)layout.Capacity)
            return (int)count;
        scribe.Fault(countAt, $"count {count}, at most {layout.Capacity} fit in the {layout.Name}");
        return layout.Capacity;
    }

    /// <summary>Reads files of <c>luo-session-v2</c>, which lie in one area without a header.</summary>
    /// <param name="scribe">Takes what is found.</param>
    /// <param name="offset">Where the area is.</param>
    /// <param name="count">How many files, as the session says.</param>
    /// <param name="countAt">Where it says so.</param>
    /// <param name="read">Takes the files.</param>
    public static void FileArea(Scribe scribe, long offset, ulong count, long countAt, List<PreservedFile> read)
    {
        TableLayout layout = Layouts.FilesV2;
        scribe.Depth++;
        scribe.Note(offset, layout.Size, layout.Name, "", $"{layout.Capacity} entries of {layout.EntrySize} bytes fit");
        scribe.Depth++;
        int within = Within(scribe, countAt, count, layout);
        for (int i = 0; i < within; i++)
            read.Add(File(scribe, offset, layout, i));
        scribe.Depth -= 2;
    }

    private static void ReadFileArea(Scribe scribe, ulong address, long addressAt, ulong count, List<PreservedFile> read)
    {
        if (scribe.TryFollow(address, Layouts.FilesV2.Size, Layouts.FilesV2.Name, addressAt, out long offset))
            FileArea(scribe, offset, count, addressAt + sizeof(ulong), read);
        else
            Within(scribe, addressAt + sizeof(ulong), count, Layouts.FilesV2);
    }

    private static void FaultEqualTokens(Scribe scribe, long at, List<PreservedFile> files)
    {
        var tokens = new HashSet<ulong>();
        for (int i = 0; i < files.Count; i++)
        {
            if (!tokens.Add(files[i].Token))
                scribe.Fault(at, $"the files of this session have token {files[i].Token} twice; again at file {i}");
        }
    }
}
