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

    public override IReadOnlyList<AbiField> Fields(ulong address, int offset, int length) => address == page
        ? StructureFields.OfRoot(memory.Observe(page), offset, length)
        : StructureFields.OfSessions(Layouts.SessionsV5, memory.Observe(address), offset, length);

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

    private KhoBlockChain Read() => KhoBlockChain.Read(
        LuoSer.TryRead(memory.Observe(page).Span, out LuoSer ser) is null ? ser.SessionsAddress : 0, memory.Observe);
}
