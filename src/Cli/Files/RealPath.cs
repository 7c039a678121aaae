namespace LuoVerified.Cli.Files;

/// <summary>Which file a path leads to.</summary>
internal static class RealPath
{
    /// <summary>Follows a path.</summary>
    /// <param name="path">The path; the file need not be there.</param>
    /// <returns>The whole path of the file, of a symbolic link that of its target.</returns>
    /// <exception cref="FileProblemException">It is no path.</exception>
    public static string Of(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            return Path.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(path, cause);
        }
    }
}
