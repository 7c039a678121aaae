using LuoVerified.Mutation;

namespace LuoVerified.Cli.Mutating;

/// <summary>A command of this program that judges mutants beside the proof.</summary>
internal static class CommandBeside
{
    /// <summary>The command of a line.</summary>
    /// <param name="line">The line, without the program's name; words are apart by blanks.</param>
    /// <returns>The command.</returns>
    public static OtherCommand Of(string line) => new(line, Run);

    /// <summary>Performs a line in silence; what it writes about findings is deleted.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string line)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("luo-beside-");
        try
        {
            string[] words = Words(line);
            return Program.Run(Program.Writes(words) ? [.. words, "--out", folder.FullName] : words, TextWriter.Null, TextWriter.Null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Why a line is none that can judge; null if it is one.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The reason.</returns>
    public static string? WhyNone(string line) =>
        Words(line) is ["mutate", ..] ? "it would judge itself" : Program.WhyWrong(Words(line));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
