using System.Text.Json;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo abi inspect</c> and <c>luo abi diff</c>.</summary>
public sealed class AbiInspectTests : IDisposable
{
    private const int Page = 4096;
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void ADumpIsReadFieldByFieldAndTheAddressInItIsFollowed()
    {
        string dump = Dump("vm-1\nvm-2\n", number: 7);

        CommandRun run = Inspect(dump, "--base", "0x100000");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("memory dump with a root at byte 0: device tree\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("luo-session-header = 0x101000", run.Output, StringComparison.Ordinal);
        Assert.Contains("  session[1].name = vm-2\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("no fault\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFaultIsNamedWithItsByte()
    {
        string dump = Dump("vm-1\nvm-2\n", number: 7);
        byte[] bytes = File.ReadAllBytes(dump);
        bytes[Page] = 3;
        _directory.Write("block", bytes.AsSpan(Page));

        CommandRun run = Inspect(_directory["block"]);

        Assert.Equal((ExitCode.Violation, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("fault at byte 136: session[2].name is empty\n1 fault\n", run.Output, StringComparison.Ordinal);

        CommandRun json = Inspect(_directory["block"], "--json", "-");
        JsonElement fault = JsonDocument.Parse(json.Output).RootElement.GetProperty("faults").EnumerateArray().Single();
        Assert.Equal((ExitCode.Violation, 136), (json.ExitCode, fault.GetProperty("offset").GetInt64()));
    }

    /// <summary>No byte of a file reaches a terminal as a command to it.</summary>
    [Fact]
    public void NamesAreShownWithoutControlCharacters()
    {
        CommandRun run = Inspect(Dump("a\u001b[2Jb\n", number: 1), "--base", "0x100000");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("session[0].name = a%1B[2Jb", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void TwoDumpsDifferInWhatTheyHold()
    {
        string before = Dump("vm-1\nvm-2\n", number: 7);
        string after = Dump("vm-1\nvm-3\n", number: 8);

        CommandRun run = CommandRun.Of("abi", "diff", before, after, "--base", "0x100000");

        Assert.Equal((ExitCode.Violation, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("~ number: 7 -> 8\n- session vm-2", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n+ session vm-3", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, CommandRun.Of("abi", "diff", before, before, "--base", "0x100000").ExitCode);
    }

    [Theory]
    [InlineData("nofile", "nofile: no such file")]
    [InlineData("directory", "directory: is a directory")]
    public void WhatCannotBeReadIsOneError(string file, string problem)
    {
        Directory.CreateDirectory(_directory["directory"]);

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {_directory[problem]}\n"), Inspect(_directory[file]));
    }

    [Theory]
    [InlineData("0xzz")]
    [InlineData("-1")]
    [InlineData("18446744073709551616")]
    public void ABaseThatIsNoAddressIsAUsageError(string address)
    {
        CommandRun run = Inspect(Dump("a\n", number: 1), "--base", address);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: --base: '{address}' is not a number from 0 to 2^64-1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNothingKnownAreNoUse()
    {
        string junk = _directory.Write("junk", [.. Enumerable.Repeat((byte)0x5a, 100)]);

        Assert.Equal(ExitCode.Usage, Inspect(junk).ExitCode);
        Assert.StartsWith("not a known format\n", Inspect(junk).Output, StringComparison.Ordinal);
        Assert.StartsWith($"luo: {junk}: ", Inspect(junk).Error, StringComparison.Ordinal);
        CommandRun diff = CommandRun.Of("abi", "diff", junk, junk);
        Assert.Equal((ExitCode.Usage, "", Inspect(junk).Error), (diff.ExitCode, diff.Output, diff.Error));
    }

    [Fact]
    public void AFileThatEndsBehindTheLastAddressIsRefused()
    {
        string file = Dump("a\n", number: 1);
        long length = new FileInfo(file).Length;
        string last = $"0x{ulong.MaxValue - (ulong)length + 1:x}";
        string wraps = $"0x{ulong.MaxValue - (ulong)length + 2:x}";
        string problem = $"luo: {file}: its {length} bytes at --base {wraps} end behind the last address\n";

        Assert.Equal(new CommandRun(ExitCode.Usage, "", problem), Inspect(file, "--base", wraps));
        Assert.Equal(new CommandRun(ExitCode.Usage, "", problem), CommandRun.Of("abi", "diff", file, file, "--base", wraps));
        CommandRun other = CommandRun.Of("abi", "diff", file, file, "--base-b", wraps);
        Assert.Equal(problem.Replace("--base", "--base-b", StringComparison.Ordinal), other.Error);
        Assert.NotEqual(ExitCode.Usage, Inspect(file, "--base", last).ExitCode);
    }

    public void Dispose() => _directory.Dispose();

    private static CommandRun Inspect(string file, params string[] more) => CommandRun.Of(["abi", "inspect", file, .. more]);

    /// <summary>A device tree and its block of sessions behind it, as they would lie in memory from 0x100000 on.</summary>
    private string Dump(string names, int number)
    {
        _directory.Write("names", System.Text.Encoding.UTF8.GetBytes(names));
        CommandRun run = CommandRun.Of(
            "abi", "emit", "--names", _directory["names"], "--pa", "0x101000", "--number", $"{number}", "--fdt", _directory["fdt"], "--block", _directory["block"]);
        Assert.Equal(new CommandRun(0, "", ""), run);
        byte[] dump = [.. File.ReadAllBytes(_directory["fdt"]), .. File.ReadAllBytes(_directory["block"])];
        return _directory.Write($"dump{number}", dump);
    }
}
