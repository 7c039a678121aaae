using System.CommandLine;
using System.Globalization;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>The command line itself: what is not understood, and help.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frob", "Unknown command, option or argument 'frob'. See 'luo --help'.")]
    [InlineData("shell --frob", "Unknown command, option or argument '--frob'. See 'luo shell --help'.")]
    [InlineData("shell @script", "Unknown command, option or argument '@script'. See 'luo shell --help'.")]
    [InlineData("shell --design", "Required argument missing for option: '--design'. See 'luo shell --help'.")]
    [InlineData("abi", "Required command was not provided. See 'luo abi --help'.")]
    [InlineData("abi read --fdt f", "Option '--block' is required. See 'luo abi read --help'.")]
    [InlineData("abi emit --names n --pa 1 --fdt f --block b", "Option '--number' is required. See 'luo abi emit --help'.")]
    public void ACommandLineThatIsNotUnderstoodIsOneMessageAndExitTwo(string line, string message)
    {
        CommandRun run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {message}\n"), run);
    }

    /// <summary>Of every option of every command.</summary>
    [Fact]
    public void AnOptionWithoutItsArgumentIsOneMessageAndExitTwo()
    {
        (string[] Path, Option Option)[] all = [.. Options(Program.Root(KnownDesigns.Of(Design.All)), [])];
        Assert.InRange(all.Length, 100, 1_000);
        Assert.All(all, each =>
        {
            CommandRun run = CommandRun.Of([.. each.Path, each.Option.Name]);
            Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
            Assert.StartsWith("luo: ", run.Error, StringComparison.Ordinal);
            Assert.Contains($"Required argument missing for option: '{each.Option.Name}'.", run.Error, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<(string[] Path, Option Option)> Options(Command command, string[] path) =>
        command.Options.Where(option => option.Arity.MinimumNumberOfValues > 0).Select(option => (path, option))
            .Concat(command.Subcommands.SelectMany(below => Options(below, [.. path, below.Name])));

    [Theory]
    [InlineData("'best'", "shell", "--design", "best")]
    [InlineData("'Hardened' (hardened?)", "shell", "--design", "Hardened")]
    [InlineData("'mainline-72' (mainline-7.2?)", "validate", "--design", "mainline-72", "h")]
    public void AnUnknownDesignIsAnsweredWithTheList(string name, string command, params string[] args)
    {
        string message = $"luo: --design: unknown name {name}, want one of: {string.Join(", ", Design.All.Select(design => design.Name))}. See 'luo {command} --help'.\n";

        Assert.Equal(new CommandRun(ExitCode.Usage, "", message), CommandRun.Of([command, .. args]));
    }

    /// <summary>Whatever takes a name out of a list refuses another in the same words.</summary>
    [Theory]
    [InlineData("--symmetry: unknown name 'name' (names?), want one of: all, none, names, handles, both, order.", "model", "--symmetry", "name")]
    [InlineData("--strategy: unknown name 'dsf' (dfs?), want one of: portfolio, ", "check", "--strategy", "dsf")]
    [InlineData("--scenario: unknown name 'two-retreives' (two-retrieves?), 'x', want one of: ", "prove", "--scenario", "two-retreives", "--scenario", "x")]
    [InlineData("NAME: unknown name 'two-retreives' (two-retrieves?), want one of: ", "scenarios", "two-retreives")]
    [InlineData("Unknown command, option or argument 'chek'. Is it check? See 'luo --help'.", "chek")]
    [InlineData("Unknown command, option or argument '--ecoh'. Is it --echo? See 'luo shell --help'.", "shell", "--ecoh")]
    public void AnUnknownNameIsAnsweredWithTheOneThatItIsNear(string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: {message}", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void TheHelpOfTheShellNamesEveryDesign()
    {
        CommandRun run = CommandRun.Of("shell", "--help");

        Assert.All(Design.All, design => Assert.Contains(design.Name, run.Output, StringComparison.Ordinal));
        Assert.Contains("[default: hardened]", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "--iterations", "1 to 1000000000")]
    [InlineData("check", "--seed", "0 to 4294967295")]
    [InlineData("prove", "--max-executions", "1 to 1000000000")]
    [InlineData("prove", "--samples", "0 to 1000000000")]
    [InlineData("model", "--names", "1 to 7")]
    [InlineData("model", "--handles", "1 to 15")]
    [InlineData("model", "--kernels", "1 to 16")]
    [InlineData("model", "--capacity", "1 to 1000")]
    [InlineData("model", "--threads", "1 to 16")]
    [InlineData("model", "--max-states", "1 to 300000000")]
    [InlineData("model", "--max-memory", "1 to 1048576")]
    public void WhatIsNoNumberInTheRangeOfAnOptionIsAUsageError(string command, string option, string range)
    {
        string[] ends = range.Split(" to ");
        string below = (long.Parse(ends[0], CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);
        string above = (long.Parse(ends[1], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        foreach (string text in (string[])[below, above, "-1", "", " ", "x", "1x", "0x1", "1.5", "+1", "99999999999999999999999999"])
        {
            CommandRun run = CommandRun.Of(command, option, text);

            Assert.Equal(
                new CommandRun(ExitCode.Usage, "", $"luo: {option} wants a number from {range}, not '{text}'. See 'luo {command} --help'.\n"), run);
        }
    }

    [Theory]
    [InlineData("check")]
    [InlineData("prove")]
    [InlineData("fuzz")]
    [InlineData("mutate")]
    [InlineData("model")]
    public void WhatIsNoTimeIsAUsageError(string command)
    {
        foreach (string text in (string[])["0", "-1", "1000001", "", "x", "NaN", "Infinity", "1e300", "1,5", "1s"])
        {
            CommandRun run = CommandRun.Of(command, "--time", text);

            Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
            Assert.Equal(
                $"luo: --time wants a number of seconds, more than 0 and at most 1000000, not '{text}'. See 'luo {command} --help'.\n", run.Error);
        }
    }

    [Theory]
    [InlineData("check --iterations")]
    [InlineData("check --time")]
    [InlineData("model --names")]
    [InlineData("model --capacity")]
    [InlineData("model --names 1 --names 2")]
    [InlineData("prove --samples")]
    public void AnOptionWithoutItsOneValueIsAUsageError(string line)
    {
        CommandRun run = CommandRun.Of(line.Split(' '));

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("check --iteration 5", "There is no option '--iteration'. Is it --iterations? (A file of that name is ./--iteration.) See 'luo check --help'.")]
    [InlineData("prove x.scenario --jsn=y", "There is no option '--jsn'. Is it --json? (A file of that name is ./--jsn=y.) See 'luo prove --help'.")]
    [InlineData("merge --quickly", "There is no option '--quickly'. (A file of that name is ./--quickly.) See 'luo merge --help'.")]
    [InlineData("replay -v", "There is no option '-v'. (A file of that name is ./-v.) See 'luo replay --help'.")]
    public void AnOptionThatThereIsNotIsNoFile(string line, string message) =>
        Assert.Equal(new CommandRun(ExitCode.Usage, "", $"luo: {message}\n"), CommandRun.Of(line.Split(' ')));

    [Fact]
    public void WithoutArgumentsThereIsHelpAndNoSuccess()
    {
        CommandRun run = CommandRun.Of();
        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Error));
        Assert.Equal(CommandRun.Of("--help").Output, run.Output);
    }

    [Fact]
    public void AShellWithoutStandardInputSaysSo()
    {
        ProcessRun run = ProcessRun.Redirected("<&-", "shell");
        Assert.Equal(new ProcessRun(ExitCode.Usage, "", "luo: standard input: is closed\n"), run);
    }

    [Theory]
    [InlineData("--help", "shell")]
    [InlineData("--help", "abi")]
    [InlineData("shell --help", "--design")]
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
