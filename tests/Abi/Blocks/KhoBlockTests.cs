using System.Buffers.Binary;
using FsCheck.Xunit;
using LuoVerified.Abi.Blocks;

namespace LuoVerified.Abi.Tests.Blocks;

/// <summary>Blocks of sessions and chains of them.</summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class KhoBlockTests
{
    private const ulong First = 0x1_0000_2000;

    [Fact]
    public void ABlockHasTheLayoutOfTheKernel()
    {
        byte[] block = [.. Enumerable.Repeat((byte)0xee, KhoBlock.Size)];
        KhoBlock.Write(block, 0x1_0000_4000, [SessionName.Parse("a"), SessionName.Parse("bb")]);
        string golden = "0040000001000000" // next
            + "0200000000000000" // count
            + "61" + new string('0', 2 * 79) // entry 0: name[64], files, count
            + "6262" + new string('0', 2 * 78); // entry 1
        Assert.Equal(golden, Convert.ToHexStringLower(block.AsSpan(0, golden.Length / 2)));
        Assert.False(block.AsSpan(golden.Length / 2).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void FiftyOneSessionsFillABlockToTheLastByte()
    {
        Assert.Equal((51, 80, 16), (KhoBlock.Capacity, KhoBlock.EntrySize, KhoBlock.HeaderSize));
        Assert.Equal(KhoBlock.Size, KhoBlock.EntryOffset(50) + KhoBlock.EntrySize);
        Assert.Throws<ArgumentOutOfRangeException>(() => KhoBlock.EntryOffset(51));
        Assert.Throws<ArgumentOutOfRangeException>(() => KhoBlock.EntryOffset(-1));
    }

    [Fact]
    public void WhatIsNoBlockIsNotWritten()
    {
        SessionName[] tooMany = [.. Enumerable.Range(0, 52).Select(i => SessionName.Parse($"s{i}"))];
        Assert.Throws<ArgumentException>(() => KhoBlock.Write(new byte[KhoBlock.Size - 1], 0, []));
        Assert.Throws<ArgumentException>(() => KhoBlock.Write(new byte[KhoBlock.Size], 0, tooMany));
        Assert.Throws<ArgumentException>(() => KhoBlock.Write(new byte[KhoBlock.Size], 0, [default]));
    }

    [Property(MaxTest = 200)]
    public bool AChainIsReadAsItWasWritten(SessionName[] names)
    {
        int perBlock = 1 + (names.Length % 3);
        Dictionary<ulong, byte[]> memory = Chain(names, perBlock);
        KhoBlockChain read = KhoBlockChain.Read(names.Length == 0 ? 0 : First, At(memory), perBlock);
        return read.Error is null && read.Names.SequenceEqual(names.Select(name => name.Bytes))
            && read.Blocks.SequenceEqual(memory.Keys);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(3UL)]
    [InlineData(ulong.MaxValue)]
    public void ACountThatIsNothingOrMoreThanFitsIsRefusedAtItsBlock(ulong count)
    {
        Dictionary<ulong, byte[]> memory = Chain([.. "abc".Select(c => SessionName.Parse($"{c}"))], 2);
        ulong second = memory.Keys.Last();
        BinaryPrimitives.WriteUInt64LittleEndian(memory[second].AsSpan(KhoBlock.CountOffset), count);
        KhoBlockChain read = KhoBlockChain.Read(First, At(memory), 2);
        Assert.Equal($"block 1 at 0x{second:x}: count {count} at byte 8, not 1 to 2", read.Error);
        Assert.Equal(["a", "b"], read.Names.Select(name => name.ToString()));
        Assert.Equal([First], read.Blocks);
    }

    [Fact]
    public void ACycleIsRefusedAndABlockThatIsNotThere()
    {
        Dictionary<ulong, byte[]> memory = Chain([.. "abc".Select(c => SessionName.Parse($"{c}"))], 2);
        BinaryPrimitives.WriteUInt64LittleEndian(memory.Values.Last(), First);
        Assert.Equal($"block 2 at 0x{First:x}: the chain comes back to this block", KhoBlockChain.Read(First, At(memory), 2).Error);
        BinaryPrimitives.WriteUInt64LittleEndian(memory.Values.Last(), 0x42);
        Assert.Equal("block 2 at 0x42: there is no block of 4096 bytes", KhoBlockChain.Read(First, At(memory), 2).Error);
    }

    [Property(MaxTest = 300)]
    public bool HostileBytesEndWithNamesOrAnError(int seed)
    {
        var random = new Random(seed);
        Dictionary<ulong, byte[]> memory = Chain([.. "abcde".Select(c => SessionName.Parse($"{c}"))], 2);
        foreach (byte[] block in memory.Values)
        {
            block[random.Next(32)] = (byte)random.Next(256);
        }

        KhoBlockChain read = KhoBlockChain.Read(First, At(memory));
        return read.Blocks.Count <= memory.Count && read.Error?.Contains('\n', StringComparison.Ordinal) != true;
    }

    private static Func<ulong, ReadOnlyMemory<byte>> At(Dictionary<ulong, byte[]> memory) =>
        address => memory.TryGetValue(address, out byte[]? block) ? block : default(ReadOnlyMemory<byte>);

    private static Dictionary<ulong, byte[]> Chain(SessionName[] names, int perBlock)
    {
        Dictionary<ulong, byte[]> memory = [];
        SessionName[][] blocks = [.. names.Chunk(perBlock)];
        for (int i = 0; i < blocks.Length; i++)
        {
            byte[] block = new byte[KhoBlock.Size];
            KhoBlock.Write(block, i + 1 < blocks.Length ? Address(i + 1) : 0, blocks[i]);
            memory.Add(Address(i), block);
        }

        return memory;

        static ulong Address(int block) => First + ((ulong)block * 0x2000);
    }
}
