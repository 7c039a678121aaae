using LuoVerified.Check;
using LuoVerified.Spec;

namespace LuoVerified.Sessions;

/// <summary>Every rule that a run of a scenario is checked against.</summary>
public static class SessionChecks
{
    /// <summary>Each with its statement, in the order of the documentation.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Invariants.All.Select(invariant => new Rule(invariant.Name, invariant.Statement)),
        .. Checks.All.Select(rule => rule.Name != Checks.LockLeftHeld ? rule : rule with
        {
            Statement = "An operation returns without a lock, but for a quiesce that succeeded.",
        }),
    ];

    /// <summary>Whether a rule has this name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True if one has.</returns>
    public static bool Exists(string name) => All.Any(check => check.Name == name);
}
