namespace LuoVerified.Cli.Files;

/// <summary>Reads files, also those that have no size, such as pipes.</summary>
internal static class InputFile
{
    /// <summary>Reads a file from its begin.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes that are wanted, 0 and up.</param>
    /// <returns>The whole file, or of a longer one the first <paramref name="limit"/> + 1 bytes.</returns>
    /// <exception cref="FileProblemException">It cannot be opened or read.</exception>
    public static byte[] Read(string path, int limit)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            var bytes = new byte[limit + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(path, cause);
        }
    }
}
