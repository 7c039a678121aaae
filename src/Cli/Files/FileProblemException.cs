namespace LuoVerified.Cli.Files;

/// <summary>A file cannot be read or written, or does not hold what it should; the program ends with
/// <see cref="ExitCode.Usage"/>.</summary>
/// <param name="message">Which file, as it was named on the command line, and what is wrong, in one line.</param>
internal sealed class FileProblemException(string message) : Exception(message)
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file as it was named on the command line.</param>
    /// <param name="problem">What is wrong, in one line.</param>
    public FileProblemException(string file, string problem)
        : this($"{file}: {problem}")
    {
    }

    /// <summary>Whether an exception tells of the world outside and not of a bug in this program.</summary>
    /// <param name="exception">What a file operation threw.</param>
    /// <returns>True for a path that is none, a missing file or directory, a lack of permission, a failing device.</returns>
    public static bool IsCausedBy(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Says what is wrong with a file that an operation on it failed for.</summary>
    /// <param name="file">The file as it was named on the command line.</param>
    /// <param name="cause">What the operation threw.</param>
    /// <returns>The exception to throw.</returns>
    public static FileProblemException From(string file, Exception cause) => new(file.Length == 0 ? "''" : file, cause switch
    {
        _ when file.Length == 0 => "not a file name",
        ArgumentException => "not a file name",
        _ when Directory.Exists(file) => "is a directory",
        DirectoryNotFoundException => "no such directory",
        FileNotFoundException when file.Contains('\uFFFD') => "no such file, or its name is not UTF-8",
        FileNotFoundException => "no such file",
        UnauthorizedAccessException => "permission denied",
        _ => cause.Message,
    });
}
