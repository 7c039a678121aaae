using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Shell;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>What a shell made of a script.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
public sealed record ShellRun(int ExitCode, string Output, string Error)
{
    internal static ShellRun Of(Design design, string script, bool echo = false, bool interactive = false)
    {
        using var input = new StringReader(script);
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = ShellCommand.Run(
            design, new ShellOptions { Echo = echo, Interactive = interactive }, input, output, error);
        return new ShellRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The result lines of a script that is right, joined by a bar.</summary>
    internal static string Results(Design design, params string[] operations)
    {
        ShellRun run = Of(design, string.Join('\n', operations));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return string.Join(" | ", run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
