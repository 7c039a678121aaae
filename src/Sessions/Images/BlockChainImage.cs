using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Sessions.Images;

/// <summary><c>luo-v5</c>: <c>struct luo_ser</c>, which leads to a chain of blocks once sessions are serialized.</summary>
/// <remarks>A chain that the next kernel refuses is not unreadable for that: the names before the block at fault are those that
/// it holds. That it is refused is a rule of its own.</remarks>
internal sealed class BlockChainImage(PreservedMemory memory, ulong page) : HandOverImage
{
    public override IReadOnlyList<ulong> Blocks => Read().Blocks;

    public override IReadOnlyList<ByteString>? Names => Read().Names;

    public override string? Refused => Read().Error;

    public override IReadOnlyList<AbiField> Fields(ulong address, int offset, int length) => address == page
        ? StructureFields.OfRoot(memory.Observe(page), offset, length)
        : StructureFields.OfSessions(Layouts.SessionsV5, memory.Observe(address), offset, length);

    public override IReadOnlyList<(ByteString Session, ulong Token, ulong Data)> Files
    {
        get
        {
            KhoBlockChain chain = Read();
            return [.. Entries(chain.Blocks, Layouts.SessionsV5).Zip(chain.Names).SelectMany(each => FilesOf(each.First, each.Second))];
        }
    }

    private protected override int FewestToCount => 1;

    private protected override Span<byte> Entry(int place)
    {
        IReadOnlyList<ulong> blocks = Blocks;
        ulong inFirst = BinaryPrimitives.ReadUInt64LittleEndian(memory.Observe(blocks[0]).Span[KhoBlock.CountOffset..]);
        (ulong block, int entry) = (ulong)place < inFirst ? (blocks[0], place) : (blocks[1], place - (int)inFirst);
        return memory.Tamper(block).Span.Slice(KhoBlock.EntryOffset(entry), KhoBlock.EntrySize);
    }

    private protected override void WriteCount(ulong count) =>
        BinaryPrimitives.WriteUInt64LittleEndian(memory.Tamper(Blocks[0]).Span[KhoBlock.CountOffset..], count);

    /// <summary>As many files as the session says that it has. If it says more than there are, a file that no session has stands for the rest.</summary>
    private (ByteString Session, ulong Token, ulong Data)[] FilesOf(ReadOnlyMemory<byte> session, ByteString name)
    {
        List<ulong> blocks = [];
        for (ulong next = U64(session, Layouts.SessionFilesOffset); next != 0 && !blocks.Contains(next) && !memory.Observe(next).IsEmpty;)
        {
            blocks.Add(next);
            next = U64(memory.Observe(next), KhoBlock.NextOffset);
        }

        int said = (int)Math.Min(U64(session, Layouts.SessionFilesOffset + sizeof(ulong)), int.MaxValue);
        (ByteString Session, ulong Token, ulong Data)[] there = [.. Entries(blocks, Layouts.FilesV5).Take(said).Select(file => (
            name, U64(file, Layouts.HandlerDataOffset + sizeof(ulong)), U64(file, Layouts.HandlerDataOffset)))];
        return said > there.Length ? [.. there, (name, ulong.MaxValue, ulong.MaxValue)] : there;
    }

    /// <summary>The bytes of each entry of some blocks, in order.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Entries(IEnumerable<ulong> blocks, TableLayout layout) => blocks.SelectMany(block =>
    {
        ReadOnlyMemory<byte> bytes = memory.Observe(block);
        int count = (int)Math.Min(U64(bytes, KhoBlock.CountOffset), (ulong)layout.Capacity);
        return Enumerable.Range(0, count).Select(entry => bytes.Slice(layout.EntryOffset(entry), layout.EntrySize));
    });

    private static ulong U64(ReadOnlyMemory<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[offset..]);

    private KhoBlockChain Read() => KhoBlockChain.Read(
        LuoSer.TryRead(memory.Observe(page).Span, out LuoSer ser) is null ? ser.SessionsAddress : 0, memory.Observe);
}
