using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Check.Linearizability;
using LuoVerified.Cli.Validating;
using LuoVerified.Sessions.Linearizability;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo validate</c>: holds a recorded history against the specification.</summary>
internal static class ValidateCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A history as JSON lines (docs/validate.md).", HelpName = "FILE" };
        Option<long> configurations = CommonOptions.MaxConfigurations();
        var command = new Command(
            "validate", "Hold a recorded history of operations against the specification; exit 1 if it is not linearizable.")
        {
            file, configurations,
        };
        command.SetAction(parsed => Run(
            HistoryFile.Read(parsed.GetRequiredValue(file)), parsed.GetValue(configurations), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(HistoryFile history, long maxConfigurations, TextWriter output)
    {
        LinearizabilityResult result = LinearizabilityChecker.Check(history.Calls, history.Initial, maxConfigurations);
        string calls = history.Calls.Count == 1 ? "1 call" : $"{history.Calls.Count} calls";
        switch (result.Verdict)
        {
            case Verdict.Pass:
                output.Write($"pass: {calls}, linearizable\n");
                return ExitCode.Ok;
            case Verdict.Violation:
                IEnumerable<string> threads = history.Threads.Select((name, thread) => $"{Check.Runs.ThreadName.Of(thread)} is {name}");
                output.Write($"threads: {Printable.Of(string.Join(", ", threads))}\n{result.Report}\nviolation: {result.Message}\n");
                return ExitCode.Violation;
            default:
                output.Write($"inconclusive: {result.Message} (--max-configurations was reached)\n");
                return ExitCode.Inconclusive;
        }
    }
}
