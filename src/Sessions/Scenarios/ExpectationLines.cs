using LuoVerified.Check.Races;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>The lines of a scenario that say what must be found on a design, put in place of those that are there. All other lines,
/// and the comments of those that go, stay as they are.</summary>
public static class ExpectationLines
{
    /// <summary>States what must be found on a design.</summary>
    /// <param name="text">A scenario as text.</param>
    /// <param name="design">The name of the design.</param>
    /// <param name="expected">The expectation.</param>
    /// <param name="races">The data races.</param>
    /// <returns>The text with one <c>expect</c> line of the design, where the first was or else at the end, its <c>race</c> lines
    /// behind it; in the line ends of the text.</returns>
    public static string State(string text, string design, Expectation expected, IReadOnlyList<Race> races)
    {
        string end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string[] stated = [$"expect {design}: {expected}", .. races.Select(race => $"race {design}: {race}")];
        List<string> lines = [];
        int at = -1;
        foreach (string line in text.TrimEnd('\r', '\n').Split('\n').Select(line => line.TrimEnd('\r')))
        {
            string[] parts = line.Split('#', 2);
            if (!IsOf(design, parts[0].Trim()))
            {
                lines.Add(line);
                continue;
            }

            at = at < 0 ? lines.Count : at;
            if (parts.Length > 1)
            {
                lines.Add($"#{parts[1]}");
            }
        }

        lines.InsertRange(at < 0 ? lines.Count : at, stated);
        return string.Join(end, lines) + end;
    }

    private static bool IsOf(string design, string line) =>
        line.Split(' ', 2, StringSplitOptions.TrimEntries) is ["expect" or "race", var rest]
        && rest.Split(':', 2, StringSplitOptions.TrimEntries)[0] == design;
}
