namespace LuoVerified.Cli.Files;

/// <summary>Trace files as a command line names them: files, and folders for all that is in them.</summary>
internal static class TraceFiles
{
    /// <summary>The trace files of some paths.</summary>
    /// <param name="paths">Files, which need not be there, and folders.</param>
    /// <returns>The files, and in place of each folder its files <c>*.trace</c>, sorted by name.</returns>
    /// <exception cref="FileProblemException">A folder cannot be read or has none; a file is named twice.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths)
    {
        List<string> files = [.. paths.SelectMany(path => Directory.Exists(path) ? Some(path) : [path])];
        HashSet<string> seen = [];
        return files.Find(file => file.Length > 0 && !seen.Add(RealPath.Of(file))) is { } twice
            ? throw new FileProblemException(twice, "is named twice")
            : files;
    }

    /// <summary>The trace files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its files <c>*.trace</c>, sorted by name; there may be none.</returns>
    /// <exception cref="FileProblemException">It cannot be read.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        try
        {
            string[] files = Directory.GetFiles(folder, "*.trace");
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(folder, cause);
        }
    }

    private static IReadOnlyList<string> Some(string folder) =>
        In(folder) is { Count: > 0 } files ? files : throw new FileProblemException(folder, "there is no file *.trace in it");
}
