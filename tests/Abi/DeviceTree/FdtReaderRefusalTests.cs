using System.Buffers.Binary;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.DeviceTree;

/// <summary>One broken rule each, in the tree of <see cref="LuoTree.Write"/>: header 0, reserve map 48, structure 64,
/// strings at <see cref="Strings"/>.</summary>
public class FdtReaderRefusalTests
{
    private const int Structure = 64;
    private const int FirstProperty = Structure + 8;
    private static readonly byte[] Page = LuoTree.Write(7, 0x1234000);
    private static readonly int Total = LuoTree.TotalSize(Page);
    private static readonly int Strings = (int)RandomTree.FdtFormatWord(Page, 12);

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    [InlineData(39)]
    [InlineData(100)]
    public void BytesThatEndTooEarlyAreTruncatedAtTheirEnd(int length) =>
        AssertRefused(Page[..length], FdtError.Truncated, length);

    [Fact]
    public void BytesBehindTheTotalSizeAreAllowed()
    {
        Assert.True(FdtReader.Open(Page.AsMemory(0, Total)).IsOk);
        Assert.True(FdtReader.Open((byte[])[.. Page, 1, 2, 3]).IsOk);
        AssertRefused(Page[..(Total - 1)], FdtError.Truncated, Total - 1);
    }

    [Theory]
    [InlineData(0, 0xd00dfeee, FdtError.BadMagic)]
    [InlineData(4, 39, FdtError.Truncated)]
    [InlineData(4, 0x80000000, FdtError.Truncated)]
    [InlineData(8, 39, FdtError.Truncated)]
    [InlineData(8, 0xfffffff0, FdtError.Truncated)]
    [InlineData(12, 0xfffffff0, FdtError.Truncated)]
    [InlineData(16, 0xfffffff0, FdtError.Truncated)]
    [InlineData(16, 39, FdtError.Truncated)]
    [InlineData(20, 15, FdtError.BadVersion)]
    [InlineData(24, 18, FdtError.BadVersion)]
    public void AHeaderFieldOutsideItsRangeIsRefusedAtTheField(int field, uint value, FdtError code) =>
        AssertRefused(With(field, value), code, field);

    [Theory]
    [InlineData(32, 0xffffffff, 12)]
    [InlineData(36, 0xffffffff, 8)]
    public void ABlockThatRunsOutOfTheTreeIsRefusedAtItsStartField(int field, uint value, int reported) =>
        AssertRefused(With(field, value), FdtError.Truncated, reported);

    [Fact]
    public void ATreeOfVersionSixteenIsRead()
    {
        byte[] old = With(20, 16);
        Assert.Equal(16u, FdtReader.Open(old).Reader!.Version);
        Assert.Equal(7ul, LuoTree.Read(old).Number);
    }

    [Fact]
    public void AReserveMapWithoutEndIsTruncated()
    {
        byte[] page = [.. Page];
        page.AsSpan(48, Total - 48).Fill(1);
        AssertRefused(page, FdtError.Truncated, 48 + ((Total - 48) / 16 * 16));
    }

    [Fact]
    public void AnUnknownTagIsRefusedAtItsPlace() =>
        AssertRefused(With(FirstProperty, 5), FdtError.BadStructure, FirstProperty);

    [Fact]
    public void ARootWithANameIsRefused() =>
        AssertRefused(With(Structure + 4, 0x61000000), FdtError.BadStructure, Structure);

    [Theory]
    [InlineData(0xfffffff4)]
    [InlineData(0xffffffff)]
    [InlineData(0x7fffffff)]
    [InlineData(4096)]
    public void AValueThatDoesNotFitIsRefused(uint length) =>
        AssertRefused(With(FirstProperty + 4, length), FdtError.BadStructure, FirstProperty);

    [Theory]
    [InlineData(0xfffffffe)]
    [InlineData(0x7fffffff)]
    [InlineData(1000)]
    public void APropertyNameOutsideTheStringsIsRefused(uint nameOffset) =>
        AssertRefused(With(FirstProperty + 8, nameOffset), FdtError.BadOffset, FirstProperty);

    [Fact]
    public void APropertyNameWithoutNulIsTruncated()
    {
        byte[] page = [.. Page];
        page.AsSpan(Strings, Total - Strings).Replace((byte)0, (byte)'x');
        AssertRefused(page, FdtError.Truncated, FirstProperty);
    }

    [Fact]
    public void SomethingElseThanTheRootAtTheStartIsRefused() =>
        AssertRefused(With(Structure, 4), FdtError.BadStructure, Structure);

    [Fact]
    public void AStructureWithoutEndTagIsTruncated() =>
        AssertRefused(With(36, (uint)(Strings - Structure - 4)), FdtError.Truncated, Strings - 4);

    [Fact]
    public void AMissingTagIsReportedNoFartherThanTheBytesGo()
    {
        // The structure ends with the first property's 7 bytes; the next tag would start at 28.
        const int EndOfValue = 8 + 12 + 7;
        AssertRefused(With(36, EndOfValue), FdtError.Truncated, Structure + EndOfValue);
    }

    [Fact]
    public void AnythingButNopsAndTheEndTagBehindTheRootIsRefused() =>
        AssertRefused(With(Strings - 4, 2), FdtError.BadStructure, Strings - 4);

    [Fact]
    public void AnEndTagInsideTheRootIsRefused() =>
        AssertRefused(With(Strings - 8, 9), FdtError.BadStructure, Strings - 8);

    [Fact]
    public void NodesNestedDeeperThanAnyStackAreReadInOneLoop()
    {
        const int Depth = 200_000;
        var buffer = new byte[64 + (Depth * 12) + 64];
        var writer = new FdtWriter(buffer);
        writer.Create();
        writer.FinishReserveMap();
        for (int i = 0; i < Depth; i++)
            writer.BeginNode(i == 0 ? ""u8 : "n"u8);
        for (int i = 0; i < Depth; i++)
            writer.EndNode();
        Assert.Equal(FdtError.None, writer.Finish());
        FdtReader reader = FdtReader.Open(buffer).Reader!;
        Assert.Single(reader.Subnodes(reader.Root));
        Assert.Null(reader.FindSubnode(reader.Root, "m"u8));
    }

    private static byte[] With(int at, uint word)
    {
        byte[] page = [.. Page];
        BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(at), word);
        return page;
    }

    private static void AssertRefused(byte[] bytes, FdtError code, long offset)
    {
        FdtOpenResult opened = FdtReader.Open(bytes);
        Assert.Null(opened.Reader);
        Assert.Equal((code, offset), (opened.Error!.Code, opened.Error.Offset));
        Assert.DoesNotContain('\n', opened.Error.Message);
    }
}
