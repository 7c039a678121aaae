using LuoVerified.Abi.DeviceTree;
using static LuoVerified.Abi.Tests.DeviceTree.RandomTree;

namespace LuoVerified.Abi.Tests.DeviceTree;

public class FdtWriterTests
{
    [Fact]
    public void BeforeCreateEveryCallFindsNoMagicNumber()
    {
        var writer = new FdtWriter(new byte[256]);
        Assert.Equal(FdtError.BadMagic, writer.AddReserveMapEntry(1, 1));
        Assert.Equal(FdtError.BadMagic, writer.FinishReserveMap());
        Assert.Equal(FdtError.BadMagic, writer.BeginNode(""u8));
        Assert.Equal(FdtError.BadMagic, writer.Property("a"u8, []));
        Assert.Equal(FdtError.BadMagic, writer.EndNode());
        Assert.Equal(FdtError.BadMagic, writer.Finish());
    }

    [Fact]
    public void NodesBeforeTheEndOfTheReserveMapAreOutOfOrder()
    {
        FdtWriter writer = Created(256);
        Assert.Equal(FdtError.BadState, writer.BeginNode(""u8));
        Assert.Equal(FdtError.BadState, writer.Property("a"u8, []));
        Assert.Equal(FdtError.BadState, writer.EndNode());
        Assert.Equal(FdtError.BadState, writer.Finish());
    }

    [Fact]
    public void TheReserveMapEndsOnce()
    {
        FdtWriter writer = Created(256);
        Assert.Equal(FdtError.None, writer.FinishReserveMap());
        Assert.Equal(FdtError.BadState, writer.FinishReserveMap());
        Assert.Equal(FdtError.BadState, writer.AddReserveMapEntry(1, 1));
    }

    [Fact]
    public void ACompleteTreeTakesNoMore()
    {
        FdtWriter writer = Created(256);
        writer.FinishReserveMap();
        writer.BeginNode(""u8);
        writer.EndNode();
        Assert.Equal(FdtError.None, writer.Finish());
        Assert.Equal(FdtError.BadState, writer.BeginNode(""u8));
        Assert.Equal(FdtError.BadState, writer.Finish());
        Assert.Equal(FdtError.None, writer.Create());
    }

    [Theory]
    [InlineData(0, FdtError.NoSpace)]
    [InlineData(47, FdtError.NoSpace)]
    [InlineData(48, FdtError.None)]
    public void ATreeCanBeBegunInFortyEightBytes(int size, FdtError expected)
    {
        byte[] buffer = Enumerable.Repeat((byte)0x5a, size).ToArray();
        byte[] before = [.. buffer];
        Assert.Equal(expected, new FdtWriter(buffer).Create());
        Assert.Equal(expected == FdtError.NoSpace, buffer.SequenceEqual(before));
    }

    [Fact]
    public void AnUnfinishedTreeHasTheInvertedMagicNumber()
    {
        var buffer = new byte[128];
        new FdtWriter(buffer).Create();
        Assert.Equal(~0xd00dfeed, FdtFormatWord(buffer, 0));
        Assert.Equal(FdtError.BadMagic, FdtReader.Open(buffer).Error!.Code);
    }

    [Fact]
    public void WhatDoesNotFitLeavesATreeThatCanBeFinished()
    {
        var buffer = new byte[48 + 16 + 8 + 4 + 4];
        FdtWriter writer = Created(buffer);
        writer.FinishReserveMap();
        Assert.Equal(FdtError.None, writer.BeginNode(""u8));
        Assert.Equal(FdtError.NoSpace, writer.Property("x"u8, [1]));
        Assert.Equal(FdtError.NoSpace, writer.Property(Enumerable.Repeat((byte)'n', 100).ToArray(), []));
        Assert.Equal(FdtError.NoSpace, writer.BeginNode("longer"u8));
        Assert.Equal(FdtError.None, writer.EndNode());
        Assert.Equal(FdtError.None, writer.Finish());
        FdtReader reader = FdtReader.Open(buffer).Reader!;
        Assert.Empty(reader.Properties(reader.Root));
    }

    [Fact]
    public void ANameThatEndsAnotherSharesItsBytes()
    {
        var buffer = new byte[256];
        FdtWriter writer = Created(buffer);
        writer.FinishReserveMap();
        writer.BeginNode(""u8);
        writer.Property("map-size"u8, [1]);
        writer.Property("size"u8, [2]);
        writer.Property("map-size"u8, [3]);
        writer.EndNode();
        writer.Finish();
        Assert.Equal("map-size\0".Length, (int)FdtFormatWord(buffer, 32)); // size_dt_strings
        FdtReader reader = FdtReader.Open(buffer).Reader!;
        Assert.Equal(
            ["map-size", "size", "map-size"], reader.Properties(reader.Root).Select(each => each.Name.ToString()));
    }

    [Fact]
    public void NumbersOfAPropertyAreBigEndian()
    {
        FdtReader reader = Finished(writer =>
        {
            writer.PropertyU32("a"u8, 0x01020304);
            writer.PropertyU64("b"u8, 0x0102030405060708);
        });
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, reader.GetProperty(reader.Root, "a"u8)!.Value.Value.Span);
        Assert.Equal(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, reader.GetProperty(reader.Root, "b"u8)!.Value.Value.Span);
    }

    [Fact]
    public void ANameOrStringWithNulIsRefusedBeforeAnythingChanges()
    {
        var buffer = new byte[256];
        FdtWriter writer = Created(buffer);
        writer.FinishReserveMap();
        byte[] before = [.. buffer];
        Assert.Throws<ArgumentException>(() => writer.BeginNode("a\0b"u8));
        Assert.Throws<ArgumentException>(() => writer.Property("a\0b"u8, []));
        Assert.Throws<ArgumentException>(() => writer.PropertyString("a"u8, "a\0b"u8));
        Assert.Equal(before, buffer);
    }

    internal static FdtReader Finished(Action<FdtWriter> writeIntoRoot)
    {
        var buffer = new byte[1024];
        FdtWriter writer = Created(buffer);
        writer.FinishReserveMap();
        writer.BeginNode(""u8);
        writeIntoRoot(writer);
        writer.EndNode();
        Assert.Equal(FdtError.None, writer.Finish());
        FdtOpenResult opened = FdtReader.Open(buffer);
        Assert.True(opened.IsOk, opened.Error?.Message);
        return opened.Reader!;
    }

    private static FdtWriter Created(int size) => Created(new byte[size]);

    private static FdtWriter Created(byte[] buffer)
    {
        var writer = new FdtWriter(buffer);
        Assert.Equal(FdtError.None, writer.Create());
        return writer;
    }
}
