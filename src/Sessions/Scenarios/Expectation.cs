using LuoVerified.Check;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>What checking a scenario on a design must find.</summary>
/// <param name="MustFind">The rules that some schedule must break; none means pass.</param>
/// <param name="MayFind">Rules that a schedule may break as well.</param>
public sealed record Expectation(IReadOnlyList<string> MustFind, IReadOnlyList<string> MayFind)
{
    /// <summary>No schedule breaks a rule; data races are stated apart, see <see cref="Scenario.Races"/>.</summary>
    public static Expectation Pass { get; } = new([], []);

    /// <summary>Whether a broken rule is expected.</summary>
    /// <param name="check">The rule.</param>
    /// <returns>True if it is among those that must or may be found.</returns>
    public bool Allows(string check) => MustFind.Contains(check) || MayFind.Contains(check);

    /// <summary>As a scenario writes it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => MustFind.Count == 0 ? "pass"
        : string.Join(", ", MustFind) + (MayFind.Count == 0 ? "" : $"; also {string.Join(", ", MayFind)}");

    /// <summary>Reads an expectation as a scenario writes it.</summary>
    /// <param name="text">Such as <c>pass</c> or <c>leak, deadlock; also oops</c>.</param>
    /// <param name="expected">The expectation; <see cref="Pass"/> if the text is none.</param>
    /// <param name="error">What is wrong with the text, else empty.</param>
    /// <returns>False if the text is none.</returns>
    public static bool TryParse(string text, out Expectation expected, out string error)
    {
        string[] lists = text.Split("; also", 2, StringSplitOptions.TrimEntries);
        string[] must = lists[0] == "pass" ? [] : Names(lists[0]);
        string[] may = lists.Length > 1 ? Names(lists[1]) : [];
        error = must.Concat(may).Contains(Checks.DataRace) ? "data races are expected by lines 'race DESIGN: FIELD: read in OP | write in OP'"
            : must.Concat(may).FirstOrDefault(name => !SessionChecks.Exists(name)) is { } unknown ? $"'{unknown}' is no check"
            : "";
        expected = error.Length == 0 ? new Expectation(must, may) : Pass;
        return error.Length == 0;

        static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries);
    }
}
