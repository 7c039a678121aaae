namespace LuoVerified.Cli.Tests;

/// <summary>The built program: exit codes, streams, and that nobody ever sees a stack trace.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("as-posted")]
    [InlineData("hardened")]
    public void AScriptRunsFromStandardInput(string design) => Assert.Equal(
        new ProcessRun(0, "create é -> ok h1\nkexec -> ok\nlist incoming -> 1 -%C3%A9\n", ""),
        ProcessRun.Of("create é # one\nkexec\nlist incoming", "shell", "--echo", "--design", design));

    [Fact]
    public void HardenedIsTheDefault() =>
        Assert.Equal(new ProcessRun(0, "-EINVAL\n", ""), ProcessRun.Of("create\n", "shell"));

    [Fact]
    public void ALineThatIsNotUnderstoodIsExitTwo() => Assert.Equal(
        new ProcessRun(2, "ok h1\n", "luo: line 2: unknown operation 'frob'\n"), ProcessRun.Of("create a\nfrob\n", "shell"));

    [Theory]
    [InlineData(2, "frob")]
    [InlineData(2, "shell", "--design", "none")]
    [InlineData(2, "abi", "read", "--fdt", "no such file", "--block", "none")]
    [InlineData(2, "abi", "read", "--fdt", "/", "--block", "/")]
    [InlineData(2, "abi", "emit", "--names", "/dev/null", "--pa", "0", "--number", "0", "--fdt", "/no/fdt", "--block", "/no/block")]
    [InlineData(1, "abi", "read", "--fdt", "/dev/null", "--block", "/dev/null")]
    public void EveryFailureIsOneLineOnStandardError(int exitCode, params string[] args)
    {
        ProcessRun run = ProcessRun.Of("", args);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(" at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "", "2>&-", "scenarios", "two-retrieves")]
    [InlineData(0, "", "2>/dev/full", "scenarios", "two-retrieves")]
    [InlineData(2, "", "2>&-", "frob")]
    [InlineData(2, "", "2>/dev/full", "frob")]
    [InlineData(2, "luo: standard input or output: Bad file descriptor\n", ">&-", "scenarios")]
    [InlineData(2, "luo: standard input or output: No space left on device\n", ">/dev/full", "scenarios")]
    public void AStreamThatTakesNothingIsNeverAStackTrace(int exitCode, string error, string redirection, params string[] args)
    {
        ProcessRun run = ProcessRun.Redirected(redirection, args);

        Assert.Equal((exitCode, error), (run.ExitCode, run.Error));
    }

    [Fact]
    public void VersionAndHelpAreExitZero()
    {
        Assert.Equal(0, ProcessRun.Of("", "--version").ExitCode);
        Assert.Equal(0, ProcessRun.Of("", "abi", "emit", "--help").ExitCode);
    }
}
