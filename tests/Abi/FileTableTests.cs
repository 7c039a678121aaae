using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace LuoVerified.Abi.Tests;

/// <summary>The table of files beside a session block.</summary>
public class FileTableTests
{
    private static readonly HandedFile[] Files =
    [
        new(0, ByteString.FromUtf8("memfd-v1"), 0x1122334455667788, 7),
        new(3, ByteString.FromUtf8(new string('x', 47)), 0, ulong.MaxValue),
    ];

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        byte[] table = Written();
        Assert.Equal(Files, FileTable.Read(table));
    }

    [Property]
    public void AnyFilesAreReadAsTheyWereWritten(NonEmptyArray<(ulong Session, byte Length, ulong Data, ulong Token)> files)
    {
        HandedFile[] handed =
            [.. files.Get.Select(file => new HandedFile(file.Session, ByteString.FromUtf8(new string('h', file.Length % 48)), file.Data, file.Token))];
        var table = new byte[FileTable.SizeOf(handed.Length)];
        table.AsSpan().Fill(0xaa);
        FileTable.Write(table, handed);
        Assert.Equal(handed, FileTable.Read(table));
        Assert.Null(FileTable.Read(table.AsSpan(..^1)));
    }

    [Fact]
    public void EachFieldIsWhereTheLayoutSays()
    {
        byte[] table = Written();
        Assert.Equal(2, table[0]);
        Assert.Equal("memfd-v1"u8, table.AsSpan(16, 8));
        Assert.Equal(0, table[16 + 8]);
        Assert.Equal([0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11], table[64..72]);
        Assert.Equal(7, table[72]);
        Assert.Equal(3, table[80]);
        Assert.Equal(152, FileTable.SizeOf(2));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(57UL)]
    [InlineData(ulong.MaxValue)]
    public void ACountThatCannotBeIsNotRead(ulong count)
    {
        byte[] table = Written();
        BitConverter.TryWriteBytes(table, count);
        Assert.Null(FileTable.Read(table));
    }

    [Fact]
    public void WithoutFilesABlockIsWhatItWas()
    {
        var block = new byte[Limits.SessionBlockSize];
        SessionBlock.Write(block, [SessionName.Parse("a")]);
        byte[] before = [.. block];
        FileTable.WriteHead(block, 0, 0);
        Assert.Equal(before, block);
        Assert.Equal(65_480, FileTable.HeadOffset);
        FileTable.WriteHead(block, 0x1000, 0x2000);
        Assert.Equal((0x1000UL, 0x2000UL), FileTable.ReadHead(block));
        Assert.True(SessionBlock.Read(block).IsOk);
    }

    [Fact]
    public void AHandlerThatDoesNotFitIsRefused() => Assert.Throws<ArgumentException>(() => FileTable.Write(
        new byte[4096], [new HandedFile(0, ByteString.FromUtf8(new string('x', 48)), 0, 0)]));

    private static byte[] Written()
    {
        var table = new byte[4096];
        FileTable.Write(table, Files);
        return table;
    }
}
