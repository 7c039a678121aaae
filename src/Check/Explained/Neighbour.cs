namespace LuoVerified.Check.Explained;

/// <summary>The schedule nearest to one that broke a rule that breaks none: it has the longest beginning in common with it.</summary>
/// <param name="Outcome"><c>found</c>; <c>none</c> if every schedule breaks a rule; <c>not-found</c> if a bound was reached before
/// that was seen.</param>
/// <param name="Says">The outcome as a sentence.</param>
/// <param name="Parts">The number of the step at which the two part; null if none was found.</param>
/// <param name="Steps">The steps of the schedule that passes from there on, numbered as in it; none if none was found.</param>
/// <param name="Executions">How many schedules were run to find it.</param>
public sealed record Neighbour(string Outcome, string Says, int? Parts, IReadOnlyList<NeighbourStep> Steps, long Executions);

/// <summary>A step of a schedule that passes.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Text">What it did, as a trace file has it.</param>
/// <param name="Words">The same for a reader: <see cref="ExplainedStep.Words"/>.</param>
public sealed record NeighbourStep(int Number, string Thread, string Text, string Words);
