using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Proving;

/// <summary>A bug put in on purpose, with a program that brings it out: the partner of a rule, which shows that it bites.</summary>
/// <param name="Rule">The rule that some schedule breaks; <see cref="None"/> if there is none.</param>
/// <param name="Design">The design with the bug; that without it is <see cref="Without"/>.</param>
/// <param name="Scenario">Set-up and threads.</param>
public sealed record SeededBug(string Rule, Design Design, Scenario Scenario)
{
    /// <summary>No rule: what looks like a bug is none.</summary>
    public const string None = "";

    /// <summary>Makes one of a design of <see cref="SeededDesigns"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="bug">The name of the design, as <see cref="SeededDesigns.With"/> takes it.</param>
    /// <param name="program">The lines of a scenario that follow its summary.</param>
    internal SeededBug(string rule, string bug, string program)
        : this(rule, SeededDesigns.With(bug), ScenarioText.Parse($"scenario {bug}\nsummary A bug put in on purpose.\n{program}\n", bug))
    {
    }

    /// <summary>The other rules that schedules of it break; none by default.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The design without the bug; <see cref="Design.Hardened"/> by default.</summary>
    public Design Without { get; init; } = Design.Hardened;

    /// <inheritdoc/>
    public override string ToString() => $"{(Rule == None ? "no rule" : Rule)} on {Design.Name}";
}
