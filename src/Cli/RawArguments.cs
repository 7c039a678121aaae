using System.Text;

namespace LuoVerified.Cli;

/// <summary>The arguments of the process as bytes. The runtime reads them as UTF-8, and puts U+FFFD where they are none: no file that is
/// named so can be opened, and another would be written.</summary>
internal static class RawArguments
{
    /// <summary>Where Linux shows them, each ended by a zero byte.</summary>
    private const string CommandLine = "/proc/self/cmdline";

    /// <summary>Those of this process.</summary>
    /// <returns>The bytes of the command line; none if the system does not show them.</returns>
    public static byte[] OfThisProcess() => OperatingSystem.IsLinux() && File.Exists(CommandLine) ? File.ReadAllBytes(CommandLine) : [];

    /// <summary>Looks for an argument that is not UTF-8.</summary>
    /// <param name="commandLine">The bytes of the command line.</param>
    /// <param name="count">How many arguments there are; what stands before them runs the program.</param>
    /// <returns>What is wrong with the first, in one line; null if none is.</returns>
    public static string? Problem(byte[] commandLine, int count)
    {
        if (commandLine.Length == 0)
        {
            return null;
        }

        // Latin-1 has a letter for each byte.
        string[] all = Encoding.Latin1.GetString(commandLine).Split('\0');
        return all[..^1].TakeLast(count).FirstOrDefault(argument => !IsUtf8(argument)) is { } wrong
            ? $"'{Shown(wrong)}' is not UTF-8; file names must be"
            : null;
    }

    private static bool IsUtf8(string bytes) => System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(bytes));

    private static string Shown(string bytes) => string.Concat(bytes.Select(letter => letter is >= ' ' and <= '~' ? $"{letter}" : $"\\x{(int)letter:x2}"));
}
