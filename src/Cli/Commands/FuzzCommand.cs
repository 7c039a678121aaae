using System.CommandLine;
using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Merging;
using LuoVerified.Cli.Origins;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo fuzz</c>: explores random programs, and shrinks those that break a rule.</summary>
internal static class FuzzCommand
{
    private const int DefaultPrograms = 100;
    private const long DefaultExecutions = 1_000;
    private const long Most = 1_000_000_000;

    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        Option<string[]> chosen = ScenarioSelection.DesignNames(
            $"A design to run the programs on, or all; {string.Join(", ", designs.StandardForPrograms.Select(design => design.Name))} by default; may be repeated.", designs);
        Option<long?> programs = CommonOptions.Number(
            "--programs", $"How many programs; {DefaultPrograms} by default, without end where --time is given.", 1, int.MaxValue);
        var time = new TimeOptions("programs that were asked for and not judged then are undecided (exit 4)", Environment.GetEnvironmentVariable);
        Option<long> seed = CommonOptions.Number(
            "--seed", "Equal seeds give equal programs, and without --time equal reports.", 0, uint.MaxValue, 1);
        Option<long> files = CommonOptions.Number(
            "--files", "How many files sessions can preserve; 0 for no operations on files.", 0, ProgramBounds.MaxFiles, 0);
        Option<long> executions = CommonOptions.Number(
            "--max-executions", "The most executions of one exploration of a program.", 1, Most, DefaultExecutions);
        Option<string> output = CommonOptions.Output();
        Option<bool> keep = CommonOptions.KeepFirst();
        var reporting = new ReportOptions();
        Option<Shard> shard = ShardOption.Make("programs", Environment.GetEnvironmentVariable);
        var command = new Command("fuzz", "Explore random programs on designs; shrink what breaks a rule to the smallest program and the simplest schedule.")
        {
            chosen, AssemblyOption.Make(), programs, time.Seconds, time.Until, seed, files, executions, output, keep, reporting.Json, reporting.Reports,
            reporting.Html, reporting.Sources, shard,
        };
        command.Validators.Add(time.Validate);
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetValue(chosen) ?? [];
            var options = new FuzzOptions
            {
                Designs = designs.Chosen(named, designs.StandardForPrograms),
                Seed = (uint)parsed.GetValue(seed),
                Files = (int)parsed.GetValue(files),
                Programs = (int?)parsed.GetValue(programs) ?? (parsed.GetValue(time.Seconds) is null ? DefaultPrograms : null),
                MaxExecutions = parsed.GetValue(executions),
                Shard = parsed.GetValue(shard),
                TimeIsUp = time.IsUp(parsed),
            };
            string folder = parsed.GetRequiredValue(output);
            OutputFolder.Make(folder);
            reporting.Try(parsed);
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            var failures = new FailureLog(folder, CommandLine(options), options.Seed);
            FuzzReport fuzzed = RunWithProgress(options, failures, streams.Error);
            failures.Print(streams.Error);
            WrittenFuzzReport report = WrittenFuzzReport.Write(fuzzed, folder, parsed.GetValue(keep), failures.Pairs);
            Basis basis = BasisOf(options, parsed.GetValue(time.Seconds));
            reporting.Write(parsed, new WritableReport(
                () => JsonText.Of(Reports.Of(report, basis)), text => FuzzText.Print(report, text), () => GateReports.Of(report, basis)));
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>The options that the schedules depend on, as on the command line.</summary>
    private static string CommandLine(FuzzOptions options) => string.Create(
        CultureInfo.InvariantCulture, $"luo fuzz --seed {options.Seed}{(options.Files == 0 ? "" : $" --files {options.Files}")} --max-executions {options.MaxExecutions}{ShardOption.Text(options.Shard)}");

    private static Basis BasisOf(FuzzOptions options, double? seconds) => new(
        [],
        options.Designs,
        new { options.Seed, options.Programs, options.Files, options.MaxExecutions, Time = seconds },
        CommandLine(options),
        Samples: false);

    private static FuzzReport RunWithProgress(FuzzOptions options, FailureLog failures, TextWriter error)
    {
        using var line = new LiveLine(error);
        return Fuzzer.Run(options, new FuzzProgress(line), failures.Add);
    }
}
