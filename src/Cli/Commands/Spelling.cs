namespace LuoVerified.Cli.Commands;

/// <summary>What somebody may have meant by a name that there is not.</summary>
internal static class Spelling
{
    /// <summary>So many changes of a letter make a name another one.</summary>
    private const int Alike = 2;

    /// <summary>The name that was meant.</summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="names">The names that there are.</param>
    /// <returns>The nearest; null if none is near.</returns>
    public static string? Nearest(string wrong, IEnumerable<string> names) =>
        names.MinBy(name => Distance(wrong, name)) is { } name && Distance(wrong, name) <= Math.Min(Alike, name.Length - 1) ? name : null;

    /// <summary>How many letters are to be put in, left out or exchanged (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int before = row[0]++;
            for (int j = 1; j <= other.Length; j++)
            {
                (before, row[j]) = (row[j], Math.Min(
                    Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
