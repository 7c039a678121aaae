using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Model;
using LuoVerified.Sessions.Model;

namespace LuoVerified.Cli.Commands;

/// <summary><c>luo model</c>: explores the specification's whole state space within bounds, breadth first.</summary>
internal static class ModelCommand
{
    private const string All = "all";

    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options and its action.</returns>
    public static Command Build()
    {
        var defaults = new ModelBounds();
        Option<long> names = CommonOptions.Number("--names", "Names that sessions can have.", 1, ModelBounds.MaxNames, defaults.Names);
        Option<long> handles = CommonOptions.Number("--handles", "Handles that can be open at the same time.", 1, ModelBounds.MaxHandles, defaults.Handles);
        Option<long> kernels = CommonOptions.Number("--kernels", "Kernels in a row: live updates and one.", 1, ModelBounds.MaxKernels, defaults.Kernels);
        Option<long> files = CommonOptions.Number(
            "--files", "Files that sessions can preserve; without any there is no operation on files.", 0, ModelBounds.MaxFiles, defaults.Files);
        Option<long?> capacity = CommonOptions.Number("--capacity", "Sessions tracked for the next kernel; as many as there are names unless given.", 1, 1_000);
        Option<string> symmetry = NamedValue.Option(
            "--symmetry",
            "Which states count as one: those that differ in nothing (none), in names, in handles, in both, or in the order of lists; "
                + "all counts each way, the plain one first.",
            [All, .. Enum.GetValues<Symmetry>().Select(Word)],
            All);
        Option<long> threads = CommonOptions.Number(
            "--threads", "Threads; the result does not depend on it.", 1, ModelOptions.MaxThreads,
            Math.Min(Environment.ProcessorCount, ModelOptions.MaxThreads));
        Option<long> maxStates = CommonOptions.Number("--max-states", "End where there are more states; inconclusive then (exit 4).", 1, 300_000_000, 300_000_000);
        Option<long?> maxMemory = CommonOptions.Number(
            "--max-memory", "End where states would take more MiB; inconclusive then (exit 4). Three quarters of the memory unless given.",
            1, 1 << 20);
        var time = new TimeOptions("inconclusive then (exit 4)", Environment.GetEnvironmentVariable);
        Option<bool> judge = new("--judge") { Description = "Compare every transition with what the specification answers: slow." };
        var reporting = new ReportOptions();
        var command = new Command("model", "Explore the specification's state space within bounds; check invariants, deadlock and goals.")
        {
            names, handles, kernels, files, capacity, symmetry, threads, maxStates, maxMemory, time.Seconds, time.Until, judge, reporting.Json,
        };
        command.Validators.Add(time.Validate);
        command.SetAction(parsed =>
        {
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            var bounds = new ModelBounds
            {
                Names = (int)parsed.GetValue(names),
                Handles = (int)parsed.GetValue(handles),
                Kernels = (int)parsed.GetValue(kernels),
                Files = (int)parsed.GetValue(files),
                Capacity = (int?)parsed.GetValue(capacity),
            };
            if (bounds.Objection() is { } objection)
            {
                streams.Error.Write($"luo: {objection}. See 'luo model --help'.\n");
                return ExitCode.Usage;
            }

            var options = new ModelOptions
            {
                Bounds = bounds,
                Threads = (int)parsed.GetValue(threads),
                MaxStates = parsed.GetValue(maxStates),
                MaxBytes = parsed.GetValue(maxMemory) << 20,
                TimeIsUp = time.IsUp(parsed),
                Judge = parsed.GetValue(judge),
            };
            reporting.Try(parsed);
            string chosen = parsed.GetRequiredValue(symmetry);
            Symmetry[] explored = chosen == All
                ? [Symmetry.None, Symmetry.Names, Symmetry.Handles, Symmetry.Both, Symmetry.Order]
                : [Enum.Parse<Symmetry>(chosen, ignoreCase: true)];
            using var line = new LiveLine(streams.Error);
            List<Timed> runs = Explore(options, explored, line);
            line.Dispose();
            int exitCode = ExitCode.Of(runs[^1].Result.Verdict);
            reporting.Write(parsed, () => Json(runs, options, exitCode), text => PrintText(runs, options, text));
            return exitCode;
        });
        return command;
    }

    /// <summary>Explores each way; the first that does not pass is the last.</summary>
    private static List<Timed> Explore(ModelOptions options, Symmetry[] explored, LiveLine line)
    {
        List<Timed> runs = [];
        foreach (Symmetry symmetry in explored)
        {
            var clock = Stopwatch.StartNew();
            ModelResult result = ModelChecker.Run(options with
            {
                Symmetry = symmetry,
                Progress = at => line.Show(() => $"symmetry {Word(symmetry)}: level {at.Level}, {Count(at.States)} states, "
                    + $"{Count(at.Transitions)} transitions, {Count((long)(at.States / clock.Elapsed.TotalSeconds))} states/s"),
            });
            runs.Add(new Timed(result, clock.Elapsed.TotalSeconds));
            if (result.Verdict != Verdict.Pass)
            {
                break;
            }
        }

        return runs;
    }

    private static void PrintText(List<Timed> runs, ModelOptions options, TextWriter output)
    {
        ModelResult first = runs[0].Result;
        output.Write($"bounds      {first.Bounds}{(first.Bounds.Files == 0 ? "; sessions without files" : "")}\n");
        output.Write($"encoding    {first.StateBits} bits a state; threads {options.Threads}{(options.Judge ? "; judged" : "")}\n\n");
        output.Write($"{"symmetry",-10} {"states",13} {"transitions",14} {"levels",7} {"bytes/state",12} {"seconds",8} {"states/s",12}\n");
        foreach ((ModelResult result, double seconds) in runs)
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Word(result.Symmetry),-10} {Count(result.States),13} {Count(result.Transitions),14} {result.Levels,7} {result.BytesPerState,12:F1} {seconds,8:F2} {Count((long)(result.States / seconds)),12}\n"));
        }

        ModelResult last = runs[^1].Result;
        output.Write($"\ninvariants  {string.Join(", ", Spec.Invariants.All.Select(invariant => invariant.Name))}, {ModelChecker.Deadlock}\n");
        output.Write($"goals       {first.Goals.Count(goal => goal.Steps is not null)} of {first.Goals.Count} reached\n");
        foreach (GoalResult goal in last.Verdict == Verdict.Pass ? first.Goals : last.Goals)
        {
            output.Write($"  {goal.Steps?.ToString(CultureInfo.InvariantCulture) ?? "-",4}  {goal.Name}\n");
        }

        if (first.GoalsRuledOut.Count > 0)
        {
            output.Write($"ruled out   {string.Join("; ", first.GoalsRuledOut)} (by the bounds)\n");
        }

        if (last.Violation is { } violation)
        {
            output.Write($"\n{violation.Check}: {violation.Message}\n{string.Join('\n', last.Counterexample)}\n");
        }

        string why = last switch
        {
            { Stopped: { } stopped, Levels: 0 } => $": {stopped}",
            { Stopped: { } stopped } => $": {stopped}; all {Count(last.States)} of the first {last.Levels} levels hold the invariants",
            { Verdict: Verdict.Violation, Violation: null } => ": a goal is out of reach",
            _ => "",
        };
        output.Write($"\nverdict     {Cell.ToneOf(last.Verdict).Of(Word(last.Verdict), output)}{why}\n");
    }

    /// <summary>Holds no time and no memory: equal bounds give equal bytes.</summary>
    private static string Json(List<Timed> runs, ModelOptions options, int exitCode)
    {
        ModelResult last = runs[^1].Result;
        return JsonText.Of(new
        {
            Format = "luo-model 2",
            last.Bounds.Names,
            last.Bounds.Handles,
            last.Bounds.Kernels,
            last.Bounds.Files,
            Capacity = last.Bounds.EffectiveCapacity,
            options.Threads,
            last.StateBits,
            Runs = runs.Select(run => new
            {
                Symmetry = Word(run.Result.Symmetry),
                Verdict = Word(run.Result.Verdict),
                run.Result.States,
                run.Result.Transitions,
                run.Result.Levels,
                run.Result.Stopped,
            }),
            Goals = last.Goals.Select(goal => new { goal.Name, goal.Steps }),
            last.GoalsRuledOut,
            last.Violation,
            last.Counterexample,
            Verdict = Word(last.Verdict),
            ExitCode = exitCode,
        });
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An exploration and how long it took.</summary>
    private readonly record struct Timed(ModelResult Result, double Seconds);
}
