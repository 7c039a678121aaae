namespace LuoVerified.Spec;

/// <summary>A named statement about runs of a session service.</summary>
/// <param name="Name">Its name in reports and expectations.</param>
/// <param name="Statement">What must hold, in one sentence.</param>
public sealed record Invariant(string Name, string Statement);

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">Which one.</param>
/// <param name="Message">How it fails, in one line: the operation and the state.</param>
public sealed record InvariantViolation(Invariant Invariant, string Message);

/// <summary>What must hold in every state.</summary>
/// <param name="Invariant">The invariant that it is, or is part of.</param>
/// <param name="Reads">All of a view that it looks at.</param>
/// <param name="Fails">Says in a few words how a state breaks it; null if it does not.</param>
public sealed record StateRule(Invariant Invariant, ViewParts Reads, Func<SessionView, string?> Fails);
