using System.CommandLine;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Files;
using LuoVerified.Impl;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo replay</c>: runs the schedule of a trace file again.</summary>
internal static class ReplayCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var file = new Argument<string>("file") { Description = "A trace file that 'luo check' wrote.", HelpName = "FILE" };
        var lines = new Option<bool>("--lines") { Description = "Show file and line of each step." };
        var json = new Option<string?>("--json") { Description = "Write the trace, explained, to this file as JSON, too.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write it to this file as a page for a browser, too.", HelpName = "FILE" };
        Option<string> sources = CommonOptions.Sources();
        Option<long> configurations = CommonOptions.MaxConfigurations();
        var command = new Command("replay", "Run the schedule of a trace file again, step by step; exit 1 where the code departs from it.")
        {
            file, AssemblyOption.Make(), lines, json, html, sources, configurations,
        };
        command.SetAction(parsed => Run(
            designs.All,
            parsed.GetRequiredValue(file),
            parsed.GetValue(lines),
            new ExplainedOutputs(parsed.GetValue(json), parsed.GetValue(html), parsed.GetRequiredValue(sources)),
            parsed.GetValue(configurations),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(
        IReadOnlyList<Design> designs, string file, bool lines, ExplainedOutputs outputs, long maxConfigurations, TextWriter output)
    {
        outputs.RequireOthersThan(file);
        Trace trace = ScenarioFile.ReadTrace(file);
        Design design = designs.FirstOrDefault(each => each.Name == trace.Design)
            ?? throw new FileProblemException(file, $"there is no design '{trace.Design}'");
        ScenarioRun.RequireUsable(trace.Scenario, design);
        ReplayResult result = Replayer.Replay(
            trace, trace.Scenario.On(design), maxConfigurations, outputs.Any ? SessionChecks.All : null);
        outputs.Write(file, result.Explanation);
        output.Write($"scenario {trace.Scenario.Name}: {trace.Scenario.Summary}\ndesign {trace.Design}\n\n");
        output.Write(Interleaving.Render(result.Steps, result.Violation, lines ? result.Places : []));
        output.Write(result.Violation is { Calls.Length: > 0 } violation ? $"\n{violation.Calls}" : "");
        if (result.Divergence is { } divergence)
        {
            output.Write($"\nDIVERGED: {divergence}\n");
            return ExitCode.Violation;
        }

        if (result.Undecided)
        {
            output.Write("\ninconclusive: the recorded steps, but whether the results are linearizable is not decided "
                + "(--max-configurations was reached)\n");
            return ExitCode.Inconclusive;
        }

        if (trace.IsInternalError)
        {
            output.Write($"\nfollowed: {trace.Steps.Count} steps, as recorded, without the internal error: "
                + "it was not in the run, but in what looked at it\n");
            return ExitCode.Ok;
        }

        output.Write($"\nreproduced: {trace.Violation.Check} after {trace.Steps.Count} steps, as recorded\n");
        return ExitCode.Ok;
    }
}
