namespace LuoVerified.Cli.Files;

/// <summary>A file on its way: its content lies in a temporary file beside the target, or has taken the target's place.</summary>
internal sealed class StagedFile
{
    /// <summary>The target, where it is a symbolic link the file that it leads to.</summary>
    private readonly string _path;
    private readonly string _temporary;
    private readonly string _backup;
    private bool _committed;

    private StagedFile(OutputFile target, string path, string mark)
    {
        Target = target;
        _path = path;
        string stem = Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Path.GetFileName(path)}.{mark}");
        _temporary = stem + ".new";
        _backup = stem + ".old";
    }

    /// <summary>What it shall become.</summary>
    public OutputFile Target { get; }

    /// <summary>Writes the temporary file; it has the permissions of the file that it shall replace.</summary>
    /// <param name="target">What it shall become.</param>
    /// <param name="mark">A part of the temporary file's name that nothing else uses.</param>
    /// <returns>The staged file.</returns>
    /// <exception cref="FileProblemException">The target is there and no regular file, which the move would remove; or
    /// another file of the same mark goes there.</exception>
    /// <exception cref="IOException">It cannot be written; no temporary file stays. The other exceptions that
    /// <see cref="FileProblemException.IsCausedBy"/> knows say the same.</exception>
    public static StagedFile Stage(OutputFile target, string mark)
    {
        string path = Path.GetFullPath(target.Path);
        RequireNoDevice(target, path);
        if (new FileInfo(path).LinkTarget is not null)
        {
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            RequireNoDevice(target, path);
        }

        UnixFileMode? mode = Path.Exists(path) ? ModeOf(target, path) : null;
        var staged = new StagedFile(target, path, mark);
        if (File.Exists(staged._temporary))
        {
            throw new FileProblemException(target.Path, "two outputs go into this file");
        }

        try
        {
            using var file = new FileStream(staged._temporary, FileMode.CreateNew, FileAccess.Write);
            if (mode is { } kept && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file.SafeFileHandle, kept);
            }

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
        if (File.Exists(_path))
        {
            File.Replace(_temporary, _path, _backup);
        }
        else
        {
            File.Move(_temporary, _path);
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
            CleanUp(() => File.Move(_backup, _path, overwrite: true));
        }
        else
        {
            Remove(_path);
        }
    }

    /// <summary>Comes before the file is opened, which some devices mind.</summary>
    private static void RequireNoDevice(OutputFile target, string path)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            throw new FileProblemException(target.Path, "not a regular file");
        }
    }

    /// <summary>The permissions of a file that is there and may be written.</summary>
    private static UnixFileMode? ModeOf(OutputFile target, string path)
    {
        // For both: only so does a FIFO without a reader not wait for one.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return !file.CanSeek ? throw new FileProblemException(target.Path, "not a regular file")
            : OperatingSystem.IsWindows() ? null
            : File.GetUnixFileMode(file.SafeFileHandle);
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
