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
        List<string> files = [.. paths.SelectMany(path => Directory.Exists(path) ? In(path) : [path])];
        HashSet<string> seen = [];
        return files.Find(file => file.Length > 0 && !seen.Add(RealPath.Of(file))) is { } twice
            ? throw new FileProblemException(twice, "is named twice")
            : files;
    }

    private static string[] In(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, "*.trace");
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(folder, cause);
        }

        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new FileProblemException(folder, "there is no file *.trace in it");
    }
}
