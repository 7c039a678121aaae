namespace LuoVerified.Cli.Files;

/// <summary>Words of a command line that a reader may copy into a shell.</summary>
internal static class ShellWord
{
    /// <summary>A word as the shell must be given it.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The word, in single quotes if it holds anything that means something to a POSIX shell.</returns>
    public static string Of(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "_./-+:,@%=".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
