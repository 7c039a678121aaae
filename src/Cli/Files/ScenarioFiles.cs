namespace LuoVerified.Cli.Files;

/// <summary>Finds scenario files: a name is a file, a folder with all that is in it, or a pattern.</summary>
internal static class ScenarioFiles
{
    /// <summary>How the files of scenarios in a folder are called.</summary>
    public const string Ending = ".scenario";

    /// <summary>So many folders below each other, and no more: links may lead in a cycle.</summary>
    private const int MaxDepth = 32;

    /// <summary>The files that a name stands for.</summary>
    /// <param name="name">As given on the command line: a file; a folder, for every file below it that ends in
    /// <see cref="Ending"/>; or files of a folder by a last part with <c>*</c> and <c>?</c>, at any depth after <c>**/</c>.</param>
    /// <returns>The files, at least one; of a folder or a pattern sorted by their names.</returns>
    /// <exception cref="FileProblemException">There is none, or a folder cannot be read.</exception>
    public static IReadOnlyList<string> Of(string name)
    {
        if (Directory.Exists(name))
        {
            return Within(name, name, $"*{Ending}", deep: true);
        }

        if (File.Exists(name) || !name.AsSpan().ContainsAny('*', '?'))
        {
            return [name];
        }

        string folder = Path.GetDirectoryName(name) ?? "";
        bool deep = Path.GetFileName(folder) == "**";
        folder = deep ? Path.GetDirectoryName(folder) ?? "" : folder;
        return folder.AsSpan().ContainsAny('*', '?')
            ? throw new FileProblemException(name, "a pattern has * and ? in its last part, and before that only **/")
            : Within(name, folder, Path.GetFileName(name), deep);
    }

    private static string[] Within(string name, string folder, string pattern, bool deep)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = deep,
            IgnoreInaccessible = false,
            MatchCasing = MatchCasing.CaseSensitive,
            MaxRecursionDepth = MaxDepth,
        };
        try
        {
            string[] files = [.. Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, pattern, options).Order(StringComparer.Ordinal)];
            return files.Length > 0 ? files : throw new FileProblemException(name, $"no file {pattern} there");
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(name, cause);
        }
    }
}
