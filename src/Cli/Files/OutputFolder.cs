namespace LuoVerified.Cli.Files;

/// <summary>Folders to write into.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder if it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="FileProblemException">It cannot be made.</exception>
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(path, cause);
        }
    }
}
