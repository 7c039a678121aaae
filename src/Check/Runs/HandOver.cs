namespace LuoVerified.Check.Runs;

/// <summary>All that the course of a run from a jump on depends on, checks and results included: if two runs of a
/// program are equal in this, whatever can follow the one can follow the other.</summary>
/// <param name="Bounds">What of the bounds of the exploration is used up.</param>
internal abstract record HandOver(string Bounds);
