using System.CommandLine;
using System.Diagnostics;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using Spectre.Console;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo fuzz</c>: explores random programs, and shrinks those that break a rule.</summary>
internal static class FuzzCommand
{
    private const int DefaultPrograms = 100;
    private const long DefaultExecutions = 2_000;

    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        Option<string[]> designs = ScenarioSelection.Names(
            "--design", "A design to run the programs on, hardened by default; may be repeated.", Design.All.Select(design => design.Name));
        Option<int?> programs = new("--programs")
        {
            Description = $"How many programs; {DefaultPrograms} by default, without end where --time is given.",
            HelpName = "N",
        };
        Option<double?> time = new("--time") { Description = "End after so many seconds.", HelpName = "SECONDS" };
        Option<uint> seed = new("--seed")
        {
            Description = "Equal seeds give equal programs, and without --time equal reports.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<long> executions = new("--max-executions")
        {
            Description = "The most executions of one exploration of a program.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultExecutions,
        };
        Option<string> output = new("--out")
        {
            Description = "The folder for scenario and trace files; made if it is not there.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "luo-traces",
        };
        Option<bool> json = new("--json") { Description = "Print the report as JSON." };
        programs.Validators.Add(result =>
        {
            if (result.Parsed<int>() is < 1 or > 1_000_000_000)
            {
                result.AddError("--programs wants a number from 1 to 1000000000.");
            }
        });
        executions.Validators.Add(result =>
        {
            if (result.Parsed<long>() is < 1 or > 1_000_000_000)
            {
                result.AddError("--max-executions wants a number from 1 to 1000000000.");
            }
        });
        time.Validators.Add(result =>
        {
            if (result.Parsed<double>() is not (null or (> 0 and <= 1_000_000)))
            {
                result.AddError("--time wants a number of seconds, more than 0 and at most 1000000.");
            }
        });

        var command = new Command("fuzz", "Explore random programs on designs; shrink what breaks a rule to the smallest program and the simplest schedule.")
        {
            designs, programs, time, seed, executions, output, json,
        };
        command.SetAction(parsed =>
        {
            var clock = Stopwatch.StartNew();
            double? limit = parsed.GetValue(time);
            string[] named = parsed.GetValue(designs) ?? [];
            var options = new FuzzOptions
            {
                Designs = named.Length == 0 ? [Design.Hardened] : [.. Design.All.Where(design => named.Contains(design.Name))],
                Seed = parsed.GetValue(seed),
                Programs = parsed.GetValue(programs) ?? (limit is null ? DefaultPrograms : null),
                MaxExecutions = parsed.GetValue(executions),
                TimeIsUp = () => limit is { } most && clock.Elapsed.TotalSeconds >= most,
            };
            string folder = parsed.GetRequiredValue(output);
            OutputFolder.Make(folder);
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            WrittenFuzzReport report = WrittenFuzzReport.Write(RunWithProgress(options, streams.Error), folder);
            if (parsed.GetValue(json))
            {
                FuzzJson.Print(report, streams.Output);
            }
            else
            {
                FuzzText.Print(report, streams.Output);
            }

            return report.ExitCode;
        });
        return command;
    }

    private static FuzzReport RunWithProgress(FuzzOptions options, TextWriter error)
    {
        if (Console.IsErrorRedirected)
        {
            return Fuzzer.Run(options, new PlainFuzzProgress(error));
        }

        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Status().Start("fuzz", status => Fuzzer.Run(options, new LiveFuzzProgress(status)));
    }
}
