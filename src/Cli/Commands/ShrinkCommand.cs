using System.CommandLine;
using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Replaying;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo shrink</c>: makes a trace as small as it gets.</summary>
internal static class ShrinkCommand
{
    private const long DefaultExecutions = 100_000;

    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var file = new Argument<string>("file") { Description = "A trace file.", HelpName = "TRACE" };
        var output = new Option<string?>("--out")
        {
            Description = "The file for the smallest trace; by default the trace file with .minimal before its extension.",
            HelpName = "FILE",
        };
        Option<long> executions = CommonOptions.Number(
            "--max-executions",
            "The most executions for smaller programs (of which one exploration gets a twentieth), and as many again for schedules.",
            1,
            1_000_000_000,
            DefaultExecutions);
        Option<long> configurations = CommonOptions.MaxConfigurations();
        var command = new Command(
            "shrink", "Look for the fewest operations, threads, refusals and switches that still break the rule of a trace.")
        {
            file, AssemblyOption.Make(), output, executions, configurations,
        };
        command.SetAction(parsed => Run(
            designs,
            parsed.GetRequiredValue(file),
            parsed.GetValue(output),
            parsed.GetValue(executions),
            parsed.GetValue(configurations),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(
        KnownDesigns designs, string file, string? target, long maxExecutions, long maxConfigurations, TextWriter output)
    {
        target ??= Path.ChangeExtension(file, $".minimal{Path.GetExtension(file)}");
        OutputFiles.RequireOther(target, file, "the trace itself");
        TraceReplay replay = TraceReplay.Read(file, designs);
        Trace trace = replay.Trace;
        if (trace.IsInternalError)
        {
            throw new FileProblemException(file, "leads to an internal error, and breaks no rule: there is nothing to shrink it by");
        }

        OutputFiles.Try(target);
        ReplayResult replayed = Replayer.Replay(trace, replay.Subject, maxConfigurations);
        if (replayed.Undecided)
        {
            output.Write("inconclusive: whether the results of the trace are linearizable is not decided (--max-configurations was reached)\n");
            return ExitCode.Inconclusive;
        }

        if (replayed.Finding is not { } finding || !replayed.Reproduces(trace))
        {
            output.Write($"DIVERGED: {replayed.Divergence}\nThe trace does not reproduce its violation: there is nothing to shrink.\n");
            return ExitCode.Violation;
        }

        ShrunkTrace shrunk = TraceShrinker.Shrink(trace, replay.Design, finding, maxExecutions);
        OutputFiles.Write(TraceFile.Of(target, shrunk.Trace));
        Print(trace, shrunk, maxExecutions, output);
        output.Write($"\nluo replay {ShellWord.Of(target)}\n");
        return ExitCode.Ok;
    }

    private static void Print(Trace trace, ShrunkTrace shrunk, long maxExecutions, TextWriter output)
    {
        Scenario before = trace.Scenario;
        Scenario after = shrunk.Trace.Scenario;
        output.Write($"{trace.Violation.Check} on {trace.Design}, from scenario {before.Name}\n\n");
        Line("kernels", before.Phases.Count, after.Phases.Count);
        Line("operations", ProgramLength.Operations(before), ProgramLength.Operations(after));
        Line("threads", ProgramLength.Threads(before), ProgramLength.Threads(after));
        Line("refusals", before.Faults.Values.Sum(), after.Faults.Values.Sum());
        Line("switches", trace.Switches, shrunk.Trace.Switches);
        Line("steps", trace.Steps.Count, shrunk.Trace.Steps.Count);
        output.Write($"\n{ScenarioText.Format(after)}\n{Printable.Lines(Interleaving.Render(shrunk.Shortest.Finding))}\n");
        string tried = string.Create(
            CultureInfo.InvariantCulture, $"{shrunk.Program.Tried} smaller programs tried, {shrunk.Executions} executions");
        string minimal = shrunk.IsMinimal
            ? $"minimal: no program that is one reduction smaller breaks the rule under any schedule, and none of its own with fewer switches ({tried})"
            : string.Create(CultureInfo.InvariantCulture, $"smallest found within {maxExecutions} executions ({tried})");
        output.Write($"{WrappedText.Of(minimal, "  ", TerminalWriter.WidthOf(output))}\n");

        void Line(string what, int from, int to)
        {
            if (from != 0 || to != 0)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{what,-12}{from,5} -> {to}\n"));
            }
        }
    }
}
