using LuoVerified.Check.Runs;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Races;

/// <summary>One of the two accesses of a race.</summary>
/// <param name="Site">Where in the code, and whether it reads or writes.</param>
/// <param name="Member">What it accesses, such as <c>Table._slots[3]</c>.</param>
/// <param name="Thread">The index of the thread.</param>
/// <param name="Operation">The operation that it is part of, such as <c>create a</c>; empty if none was
/// told.</param>
/// <param name="Held">The labels of the locks that the thread held, in the order in which it took them.</param>
/// <param name="Step">How many steps of the execution came before it, itself counted if it is one.</param>
public sealed record RacingAccess(
    Site Site, string Member, int Thread, string Operation, IReadOnlyList<string> Held, int Step)
{
    /// <summary>Whether it is a step: its member was known to race.</summary>
    public bool IsStep { get; init; }

    /// <summary>How many steps of an execution have to be done so that it has happened.</summary>
    public int End => IsStep ? Step : Step + 1;

    /// <summary>As messages have it.</summary>
    /// <returns>The text, such as <c>write in create a by thread A at src/Impl/X.cs:12, holding gate</c>.</returns>
    public override string ToString() =>
        $"{(Site.Writes ? "write" : "read")}{(Operation.Length == 0 ? "" : $" in {Operation}")} by "
        + $"{ThreadName.Of(Thread)} at {Site.Place}, "
        + (Held.Count == 0 ? "no lock held" : $"holding {string.Join(", ", Held)}");
}

/// <summary>Two accesses to the same variable, at least one of them a write, that nothing orders; shown by the
/// execution, of all that showed the same two sites, in which they are closest together.</summary>
/// <param name="First">The access that came first in that execution.</param>
/// <param name="Second">The other.</param>
/// <param name="Execution">The number of that execution, from 1.</param>
public sealed record AccessRace(RacingAccess First, RacingAccess Second, long Execution)
{
    /// <summary>What the two access: the name of the field, if either of them knows it; if they know it by two names, the same
    /// of them in either order.</summary>
    public string Member => ((string[])[First.Member, Second.Member])
        .OrderBy(member => member.Contains('.', StringComparison.Ordinal)).ThenBy(member => member, StringComparer.Ordinal).Last();

    /// <summary>How many steps lie between the two.</summary>
    public int Distance => Second.Step - First.Step;

    /// <summary>As messages have it.</summary>
    /// <returns>The text: the member, and both accesses.</returns>
    public override string ToString() => $"{Member}: {First} | {Second}";
}
