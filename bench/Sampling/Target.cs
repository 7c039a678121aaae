using LuoVerified.Check.Runs;

namespace LuoVerified.Sampling;

/// <summary>A program with a bug that some schedules show.</summary>
/// <param name="Group">What it is one of.</param>
/// <param name="Name">Its name in the group.</param>
/// <param name="Rule">The rule that the bug breaks.</param>
/// <param name="Subject">The program and the design.</param>
internal sealed record Target(string Group, string Name, string Rule, Subject Subject);
