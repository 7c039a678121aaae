namespace LuoVerified.Check;

/// <summary>Names as text has them: in lower case, with hyphens.</summary>
internal static class Words
{
    /// <summary>The word for a value, such as <c>acquire-write</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Of[value];

    /// <summary>The value that a word is for.</summary>
    /// <returns>False if it is for none.</returns>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        foreach ((T candidate, string text) in Table<T>.Of)
        {
            if (text == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static IReadOnlyDictionary<T, string> Of { get; } =
            Enum.GetValues<T>().ToDictionary(value => value, Hyphenated);

        private static string Hyphenated(T value) => string.Concat(value.ToString().Select((c, i) =>
            char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
