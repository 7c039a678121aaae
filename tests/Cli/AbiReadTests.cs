using System.Buffers.Binary;
using LuoVerified.Abi;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo abi read</c>.</summary>
public sealed class AbiReadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData]
    [InlineData("--trim")]
    public void WhatWasEmittedIsReadAgain(params string[] more)
    {
        string names = _directory.Write("names", [.. "vm 1\0100%\nx\0"u8, 0xff, 1, 0]);
        Assert.Equal(0, CommandRun.Of(
        [
            "abi", "emit", "--names", names, "--pa", "0xDEADBEEF000", "--number", "42",
            "--fdt", _directory["fdt"], "--block", _directory["block"], .. more,
        ]).ExitCode);

        Assert.Equal(
            new CommandRun(
                0, "number 42\naddress 0xdeadbeef000\nsessions 3\nsession vm%201\nsession 100%25%0Ax\nsession %FF%01\n", ""),
            Read());
    }

    [Fact]
    public void ABlockOfNoSessionsIsRead()
    {
        _directory.Write("fdt", LuoTree.Write(0, 0));
        _directory.Write("block", new byte[Limits.SessionBlockSize]);

        Assert.Equal(new CommandRun(0, "number 0\naddress 0x0\nsessions 0\n", ""), Read());
    }

    [Fact]
    public void BytesBehindTheTreeAreNotItsConcern()
    {
        _directory.Write("fdt", [.. LuoTree.Write(1, 2), .. new byte[100_000]]);
        _directory.Write("block", new byte[Limits.SessionBlockSize]);

        Assert.Equal("number 1\naddress 0x2\nsessions 0\n", Read().Output);
    }

    [Fact]
    public void EveryCutOfATreeIsRefusedWithAnOffset()
    {
        byte[] page = LuoTree.Write(1, 2);
        _directory.Write("block", new byte[Limits.SessionBlockSize]);
        for (int size = 0; size < LuoTree.TotalSize(page); size++)
        {
            CommandRun run = RefusedTree(page[..size]);

            Assert.Matches(@"byte \d+", run.Error);
        }
    }

    [Fact]
    public void ATreeOfAbsurdLengthIsRefused()
    {
        byte[] page = LuoTree.Write(1, 2);
        _directory.Write("block", new byte[Limits.SessionBlockSize]);

        Assert.Equal(
            $"{_directory["fdt"]}: device tree: byte 1048576: too long, at most 1048576 bytes are read\n",
            RefusedTree([.. page, .. new byte[1 << 20]]).Error);
    }

    [Theory]
    [InlineData(0, "session block: 0 bytes, 65536 needed; byte 0 is missing")]
    [InlineData(65535, "session block: 65535 bytes, 65536 needed; byte 65535 is missing")]
    [InlineData(65537, "session block: more than 65536 bytes; byte 65536 is surplus")]
    [InlineData(1_000_000, "session block: more than 65536 bytes; byte 65536 is surplus")]
    public void ABlockOfAnotherSizeIsRefused(int size, string problem) => AssertRefusedBlock(new byte[size], problem);

    [Fact]
    public void AMalformedBlockIsRefusedWithItsOffset()
    {
        AssertRefusedBlock(Block(1024), "session block: count 1024 at byte 0, at most 1023 fit");
        AssertRefusedBlock(Block(1), "session block: entry 0 at byte 8: the name is empty");
        AssertRefusedBlock(
            Block(2, "a\0"u8.ToArray(), "a\0"u8.ToArray()), "session block: entry 1 at byte 72: name a is that of entry 0");
        AssertRefusedBlock(
            Block(1, Enumerable.Repeat((byte)'x', 64).ToArray()), "session block: entry 0 at byte 8: no NUL in its 64 bytes");
    }

    [Fact]
    public void AFileThatCannotBeReadIsAUsageError()
    {
        _directory.Write("fdt", LuoTree.Write(1, 2));
        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {_directory["block"]}: no such file\n"), Read());

        Directory.CreateDirectory(_directory["block"]);
        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {_directory["block"]}: is a directory\n"), Read());

        Assert.Equal(
            new CommandRun(ExitCode.Usage, "", "luo: '': not a file name\n"),
            CommandRun.Of("abi", "read", "--fdt", "", "--block", _directory["block"]));
    }

    public void Dispose() => _directory.Dispose();

    private CommandRun Read() => CommandRun.Of("abi", "read", "--fdt", _directory["fdt"], "--block", _directory["block"]);

    private CommandRun RefusedTree(byte[] tree)
    {
        _directory.Write("fdt", tree);
        CommandRun run = Read();
        Assert.Equal((ExitCode.Violation, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"{_directory["fdt"]}: device tree: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return run;
    }

    private void AssertRefusedBlock(byte[] block, string problem)
    {
        _directory.Write("fdt", LuoTree.Write(1, 2));
        _directory.Write("block", block);
        Assert.Equal(new CommandRun(ExitCode.Violation, "", $"{_directory["block"]}: {problem}\n"), Read());
    }

    private static byte[] Block(ulong count, params byte[][] entries)
    {
        var block = new byte[Limits.SessionBlockSize];
        BinaryPrimitives.WriteUInt64LittleEndian(block, count);
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i].CopyTo(block, SessionBlockLayout.EntryOffset(i));
        }

        return block;
    }
}
