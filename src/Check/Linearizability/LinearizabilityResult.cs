namespace LuoVerified.Check.Linearizability;

/// <summary>Whether a history is linearizable.</summary>
/// <param name="Verdict">Inconclusive if the bound was reached before that was known.</param>
/// <param name="Configurations">How many configurations were tried.</param>
/// <param name="Message">Why not, in one line; empty for a pass.</param>
/// <param name="Report">For a history that is not: the calls on a time axis, the longest partial linearization, and why
/// none of the next calls fits; some lines, each ends with a line feed. Else empty.</param>
public sealed record LinearizabilityResult(Verdict Verdict, int Configurations, string Message = "", string Report = "");
