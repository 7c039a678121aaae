using LuoVerified.Check;
using LuoVerified.Impl.Files;
using LuoVerified.Spec;

namespace LuoVerified.Sessions;

/// <summary>Every rule that a run of a scenario is checked against.</summary>
public static class SessionChecks
{
    /// <summary>A kernel does not accept what the one before it, of the same design, has handed over.</summary>
    public const string HandOverRefused = "hand-over-refused";

    /// <summary>Each with its statement, in the order of the documentation.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Invariants.All.Select(invariant => new Rule(invariant.Name, invariant.Statement)),
        new Rule(HandOverRefused, "A kernel accepts what the one before it has handed over, unless that was corrupted on the way."),
        .. Checks.All.Select(rule => rule.Name != Checks.LockLeftHeld ? rule : rule with
        {
            Statement = "An operation returns without a lock, but for those that the design says it keeps: by default those of a quiesce that succeeded.",
        }),
        new Rule(FileHandler.Contract, "The handler of a file is asked in the order that its contract wants: each file is preserved once, frozen and unfrozen in turn, retrieved at most once, and finished once, with what became of the retrieval."),
        new Rule(Checks.LockKept, "A lock that the design says an operation keeps is held when that returns, and given back by the operation that it says, if by any."),
    ];

    /// <summary>Whether a rule has this name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True if one has.</returns>
    public static bool Exists(string name) => All.Any(check => check.Name == name);
}
