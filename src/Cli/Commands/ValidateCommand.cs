using System.CommandLine;
using LuoVerified.Check;
using LuoVerified.Check.Linearizability;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Validating;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Spec;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo validate</c>: holds a recorded history against the specification.</summary>
internal static class ValidateCommand
{
    private const string JsonLines = "jsonl";
    private const string Ftrace = "ftrace";

    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "The history of one kernel, or of several in a row, a file each (docs/validate.md).",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> format = NamedValue.Option(
            "--format", $"What the files are: {JsonLines} (JSON lines) or {Ftrace} (events of fprobes, as ftrace prints them).", [JsonLines, Ftrace], JsonLines);
        Option<string> design = NamedValue.Option(
            "--design", "Hold it to what is asked of this design (luo designs).", Design.All.Select(each => each.Name), Design.Hardened.Name);
        var refusals = new Option<bool>("--refusals")
        {
            Description = "Take ENOMEM, ENFILE, and what a handler of files answers (EIO, EBUSY of finish) for the answer to a request that was refused, "
                + "in whatever state.",
        };
        var handedOver = new Option<string?>("--handed-over")
        {
            Description = $"With --format {Ftrace}: the names that the kernel before the first has handed over, with spaces between.",
            HelpName = "NAMES",
        };
        Option<long> configurations = CommonOptions.MaxConfigurations();
        var command = new Command(
            "validate", "Hold a recorded history of operations against the specification; exit 1 if it is not linearizable.")
        {
            files, format, design, refusals, handedOver, configurations,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(handedOver) is not null && result.GetValue(format) != Ftrace)
            {
                result.AddError($"--handed-over goes with --format {Ftrace} only.");
            }
        });
        command.SetAction(parsed =>
        {
            bool isFtrace = parsed.GetValue(format) == Ftrace;
            RecordedKernel[] kernels =
            [
                .. parsed.GetRequiredValue(files).Select((file, at) => isFtrace ? FtraceFile.Read(file) : HistoryFile.Read(file, isFirst: at == 0)),
            ];
            if (parsed.GetValue(handedOver) is { } names)
            {
                kernels[0] = kernels[0] with
                {
                    HandedOver = RecordedKernel.Names(names, reason => new FileProblemException("--handed-over", reason)),
                };
            }

            SpecVariant meaning = Design.All.Single(each => each.Name == parsed.GetValue(design)).Meaning;
            return Run(
                History.Of(kernels, parsed.GetValue(refusals)), meaning, parsed.GetValue(configurations), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static int Run(History history, SpecVariant meaning, long maxConfigurations, TextWriter output)
    {
        LinearizabilityResult result = LinearizabilityChecker.Check(history.Calls, history.Initial, maxConfigurations, meaning);
        string calls = history.Recorded == 1 ? "1 call" : $"{history.Recorded} calls";
        switch (result.Verdict)
        {
            case Verdict.Pass:
                output.Write($"pass: {calls}, linearizable\n");
                return ExitCode.Ok;
            case Verdict.Violation:
                IEnumerable<string> threads = history.Threads.Select((name, thread) => $"{Check.Runs.ThreadName.Of(thread)} is {name}");
                output.Write($"{Wrapped($"threads: {Printable.Of(string.Join(", ", threads))}")}\n{result.Report}\n{Wrapped($"violation: {result.Message}")}\n");
                return ExitCode.Violation;
            default:
                output.Write($"inconclusive: {result.Message} (--max-configurations was reached)\n");
                return ExitCode.Inconclusive;
        }

        string Wrapped(string line) => WrappedText.Of(line, "  ", TerminalWriter.WidthOf(output));
    }
}
