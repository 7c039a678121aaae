using FsCheck.Xunit;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class LuoTreeTests
{
    [Property(MaxTest = 1000)]
    public bool AnyNumberAndAddressComeBack(ulong number, ulong address)
    {
        LuoTreeResult read = LuoTree.Read(LuoTree.Write(number, address));
        return read.IsOk && read.Number == number && read.SessionHeaderAddress == address;
    }

    [Property(MaxTest = 300)]
    public bool WritingAgainWhatWasReadGivesTheSameBytes(ulong number, ulong address)
    {
        byte[] page = LuoTree.Write(number, address);
        LuoTreeResult read = LuoTree.Read(page);
        return LuoTree.Write(read.Number, read.SessionHeaderAddress).AsSpan().SequenceEqual(page);
    }

    [Property]
    public bool TheTreeFillsOnePageAndItsSizeDoesNotDependOnItsNumbers(ulong number, ulong address)
    {
        byte[] page = LuoTree.Write(number, address);
        return page.Length == 4096 && LuoTree.TotalSize(page) == LuoTree.TotalSize(LuoTree.Write(0, 0));
    }

    [Fact]
    public void TheTreeIsByteForByteTheGoldenOne()
    {
        byte[] page = LuoTree.Write(0x0102030405060708, 0x00000001_23456000);
        IEnumerable<string> lines = page[..LuoTree.TotalSize(page)].Chunk(16).Select(Convert.ToHexStringLower);
        using var golden = new StreamReader(typeof(LuoTreeTests).Assembly.GetManifestResourceStream("luo-tree.hex")!);
        Assert.Equal(golden.ReadToEnd(), string.Concat(lines.Select(line => line + "\n")));
    }

    [Fact]
    public void TheNumbersAreLittleEndianUnlikeCells()
    {
        byte[] page = LuoTree.Write(0x0102030405060708, 0);
        FdtReader reader = FdtReader.Open(page).Reader!;
        Assert.Equal(new byte[] { 8, 7, 6, 5, 4, 3, 2, 1 },
            reader.GetProperty(reader.Root, LuoTree.NumberProperty)!.Value.Value.Span);
    }

    [Fact]
    public void TheStringTableStaysBehindAtTheEndOfThePage()
    {
        byte[] page = LuoTree.Write(1, 2);
        ReadOnlySpan<byte> strings = "luo-session-header\0liveupdate-number\0compatible\0"u8;
        Assert.True(page.AsSpan().EndsWith(strings));
        Assert.True(page.AsSpan(0, LuoTree.TotalSize(page)).EndsWith(strings));
    }

    [Fact]
    public void BothPartsCanBeWrittenAndReadByThemselves()
    {
        var page = new byte[Limits.FdtSize];
        var writer = new FdtWriter(page);
        Assert.Equal(FdtError.None, LuoTree.WriteRootStart(writer, 5));
        Assert.Equal(FdtError.None, LuoTree.WriteSessionNode(writer, 6));
        Assert.Equal(FdtError.None, LuoTree.WriteRootEnd(writer));
        Assert.Equal(LuoTree.Write(5, 6), page);
        FdtReader reader = FdtReader.Open(page).Reader!;
        Assert.Null(LuoTree.ReadRoot(reader, out ulong number));
        Assert.Null(LuoTree.ReadSessionHeader(reader, out ulong address));
        Assert.Equal((5ul, 6ul), (number, address));
    }

    [Fact]
    public void OfSeveralWriteErrorsTheFirstIsReported()
    {
        var writer = new FdtWriter(new byte[100]);
        Assert.Equal(FdtError.BadMagic, LuoTree.WriteSessionNode(writer, 1));
        Assert.Equal(FdtError.NoSpace, LuoTree.WriteRootStart(writer, 1));
        Assert.Equal(FdtError.NoSpace, LuoTree.WriteSessionNode(writer, 1));
    }

    [Fact]
    public void TheSizeOfBytesThatAreNoTreeIsAnArgumentError() =>
        Assert.Throws<ArgumentException>(() => LuoTree.TotalSize(new byte[4096]));

    [Fact]
    public void AResultWithAnErrorHasNoNumbers()
    {
        LuoTreeResult read = LuoTree.Read(new byte[4096]);
        Assert.False(read.IsOk);
        Assert.Throws<InvalidOperationException>(() => read.Number);
        Assert.Throws<InvalidOperationException>(() => read.SessionHeaderAddress);
    }
}
