namespace LuoVerified.Check.Explained;

/// <summary>The schedule nearest to one that broke a rule that breaks none: it has the longest beginning in common with it.</summary>
/// <param name="Outcome"><c>found</c>; <c>none</c> if every schedule breaks a rule; <c>not-found</c> if a bound was reached before
/// that was seen.</param>
/// <param name="Says">The outcome as a sentence.</param>
/// <param name="Parts">The number of the step at which the two part; null if none was found.</param>
/// <param name="Run">The run of the schedule that passes, its steps from there on: those before are the same. Null if none was
/// found.</param>
/// <param name="Executions">How many schedules were run to find it.</param>
public sealed record Neighbour(string Outcome, string Says, int? Parts, ExplainedRun? Run, long Executions);
