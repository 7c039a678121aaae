using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>What a command line did, within this process.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
public sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] args) => Of(Design.All, args);

    /// <summary>As the other, with designs of one's own.</summary>
    public static CommandRun Of(IReadOnlyList<Design> designs, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = Program.Run(args, output, error, designs);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
