using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Impl.Memory;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Images;

/// <summary><c>luo-v1</c>: a device tree that leads to one block.</summary>
internal sealed class DeviceTreeImage : HandOverImage
{
    private readonly PreservedMemory _memory;
    private readonly ulong _page;

    /// <summary>Where the tree says, which is not written again.</summary>
    private readonly ulong _block;

    /// <summary>The bytes that are in use in the block, as they were read last, and what they say.</summary>
    private byte[] _read = [];
    private IReadOnlyList<ByteString>? _names;

    public DeviceTreeImage(PreservedMemory memory, ulong page)
    {
        (_memory, _page) = (memory, page);
        LuoTreeResult tree = LuoTree.Read(memory.Observe(page));
        _block = tree.IsOk ? tree.SessionHeaderAddress : 0;
        Blocks = [_block];
    }

    public override IReadOnlyList<ulong> Blocks { get; }

    public override IReadOnlyList<ByteString>? Names
    {
        get
        {
            ReadOnlySpan<byte> block = _memory.Observe(_block).Span;
            ulong count = block.IsEmpty ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(block);
            if (count > Limits.SessionCapacity)
            {
                return null;
            }

            ReadOnlySpan<byte> used = block[..(Limits.SessionHeaderSize + ((int)count * Limits.SessionEntrySize))];
            if (!used.SequenceEqual(_read))
            {
                (_read, _names) = (used.ToArray(), NamesIn(used[Limits.SessionHeaderSize..]));
            }

            return _names;
        }
    }

    public override IReadOnlyList<AbiField> Fields(ulong address, int offset, int length) =>
        StructureFields.OfSessions(Layouts.SessionsV1, _memory.Observe(address), offset, length);

    public override IReadOnlyList<(ByteString Session, ulong Token, ulong Data)> Files
    {
        get
        {
            ReadOnlySpan<byte> block = _memory.Observe(_block).Span;
            ulong address = block.IsEmpty ? 0 : FileTable.ReadHead(block).Files;
            return Names is not { } names ? [] :
            [
                .. (FileTable.Read(_memory.Observe(address).Span) ?? []).Where(file => file.Session < (ulong)names.Count)
                    .Select(file => (names[(int)file.Session], file.Token, file.Data)),
            ];
        }
    }

    private protected override int FewestToCount => 0;

    private protected override Span<byte> Entry(int place) =>
        _memory.Tamper(_block).Span.Slice(SessionBlockLayout.EntryOffset(place), Limits.SessionEntrySize);

    private protected override void WriteCount(ulong count) =>
        BinaryPrimitives.WriteUInt64LittleEndian(_memory.Tamper(_block).Span, count);

    private protected override bool TryCorruptFiles(Corruption corruption, int sessions)
    {
        Span<byte> block = _memory.Tamper(_block).Span;
        ulong address = FileTable.ReadHead(block).Files;
        Span<byte> table = _memory.Tamper(address).Span;
        Span<byte> first = table.Slice(FileTable.SizeOf(0), FileTable.EntrySize);
        switch (corruption)
        {
            case Corruption.FilesAddress:
                FileTable.WriteHead(block, files: _page, spare: address);
                break;
            case Corruption.FilesBlock:
                FileTable.WriteHead(block, files: _block, spare: address);
                break;
            case Corruption.FilesCount:
                BinaryPrimitives.WriteUInt64LittleEndian(table, 0);
                break;
            case Corruption.FileHandler:
                first[FileTable.CompatibleOffset]++;
                break;
            case Corruption.FileSession:
                BinaryPrimitives.WriteUInt64LittleEndian(first, (ulong)sessions);
                break;
            default:
                first.CopyTo(table[FileTable.SizeOf(1)..]);
                break;
        }

        return true;
    }

    private static List<ByteString> NamesIn(ReadOnlySpan<byte> entries)
    {
        List<ByteString> names = [];
        for (; !entries.IsEmpty; entries = entries[Limits.SessionEntrySize..])
        {
            ReadOnlySpan<byte> entry = entries[..Limits.SessionEntrySize];
            int nul = entry.IndexOf((byte)0);
            names.Add(new ByteString(nul < 0 ? entry : entry[..nul]));
        }

        return names;
    }
}
