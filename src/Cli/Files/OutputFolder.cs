namespace LuoVerified.Cli.Files;

/// <summary>Folders to write into.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder if it is not there, and tries whether files can be written into it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="FileProblemException">It cannot be made, or they cannot.</exception>
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            File.Create(Path.Combine(path, $".{Path.GetRandomFileName()}"), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw File.Exists(path) ? new FileProblemException(path, "is a file, not a folder") : FileProblemException.From(path, cause);
        }
    }
}
