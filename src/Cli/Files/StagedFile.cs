namespace LuoVerified.Cli.Files;

/// <summary>A file on its way: its content lies in a temporary file beside the target, or has taken the target's place.</summary>
internal sealed class StagedFile
{
    private readonly string _temporary;
    private readonly string _backup;
    private bool _committed;

    private StagedFile(OutputFile target, string temporary, string backup)
    {
        Target = target;
        _temporary = temporary;
        _backup = backup;
    }

    /// <summary>What it shall become.</summary>
    public OutputFile Target { get; }

    /// <summary>Writes the temporary file.</summary>
    /// <param name="target">What it shall become.</param>
    /// <param name="mark">A part of the temporary file's name that nothing else uses.</param>
    /// <returns>The staged file.</returns>
    /// <exception cref="FileProblemException">The target is a device, which the move would remove; or another file of the
    /// same mark goes there.</exception>
    /// <exception cref="IOException">It cannot be written; no temporary file stays. The other exceptions that
    /// <see cref="FileProblemException.IsCausedBy"/> knows say the same.</exception>
    public static StagedFile Stage(OutputFile target, string mark)
    {
        string path = Path.GetFullPath(target.Path);
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            throw new FileProblemException(target.Path, "not an ordinary file");
        }

        string stem = Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Path.GetFileName(path)}.{mark}");
        var staged = new StagedFile(target, stem + ".new", stem + ".old");
        if (File.Exists(staged._temporary))
        {
            throw new FileProblemException(target.Path, "two outputs go into this file");
        }

        try
        {
            using var file = new FileStream(staged._temporary, FileMode.CreateNew, FileAccess.Write);
            file.Write(target.Content.Span);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            Remove(staged._temporary);
            throw;
        }

        return staged;
    }

    /// <summary>Moves the temporary file into place; what was there is kept aside.</summary>
    public void Commit()
    {
        if (File.Exists(Target.Path))
        {
            File.Replace(_temporary, Target.Path, _backup);
        }
        else
        {
            File.Move(_temporary, Target.Path);
        }

        _committed = true;
    }

    /// <summary>Forgets what was there before.</summary>
    public void Finish() => Remove(_backup);

    /// <summary>Puts everything back as it was before the staging.</summary>
    public void RollBack()
    {
        if (!_committed)
        {
            Remove(_backup);
            Remove(_temporary);
        }
        else if (File.Exists(_backup))
        {
            CleanUp(() => File.Move(_backup, Target.Path, overwrite: true));
        }
        else
        {
            Remove(Target.Path);
        }
    }

    private static void Remove(string path) => CleanUp(() => File.Delete(path));

    /// <summary>Best effort: there may be an error to report already.</summary>
    private static void CleanUp(Action step)
    {
        try
        {
            step();
        }
        catch (Exception cause) when (FileProblemException.IsCausedBy(cause))
        {
        }
    }
}
