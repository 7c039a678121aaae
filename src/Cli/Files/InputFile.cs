namespace LuoVerified.Cli.Files;

/// <summary>Reads files, also those that have no size, such as pipes.</summary>
internal static class InputFile
{
    private const int PieceBytes = 1 << 16;

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
            using var content = new MemoryStream();

            // Room is made for what there is, not for what there may be.
            byte[] piece = new byte[Math.Min(PieceBytes, limit + 1L)];
            for (int read = 1; read > 0 && content.Length <= limit;)
            {
                read = file.Read(piece, 0, (int)Math.Min(piece.Length, limit + 1L - content.Length));
                content.Write(piece, 0, read);
            }

            return content.ToArray();
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(path, cause);
        }
    }
}
