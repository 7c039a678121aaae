namespace LuoVerified.Check.Explained;

/// <summary>A trace with all that a replay shows of it, in words.</summary>
/// <param name="Design">The name of the checked code.</param>
/// <param name="Program">What its threads do.</param>
/// <param name="Found">How the schedule was found.</param>
/// <param name="Violation">The rule that the replay broke; null if it broke none.</param>
/// <param name="Replay">Whether that is what the trace has on record.</param>
/// <param name="Calls"><inheritdoc cref="ExplainedRun" path="/param[@name='Calls']"/></param>
/// <param name="Steps"><inheritdoc cref="ExplainedRun" path="/param[@name='Steps']"/></param>
/// <param name="Locks"><inheritdoc cref="ExplainedRun" path="/param[@name='Locks']"/></param>
/// <param name="States"><inheritdoc cref="ExplainedRun" path="/param[@name='States']"/></param>
public sealed record ExplainedTrace(
    string Design,
    ExplainedProgram Program,
    ExplainedOrigin Found,
    ExplainedViolation? Violation,
    ExplainedReplay Replay,
    IReadOnlyList<ExplainedCall> Calls,
    IReadOnlyList<ExplainedStep> Steps,
    IReadOnlyList<ExplainedLock> Locks,
    IReadOnlyList<ExplainedState> States) : ExplainedRun(Calls, Steps, Locks, States)
{
    /// <summary>The nearest schedule that passes; null if that was not asked, as of a trace that is not reproduced.</summary>
    public Neighbour? Nearest { get; init; }
}

/// <summary>A program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is about; may be empty.</param>
/// <param name="SetUp">The calls of the set-up, with their answers as they were in this run.</param>
/// <param name="Operations">The operations, by phase and thread.</param>
/// <param name="Text">The whole program as the trace file has it.</param>
public sealed record ExplainedProgram(
    string Name,
    string Summary,
    IReadOnlyList<ExplainedAnswer> SetUp,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Operations,
    string Text);

/// <summary>A call of the set-up.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Answer">What it answered; null if it did not return.</param>
public sealed record ExplainedAnswer(string Operation, string? Answer);

/// <summary>How a schedule was found: see <see cref="Traces.Trace"/>.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Schedule">The number of the schedule, from 1.</param>
public sealed record ExplainedOrigin(string Mode, string Strategy, uint Seed, long Schedule);

/// <summary>A broken rule.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Statement">What it says must hold; empty if the rule is not known.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Why">How it came to that, in terms of operations and steps: sentences.</param>
/// <param name="Related">The steps that have a part in it, by number.</param>
/// <param name="History">For results that are not linearizable: the calls on a time axis, as text; else empty.</param>
public sealed record ExplainedViolation(
    string Rule, string Statement, string Message, IReadOnlyList<string> Why, IReadOnlyList<RelatedStep> Related, string History);

/// <summary>A step that has a part in a violation.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Role">Its part, such as <c>frees session(a)</c>.</param>
public sealed record RelatedStep(int Step, string Role);

/// <summary>What a replay came to.</summary>
/// <param name="Outcome"><c>reproduced</c>; <c>diverged</c>; <c>undecided</c> if a bound was reached; <c>followed</c> for
/// the trace of an internal error.</param>
/// <param name="Divergence">Where and how it departed from the recording; null if it did not.</param>
public sealed record ExplainedReplay(string Outcome, string? Divergence);
