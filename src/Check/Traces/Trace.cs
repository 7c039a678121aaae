using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Traces;

/// <summary>A step of a trace: a choice, and what came of it.</summary>
/// <param name="Thread">The index of the thread that was chosen; -1 for the one that runs between two epochs.</param>
/// <param name="Text">What it did, as <see cref="RecordedStep.Text"/>.</param>
public readonly record struct TraceStep(int Thread, string Text)
{
    /// <summary>A step of a run as a trace has it.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The same.</returns>
    public static TraceStep Of(RecordedStep step) => new(step.Thread, step.Text);

    /// <summary>Whether a call begins with it.</summary>
    internal bool IsCall => StepText.IsCall(Text);

    /// <summary>Whether a call returns with it.</summary>
    internal bool IsReturn => StepText.IsReturn(Text);

    /// <summary>Whether the epoch is left with it.</summary>
    internal bool IsJump => StepText.IsJump(Text);

    /// <summary>Whether it is a request that is refused.</summary>
    internal bool IsRefused => StepText.IsRefused(Text);

    /// <summary>What it is found by in another run: <see cref="StepText.Key"/>.</summary>
    internal string Key => StepText.Key(Text);

    /// <summary>How many of the steps of a trace were taken: all but those at its end for which threads wait for ever.</summary>
    /// <param name="steps">The steps.</param>
    /// <returns>The number.</returns>
    internal static int CountTaken(IReadOnlyList<TraceStep> steps)
    {
        int taken = steps.Count;
        while (taken > 0 && StepText.IsWaiting(steps[taken - 1].Text))
        {
            taken--;
            bool isCalled = taken > 0 && steps[taken - 1].Thread == steps[taken].Thread && steps[taken - 1].IsCall;
            taken -= isCalled ? 1 : 0;
        }

        return taken;
    }

    /// <summary>As a trace file has it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{ThreadName.Of(Thread)} {Text}";
}

/// <summary>One schedule that broke a rule: all that is needed to run it again.</summary>
/// <param name="Program">The program, whole.</param>
/// <param name="Design">The name of the design.</param>
/// <param name="Violation">The rule that it broke.</param>
/// <param name="Mode">How the schedule was found.</param>
/// <param name="Strategy">By which strategy.</param>
/// <param name="Seed">With which seed.</param>
/// <param name="Schedule">Its number, from 1.</param>
/// <param name="Steps">The choices: which thread did the next step, and what it did.</param>
public sealed record Trace(
    IProgram Program,
    string Design,
    Violation Violation,
    string Mode,
    string Strategy,
    uint Seed,
    long Schedule,
    IReadOnlyList<TraceStep> Steps)
{
    /// <summary>Stands in the place of a rule in the trace of an error of ours.</summary>
    public const string InternalError = "internal-error";

    /// <summary>The options with which the schedule was found, as on the command line; for the reader alone. May be
    /// empty.</summary>
    public string Options { get; init; } = "";

    /// <summary>The members whose accesses are steps; may be empty.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <summary>Whether the recording leads to an error of ours, not to a broken rule.</summary>
    public bool IsInternalError => Violation.Check == InternalError;

    /// <summary>Whether the recording ends in the middle of the run, with the step that shows a data race or one of the orders
    /// of a cycle: nothing is broken by it that the run itself would notice.</summary>
    public bool EndsEarly => Violation.Check is Checks.DataRace or Checks.LockOrder
        && Steps.Count > 0 && !StepText.BreaksRule(Steps[^1].Text);

    /// <summary>How often the running thread changes.</summary>
    public int Switches => Steps.Zip(Steps.Skip(1)).Count(pair => pair.First.Thread != pair.Second.Thread);

    /// <summary>The trace of a finding of an exploration.</summary>
    /// <param name="subject">What was explored.</param>
    /// <param name="finding">The finding.</param>
    /// <returns>The trace.</returns>
    public static Trace Of(Subject subject, Finding finding) => Of(subject.Program, subject.Design, finding, seed: 0);

    /// <summary>The trace of a finding.</summary>
    /// <param name="program">The program that was run.</param>
    /// <param name="design">The name of the design that it was run on.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="seed">The seed that it was found with; 0 if there was none.</param>
    /// <returns>The trace.</returns>
    public static Trace Of(IProgram program, string design, Finding finding, uint seed) => new(
        program,
        design,
        finding.Violation,
        finding.Mode,
        finding.Strategy,
        seed,
        finding.Schedule,
        [.. finding.Steps.Select(TraceStep.Of)])
    {
        Racing = finding.Racing,
    };

    /// <summary>The trace that leads to an error of ours.</summary>
    /// <param name="error">The error.</param>
    /// <param name="options">With which options it happened, as on the command line.</param>
    /// <param name="seed">With which seed; 0 if there was none.</param>
    /// <returns>The trace.</returns>
    public static Trace Of(RunErrorException error, string options, uint seed)
    {
        var finding = new Finding(new Violation(InternalError, error.Problem), "none", "none", 0, error.Steps)
        {
            Racing = error.Racing,
        };
        return Of(error.Subject.Program, error.Subject.Design, finding, seed) with { Options = options };
    }
}
