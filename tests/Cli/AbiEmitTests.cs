using System.Diagnostics;
using System.Text;
using LuoVerified.Abi;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo abi emit</c>.</summary>
public sealed class AbiEmitTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\nb c\r\n", 2)]
    [InlineData("a\0b\nb\0", 2)]
    [InlineData("a\0b\n", 2)]
    [InlineData("a\0", 1)]
    public void NamesAreLinesOrElseEndInNul(string content, int count)
    {
        CommandRun run = Emit(Encoding.UTF8.GetBytes(content));

        Assert.Equal(new CommandRun(0, "", ""), run);
        string[] expected = content.Split(content.Contains('\0', StringComparison.Ordinal) ? '\0' : '\n');
        Assert.Equal(
            expected.Take(count), SessionBlock.Read(Block()).Names!.Select(name => Encoding.UTF8.GetString(name.Bytes.Span)));
        Assert.Equal(["block", "fdt", "names"], _directory.Entries());
    }

    [Fact]
    public void AFullBlockOfEveryByteIsWritten()
    {
        var names = new List<byte>();
        for (int i = 0; i < Limits.SessionCapacity; i++)
        {
            names.AddRange([(byte)(1 + (i % 255)), (byte)(1 + (i / 255)), .. Enumerable.Range(i, 61).Select(at => (byte)(1 + (at % 255))), 0]);
        }

        Assert.Equal(0, Emit([.. names]).ExitCode);
        Assert.Equal(
            names, SessionBlock.Read(Block()).Names!.SelectMany(name => name.Bytes.Span.ToArray().Append((byte)0)));
    }

    [Fact]
    public void TheFilesAreThoseOfTheAbi()
    {
        Assert.Equal(0, Emit("vm-1\nvm-2\n"u8, "0xFEDCBA9876543210", "18446744073709551615").ExitCode);

        var block = new byte[Limits.SessionBlockSize];
        SessionBlock.Write(block, [SessionName.Parse("vm-1"), SessionName.Parse("vm-2")]);
        Assert.Equal(block, Block());
        Assert.Equal(LuoTree.Write(ulong.MaxValue, 0xfedcba9876543210), Tree());
    }

    [Fact]
    public void TrimmedTheTreeHasItsOwnSize()
    {
        Assert.Equal(0, Emit("a"u8, "0x1000", "7", "--trim").ExitCode);

        byte[] page = LuoTree.Write(7, 0x1000);
        Assert.Equal(page[..LuoTree.TotalSize(page)], Tree());
        Assert.InRange(Tree().Length, 1, Limits.FdtSize - 1);
    }

    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("0x0", 0UL)]
    [InlineData("0X1f", 31UL)]
    [InlineData("010", 10UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("0xffffffffffffffff", ulong.MaxValue)]
    public void NumbersAreDecimalOrHexadecimal(string text, ulong value)
    {
        Assert.Equal(0, Emit("a"u8, text, text).ExitCode);

        LuoTreeResult tree = LuoTree.Read(Tree());
        Assert.Equal((value, value), (tree.Number, tree.SessionHeaderAddress));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0x")]
    [InlineData("ff")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("0x-1")]
    [InlineData("18446744073709551616")]
    [InlineData("0x10000000000000000")]
    public void WhatIsNoSuchNumberIsAUsageError(string text)
    {
        string problem = $"'{text}' is not a number from 0 to 2^64-1, decimal or hexadecimal after 0x. See 'luo abi emit --help'.\n";

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: --pa: {problem}"), Emit("a"u8, text));
        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: --number: {problem}"), Emit("a"u8, number: text));
        Assert.Equal(["names"], _directory.Entries());
    }

    [Theory]
    [InlineData("a\n\nb\n", "line 2: the name is empty")]
    [InlineData("\n", "line 1: the name is empty")]
    [InlineData("\0", "entry 1: the name is empty")]
    [InlineData("a\0\0", "entry 2: the name is empty")]
    [InlineData("a\nb%\na\n", "line 3: the name a is that of line 1")]
    [InlineData("x\0a b\0a b", "entry 3: the name a%20b is that of entry 2")]
    [InlineData("1\n123456789.123456789.123456789.123456789.123456789.123456789.1234\n",
        "line 2: the name has 64 bytes, at most 63 fit")]
    public void ANameThatIsNotAcceptableIsToldByItsPlaceAndNothingIsWritten(string content, string problem)
    {
        CommandRun run = Emit(Encoding.UTF8.GetBytes(content));

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {_directory["names"]}: {problem}\n"), run);
        Assert.Equal(["names"], _directory.Entries());
    }

    [Fact]
    public void ASurplusNameIsToldByItsPlace()
    {
        CommandRun run = Emit(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 2000))));

        Assert.Equal($"luo: {_directory["names"]}: line 1024: at most 1023 names fit a session block\n", run.Error);
    }

    [Fact]
    public void AFileThatIsFarTooLongIsNotReadToItsEnd()
    {
        CommandRun run = Emit(new byte[(1 << 20) + 1]);

        Assert.Equal(
            $"luo: {_directory["names"]}: more than 1048576 bytes, too long for a file of session names\n", run.Error);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    [Fact]
    public void NamesThatCannotBeReadAreAUsageError()
    {
        Assert.Equal($"luo: {_directory["none"]}: no such file\n", Run("none", "fdt", "block").Error);
        Assert.Equal($"luo: {_directory["."]}: is a directory\n", Run(".", "fdt", "block").Error);
        Assert.Equal($"luo: {_directory["no/file"]}: no such directory\n", Run("no/file", "fdt", "block").Error);
        Assert.Empty(_directory.Entries());
    }

    [Theory]
    [InlineData("names", "out", "./out", "--fdt and --block are the same file")]
    [InlineData("names", "out", "sub/../out", "--fdt and --block are the same file")]
    [InlineData("names", "names", "out", "--names and --fdt are the same file")]
    [InlineData("names", "out", "names", "--names and --block are the same file")]
    public void TwoFilesThatAreOneAreAUsageError(string names, string fdt, string block, string problem)
    {
        _directory.Write("names", (byte)'a');

        CommandRun run = Run(names, fdt, block);

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {problem}. See 'luo abi emit --help'.\n"), run);
        Assert.Equal(["names"], _directory.Entries());
    }

    [Fact]
    public void ExistingFilesAreReplaced()
    {
        _directory.Write("fdt", 1, 2, 3);
        _directory.Write("block", 4, 5);

        Assert.Equal(0, Emit("a"u8).ExitCode);
        Assert.Equal((Limits.FdtSize, Limits.SessionBlockSize), (Tree().Length, Block().Length));
        Assert.Equal(["block", "fdt", "names"], _directory.Entries());
    }

    [Theory]
    [InlineData("fdt", "no/block", "no/block: no such directory")]
    [InlineData("no/fdt", "block", "no/fdt: no such directory")]
    [InlineData("fdt", "directory", "directory: is a directory")]
    [InlineData("directory", "block", "directory: is a directory")]
    public void WhereOneFileCannotBeWrittenTheOtherStaysAsItWas(string fdt, string block, string problem)
    {
        Directory.CreateDirectory(_directory["directory"]);
        _directory.Write("names", (byte)'a');
        _directory.Write("fdt", 1, 2, 3);
        _directory.Write("block", 4, 5);

        CommandRun run = Run("names", fdt, block);

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {_directory[problem]}\n"), run);
        Assert.Equal([1, 2, 3], Tree());
        Assert.Equal([4, 5], Block());
        Assert.Equal(["block", "directory", "fdt", "names"], _directory.Entries());
    }

    [Fact]
    public void WhereTheSecondCannotBeWrittenANewFirstIsTakenBack()
    {
        Directory.CreateDirectory(_directory["directory"]);
        _directory.Write("names", (byte)'a');

        Assert.Equal(ExitCode.Usage, Run("names", "fdt", "directory").ExitCode);
        Assert.Equal(["directory", "names"], _directory.Entries());
    }

    [Fact]
    public void TwoPathsThatMeetInOneFileAreNoticedBeforeItIsWritten()
    {
        Directory.CreateDirectory(_directory["real"]);
        Directory.CreateSymbolicLink(_directory["link"], _directory["real"]);
        _directory.Write("names", (byte)'a');

        CommandRun run = Run("names", "real/out", "link/out");

        Assert.Equal(
            new CommandRun(ExitCode.Usage, "", $"luo: {_directory["link/out"]}: two outputs go into this file\n"), run);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory["real"]));
    }

    [Fact]
    public void ADeviceIsNotReplaced()
    {
        _directory.Write("names", (byte)'a');

        CommandRun run = CommandRun.Of(
            "abi", "emit", "--names", _directory["names"], "--pa", "0", "--number", "0", "--fdt", "/dev/null", "--block", _directory["b"]);

        Assert.Equal(new CommandRun(ExitCode.Usage, "", "luo: /dev/null: not a regular file\n"), run);
    }

    [Fact]
    public void ASymbolicLinkStaysAndItsFileIsReplaced()
    {
        Directory.CreateDirectory(_directory["far"]);
        _directory.Write("far/fdt", 1, 2, 3);
        File.CreateSymbolicLink(_directory["between"], _directory["far/fdt"]);
        File.CreateSymbolicLink(_directory["fdt"], "between");
        File.CreateSymbolicLink(_directory["block"], "far/block");

        Assert.Equal(new CommandRun(0, "", ""), Emit("a"u8));
        Assert.Equal((Limits.FdtSize, Limits.SessionBlockSize), (Tree().Length, Block().Length));
        Assert.Equal("between", new FileInfo(_directory["fdt"]).LinkTarget);
        Assert.Equal("far/block", new FileInfo(_directory["block"]).LinkTarget);
        Assert.Equal(["block", "fdt"], Directory.EnumerateFiles(_directory["far"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["between", "block", "far", "fdt", "names"], _directory.Entries());
    }

    [Theory]
    [InlineData("fdt")]
    [InlineData("no/file")]
    [InlineData("/dev/null")]
    public void ALinkThatLeadsToNoPlaceForAFileIsRefused(string to)
    {
        _directory.Write("block", 4, 5);
        File.CreateSymbolicLink(_directory["fdt"], to);

        CommandRun run = Emit("a"u8);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: {_directory["fdt"]}: ", run.Error, StringComparison.Ordinal);
        Assert.Equal([4, 5], Block());
        Assert.Equal(["block", "fdt", "names"], _directory.Entries());
    }

    [Fact]
    public void TwoLinksToOneFileAreNoticed()
    {
        _directory.Write("file", 1, 2, 3);
        File.CreateSymbolicLink(_directory["fdt"], "file");
        File.CreateSymbolicLink(_directory["block"], "file");

        Assert.Equal($"luo: {_directory["block"]}: two outputs go into this file\n", Emit("a"u8).Error);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_directory["file"]));
        Assert.Equal(["block", "fdt", "file", "names"], _directory.Entries());
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.UserExecute)]
    public void AFileKeepsItsPermissions(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such permissions");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_directory.Write("fdt", 1, 2, 3), mode);

            Assert.Equal(0, Emit("a"u8).ExitCode);
            Assert.Equal(mode, File.GetUnixFileMode(_directory["fdt"]));
            Assert.Equal(Limits.FdtSize, Tree().Length);

            Directory.CreateDirectory(_directory["directory"]);
            Assert.Equal(ExitCode.Usage, Run("names", "fdt", "directory").ExitCode);
            Assert.Equal(mode, File.GetUnixFileMode(_directory["fdt"]));
        }
    }

    [Fact]
    public void AFifoIsNotReplaced()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "mkfifo is not installed");
        using (Process made = Process.Start("/usr/bin/mkfifo", _directory["fdt"]))
        {
            made.WaitForExit();
        }

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {_directory["fdt"]}: not a regular file\n"), Emit("a"u8));
        Assert.Equal(["fdt", "names"], _directory.Entries());
    }

    public void Dispose() => _directory.Dispose();

    private CommandRun Emit(ReadOnlySpan<byte> names, string address = "0x1000", string number = "1", params string[] more)
    {
        _directory.Write("names", names);
        return Run("names", "fdt", "block", address, number, more);
    }

    private CommandRun Run(
        string names, string fdt, string block, string address = "0x1000", string number = "1", params string[] more) =>
        CommandRun.Of(
        [
            "abi", "emit", "--names", _directory[names], "--pa", address, "--number", number,
            "--fdt", _directory[fdt], "--block", _directory[block], .. more,
        ]);

    private byte[] Tree() => File.ReadAllBytes(_directory["fdt"]);

    private byte[] Block() => File.ReadAllBytes(_directory["block"]);
}
