namespace LuoVerified.Cli.Tests;

/// <summary>The command line itself: what is not understood, and help.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "Required command was not provided. See 'luo --help'.")]
    [InlineData("frob", "Unknown command, option or argument 'frob'. See 'luo --help'.")]
    [InlineData("shell --frob", "Unknown command, option or argument '--frob'. See 'luo shell --help'.")]
    [InlineData("shell @script", "Unknown command, option or argument '@script'. See 'luo shell --help'.")]
    [InlineData("shell --design", "Required argument missing for option: '--design'. See 'luo shell --help'.")]
    [InlineData("shell --design best", "Unknown design 'best', want one of: as-posted, hardened. See 'luo shell --help'.")]
    [InlineData("shell --design Hardened", "Unknown design 'Hardened', want one of: as-posted, hardened. See 'luo shell --help'.")]
    [InlineData("abi", "Required command was not provided. See 'luo abi --help'.")]
    [InlineData("abi read --fdt f", "Option '--block' is required. See 'luo abi read --help'.")]
    [InlineData("abi emit --names n --pa 1 --fdt f --block b", "Option '--number' is required. See 'luo abi emit --help'.")]
    public void ACommandLineThatIsNotUnderstoodIsOneMessageAndExitTwo(string line, string message)
    {
        CommandRun run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {message}\n"), run);
    }

    [Theory]
    [InlineData("--help", "shell")]
    [InlineData("--help", "abi")]
    [InlineData("shell --help", "--design")]
    [InlineData("shell --help", "as-posted, hardened. [default: hardened]")]
    [InlineData("shell --help", "--echo")]
    [InlineData("abi emit --help", "--trim")]
    [InlineData("abi read --help", "--block")]
    public void HelpIsNoError(string line, string part)
    {
        CommandRun run = CommandRun.Of(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnexpectedExceptionIsAnInternalErrorInOneLine()
    {
        using var error = new StringWriter();

        int exitCode = Program.Run(["--help"], new FaultyWriter(), error);

        Assert.Equal(
            (ExitCode.Internal, "luo: internal error: InvalidOperationException: out of ink\n"), (exitCode, error.ToString()));
    }

    private sealed class FaultyWriter : StringWriter
    {
        public override void Write(char value) => throw new InvalidOperationException("out of\nink");

        public override void Write(string? value) => throw new InvalidOperationException("out of\nink");

        public override void Write(char[] buffer, int index, int count) => throw new InvalidOperationException("out of\nink");
    }
}
