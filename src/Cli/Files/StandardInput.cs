namespace LuoVerified.Cli.Files;

/// <summary>Standard input as bytes.</summary>
internal static class StandardInput
{
    private const string Descriptors = "/proc/self/fd";
    private const string Flags = "flags:";

    /// <summary>Opens it.</summary>
    /// <returns>The stream.</returns>
    /// <exception cref="FileProblemException">It is closed.</exception>
    public static Stream Open() => IsClosed() ? throw new FileProblemException("standard input", "is closed") : Console.OpenStandardInput();

    /// <summary>If it was closed when the program began, its number has gone to a pipe of the runtime's own, whose other end the
    /// program has open as well: a read would wait for ever.</summary>
    private static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Descriptors))
        {
            return false;
        }

        return Target("0") is { } input && input.StartsWith("pipe:", StringComparison.Ordinal)
            && Directory.GetFileSystemEntries(Descriptors).Any(other => Target(Path.GetFileName(other)) == input && IsToWrite(Path.GetFileName(other)));
    }

    private static string? Target(string descriptor) => Read(() =>
        File.ResolveLinkTarget(Path.Combine(Descriptors, descriptor), returnFinalTarget: false) is { } target
            ? Path.GetFileName(target.FullName)
            : null);

    /// <summary>Whether the last octal digit of the flags of an open file says so (<c>O_WRONLY</c>).</summary>
    private static bool IsToWrite(string descriptor) => Read(() => File.ReadLines($"/proc/self/fdinfo/{descriptor}")
        .FirstOrDefault(line => line.StartsWith(Flags, StringComparison.Ordinal) && ((line[^1] - '0') & 3) == 1)) is not null;

    /// <summary>Null for a file that was closed in the meantime.</summary>
    private static string? Read(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
