using System.CommandLine;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Shell;
using LuoVerified.Core.Alone;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo shell</c>: operations on one machine, from a terminal or a script on standard input.</summary>
internal static class ShellCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        string[] designs = [.. Design.All.Select(each => each.Name)];
        Option<string> design = NamedValue.Option(
            "--design", $"How the session service is built: {string.Join(", ", designs)}.", designs, Design.Hardened.Name);
        var echo = new Option<bool>("--echo") { Description = "Print each operation before its result." };
        var command = new Command("shell", "Perform session operations read from standard input, one a line; 'help' lists them.")
        {
            design,
            echo,
        };
        command.SetAction(parsed =>
        {
            bool interactive = !Console.IsInputRedirected;
            using TextReader input = interactive ? Console.In : new Utf8LineReader(StandardInput.Open());
            var options = new ShellOptions { Echo = parsed.GetValue(echo), Interactive = interactive };
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            return Run(Design.All.Single(each => each.Name == parsed.GetValue(design)), options, input, streams.Output, streams.Error);
        });
        return command;
    }

    /// <summary>Runs a shell to the end of its input.</summary>
    /// <param name="design">How the session service is built.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="input">The operations, one a line.</param>
    /// <param name="output">Takes the results.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <returns><see cref="ExitCode.Ok"/>; <see cref="ExitCode.Usage"/>, a line of a script is not understood;
    /// <see cref="ExitCode.Violation"/>, the session service broke a rule of the run time.</returns>
    public static int Run(Design design, ShellOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            return new SessionShell(new SessionConsole(design), input, output, error, options).Run();
        }
        catch (ViolationException violation)
        {
            error.Write($"violation: {violation.Message}\n");
            error.Flush();
            return ExitCode.Violation;
        }
    }
}
