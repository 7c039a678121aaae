namespace LuoVerified.Spec;

/// <summary>A named statement about runs of a session service.</summary>
/// <param name="Name">Its name in reports and expectations.</param>
/// <param name="Statement">What must hold, in one sentence.</param>
public sealed record Invariant(string Name, string Statement);

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">Which one.</param>
/// <param name="Message">How it fails, in one line: the operation and the state.</param>
public sealed record InvariantViolation(Invariant Invariant, string Message);
