using System.Text;
using LuoVerified.Cli.Files;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>The shell around the operations: lines, comments, errors, exit codes.</summary>
public sealed class ShellTests
{
    [Fact]
    public void NothingAtAllIsAScriptWithoutResults() => Assert.Equal(new ShellRun(0, "", ""), ShellRun.Of(Design.Hardened, ""));

    [Fact]
    public void TheLastLineNeedsNoLineFeed() =>
        Assert.Equal(new ShellRun(0, "ok h1\n0\n", ""), ShellRun.Of(Design.Hardened, "create a\r\nnumber"));

    [Theory]
    [InlineData("frob", "unknown operation 'frob'")]
    [InlineData("Create a", "unknown operation 'Create'")]
    [InlineData("createa", "unknown operation 'createa'")]
    [InlineData("exit", "unknown operation 'exit'")]
    [InlineData("\u001b[31mred", "unknown operation '?[31mred'")]
    [InlineData("create a b", "create: surplus argument 'b'")]
    [InlineData("retrieve a b c", "retrieve: surplus argument 'b'")]
    [InlineData("create 100%", "create: malformed escape at character 4 of '100%', want % and two hexadecimal digits")]
    [InlineData("retrieve a%4", "retrieve: malformed escape at character 2 of 'a%4', want % and two hexadecimal digits")]
    [InlineData("create %GG", "create: malformed escape at character 1 of '%GG', want % and two hexadecimal digits")]
    [InlineData("close", "close: missing handle, want h1, h2, ...")]
    [InlineData("close foo", "close: malformed handle 'foo', want h1, h2, ...")]
    [InlineData("close h", "close: malformed handle 'h', want h1, h2, ...")]
    [InlineData("close 1", "close: malformed handle '1', want h1, h2, ...")]
    [InlineData("close H1", "close: malformed handle 'H1', want h1, h2, ...")]
    [InlineData("close h01", "close: malformed handle 'h01', want h1, h2, ...")]
    [InlineData("close h1x", "close: malformed handle 'h1x', want h1, h2, ...")]
    [InlineData("close h-1", "close: malformed handle 'h-1', want h1, h2, ...")]
    [InlineData("close h1 h2", "close: surplus argument 'h2'")]
    [InlineData("preserve-fd", "preserve-fd: missing handle, want h1, h2, ...")]
    [InlineData("preserve-fd h1", "preserve-fd: missing token, want a number")]
    [InlineData("preserve-fd h1 x", "preserve-fd: malformed number 'x', want 0 to 18446744073709551615")]
    [InlineData("preserve-fd h1 1 2", "preserve-fd: malformed file '2', want f and the number of a file, closed or unhandled")]
    [InlineData("preserve-fd h1 1 f1 f2", "preserve-fd: surplus argument 'f2'")]
    [InlineData("retrieve-fd h1 1 f1", "retrieve-fd: surplus argument 'f1'")]
    [InlineData("retrieve-fd h1 18446744073709551616", "retrieve-fd: malformed number '18446744073709551616', want 0 to 18446744073709551615")]
    [InlineData("retrieve-fd x 1", "retrieve-fd: malformed handle 'x', want h1, h2, ...")]
    [InlineData("finish h1 -1", "finish: malformed number '-1', want 0 to 18446744073709551615")]
    [InlineData("get-name h1 0 0", "get-name: surplus argument '0'")]
    [InlineData("list", "list: missing list, want incoming or outgoing")]
    [InlineData("list x", "list: unknown list 'x', want incoming or outgoing")]
    [InlineData("list incoming outgoing", "list: surplus argument 'outgoing'")]
    [InlineData("serialize now", "serialize: surplus argument 'now'")]
    [InlineData("help me", "unknown operation 'help'")]
    public void ALineThatIsNotUnderstoodEndsTheScriptWithItsNumber(string line, string problem)
    {
        ShellRun run = ShellRun.Of(Design.Hardened, $"create a\n\n# comment\n{line}\ncreate b\n", echo: true);

        Assert.Equal(new ShellRun(ExitCode.Usage, "create a -> ok h1\n", $"luo: line 4: {problem}\n"), run);
    }

    [Fact]
    public void ALongWordIsCutInTheMessage()
    {
        ShellRun run = ShellRun.Of(Design.Hardened, new string('x', 1000));

        Assert.Equal($"luo: line 1: unknown operation '{new string('x', 80)}...'\n", run.Error);
    }

    [Fact]
    public void HelpNamesEveryOperation()
    {
        ShellRun run = ShellRun.Of(Design.Hardened, "help # me\nnumber\n");

        string[] words =
        [
            "create", "retrieve", "close", "serialize", "abort", "deserialize", "kexec", "reboot", "coldboot", "quiesce",
            "resume", "counts", "list incoming", "list outgoing", "number", "help",
        ];
        Assert.All(words, word => Assert.Contains($"\n{word} ", "\n" + run.Output, StringComparison.Ordinal));
        Assert.EndsWith("\n0\n", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("  quit # it")]
    public void OnATerminalThereIsAPromptAndAWayOut(string leave)
    {
        ShellRun run = ShellRun.Of(Design.Hardened, $"create a\n\n{leave}\ncreate b\n", interactive: true);

        Assert.Equal(new ShellRun(0, "luo> ok h1\nluo> luo> ", ""), run);
    }

    [Fact]
    public void OnATerminalALineThatIsNotUnderstoodDoesNotEndTheSession()
    {
        ShellRun run = ShellRun.Of(Design.Hardened, "frob\ncreate a\n", interactive: true);

        Assert.Equal(new ShellRun(0, "luo> luo> ok h1\nluo> \n", "luo: line 1: unknown operation 'frob'\n"), run);
    }

    [Fact]
    public void ALineThatIsNoTextIsToldByItsNumberAndTheLinesBeforeItCount()
    {
        using var input = new Utf8LineReader(new MemoryStream([.. "number\ncreate "u8, 0xc3, (byte)'\n', .. "number\n"u8]));
        using var output = new StringWriter();
        using var error = new StringWriter();

        int exitCode = Commands.ShellCommand.Run(Design.Hardened, new Shell.ShellOptions(), input, output, error);

        Assert.Equal((ExitCode.Usage, "0\n", "luo: line 2: not UTF-8 text\n"), (exitCode, output.ToString(), error.ToString()));
    }

    [Fact]
    public void AByteOrderMarkIsDroppedBeforeTheFirstLineOnly()
    {
        using var input = new Utf8LineReader(new MemoryStream(Encoding.UTF8.GetBytes("\uFEFFnumber\r\n\uFEFFé\n\n")));

        Assert.Equal(["number", "\uFEFFé", "", null], [input.ReadLine(), input.ReadLine(), input.ReadLine(), input.ReadLine()]);
    }
}
