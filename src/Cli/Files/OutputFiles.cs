namespace LuoVerified.Cli.Files;

/// <summary>Writes files all or nothing: the contents go into temporary files beside the targets, which are then moved
/// into place; if a move fails, those before it are taken back.</summary>
/// <remarks>A target that exists is replaced, not written into; the new file has its permissions. A symbolic link stays, and
/// the file that it leads to is replaced. What is there must be a regular file that may be written. Killing the program
/// between two moves leaves one file new and the next old.</remarks>
internal static class OutputFiles
{
    /// <summary>Writes the files.</summary>
    /// <param name="files">The files, all different.</param>
    /// <exception cref="FileProblemException">One cannot be written. Every target is as it was, and no other file
    /// stays.</exception>
    public static void Write(params IReadOnlyList<OutputFile> files)
    {
        // The same mark for all: two paths to one file meet in one temporary file.
        string mark = Path.GetRandomFileName();
        List<StagedFile> staged = [];
        try
        {
            foreach (OutputFile file in files)
            {
                Attempt(file, () => staged.Add(StagedFile.Stage(file, mark)));
            }

            foreach (StagedFile file in staged)
            {
                Attempt(file.Target, file.Commit);
            }
        }
        catch
        {
            staged.ForEach(file => file.RollBack());
            throw;
        }

        staged.ForEach(file => file.Finish());
    }

    /// <summary>Tries whether files can be written; leaves them as they are.</summary>
    /// <param name="paths">The files.</param>
    /// <exception cref="FileProblemException">One cannot, or two are the same.</exception>
    public static void Try(params IReadOnlyList<string> paths)
    {
        string mark = Path.GetRandomFileName();
        List<StagedFile> staged = [];
        try
        {
            foreach (OutputFile file in paths.Select(path => new OutputFile(path, default)))
            {
                Attempt(file, () => staged.Add(StagedFile.Stage(file, mark)));
            }
        }
        finally
        {
            staged.ForEach(file => file.RollBack());
        }
    }

    /// <summary>Refuses to write over what is read.</summary>
    /// <param name="output">The file to write.</param>
    /// <param name="input">The file that is read.</param>
    /// <param name="what">What that is, for the message.</param>
    /// <exception cref="FileProblemException">They are one file.</exception>
    public static void RequireOther(string output, string input, string what)
    {
        if (output.Length > 0 && input.Length > 0 && RealPath.Of(output) == RealPath.Of(input))
        {
            throw new FileProblemException(output, $"is {what}, which would be written over");
        }
    }

    private static void Attempt(OutputFile file, Action step)
    {
        try
        {
            step();
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
            throw FileProblemException.From(file.Path, cause);
        }
    }
}
