using System.CommandLine;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Replaying;
using LuoVerified.Cli.Replaying.Picture;
using LuoVerified.Sessions;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo replay</c>: runs the schedules of trace files again.</summary>
internal static class ReplayCommand
{
    private const long MostSeconds = 86_400;
    private const long DefaultSeconds = 300;

    /// <summary>Makes the command.</summary>
    /// <param name="designs">The designs that it knows.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build(KnownDesigns designs)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Trace files, or folders for all files *.trace in them.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FILE|DIR",
        };
        PictureOptions picture = new();
        var json = new Option<string?>("--json") { Description = "Write the trace, explained, to this file as JSON, too.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write it to this file as a page for a browser, too.", HelpName = "FILE" };
        Option<string> sources = CommonOptions.Sources();
        Option<long> configurations = CommonOptions.MaxConfigurations();
        LooseOptions loose = new(designs);
        Option<long?> step = CommonOptions.Number("--break", "Wait for a debugger before this step.", 1, Check.Runs.Run.MaxSteps);
        Option<long> wait = CommonOptions.Number("--break-wait", "How many seconds --break waits.", 1, MostSeconds, DefaultSeconds);
        var command = new Command("replay", "Run the schedule of a trace file again, step by step; exit 1 where the code departs from it.")
        {
            files, AssemblyOption.Make(), picture.All, picture.Width, json, html, sources, configurations, loose.Loose, loose.Design, loose.Update, step, wait,
        };
        Option[] ofOne = [picture.All, picture.Width, json, html, step];
        command.Validators.Add(result => loose.Validate(result, ofOne));
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetRequiredValue(files);
            IReadOnlyList<string> traces = TraceFiles.Of(named);
            long bound = parsed.GetValue(configurations);
            TextWriter output = parsed.InvocationConfiguration.Output;
            TextWriter error = parsed.InvocationConfiguration.Error;
            if (!parsed.GetValue(loose.Loose) && traces is [var only] && named[0] == only)
            {
                var outputs = new ExplainedOutputs(parsed.GetValue(json), parsed.GetValue(html), parsed.GetRequiredValue(sources));
                outputs.RequireOthersThan(only);
                DebuggerWait? debugger = parsed.GetValue(step) is { } number
                    ? new DebuggerWait((int)number, TimeSpan.FromSeconds(parsed.GetValue(wait)), error)
                    : null;
                return One(TraceReplay.Read(only, designs), picture.Of(parsed), outputs, bound, debugger, output);
            }

            if (ofOne.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } wrong)
            {
                throw new FileProblemException($"{wrong.Name} is for one trace file alone, not for several or a folder");
            }

            string? other = parsed.GetValue(loose.Design)?.LastOrDefault();
            Func<string, Replayed> replay = parsed.GetValue(loose.Loose)
                ? file => TraceReplay.Read(file, designs, other).Loosely(bound)
                : file => TraceReplay.Read(file, designs).Strictly(bound);
            return new ManyReplays(output, error).Run(traces, replay, parsed.GetValue(loose.Update));
        });
        return command;
    }

    private static int One(
        TraceReplay replay, (int Width, bool All) picture, ExplainedOutputs outputs, long maxConfigurations, DebuggerWait? debugger, TextWriter output)
    {
        Trace trace = replay.Trace;
        ReplayPause? pause = debugger?.Before(replay);
        ReplayResult result = Replayer.Replay(
            trace, replay.Subject, maxConfigurations, SessionChecks.All, pause);
        outputs.Write(replay.File, result.Explanation);
        Replayed replayed = Replayed.Of(trace, result);
        output.Write(ExplanationText.Of(result.Explanation!, replayed.Line, picture.Width, picture.All));
        return replayed.ExitCode;
    }
}
