using System.Text;
using LuoVerified.Check.Traces;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Files;

/// <summary>Reads scenarios, traces, and what is written about mutants.</summary>
internal static class ScenarioFile
{
    /// <summary>The largest scenario or trace that is read, 16 MiB: more is a mistake.</summary>
    private const int MaxBytes = 16 << 20;

    /// <summary>Reads a scenario.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="FileProblemException">It cannot be read, or is no scenario.</exception>
    public static Scenario Read(string path) => Parse(path, ScenarioText.Parse);

    /// <summary>Reads a trace.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="FileProblemException">It cannot be read, or is no trace.</exception>
    public static Trace ReadTrace(string path) => Parse(path, TraceText.Parse);

    /// <summary>Reads what is written about mutants.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="FileProblemException">It cannot be read, or is no such file.</exception>
    public static ReviewedMutants ReadMutants(string path) => Parse(path, ReviewedMutants.Parse);

    /// <summary>Reads a text that shall be written again.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FileProblemException">It cannot be read, or is no UTF-8.</exception>
    public static string ReadText(string path)
    {
        byte[] bytes = ReadBytes(path);
        string text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes) ? text : throw new FileProblemException(path, "is no UTF-8");
    }

    private static byte[] ReadBytes(string path)
    {
        byte[] bytes = InputFile.Read(path, MaxBytes);
        return bytes.Length <= MaxBytes ? bytes : throw new FileProblemException(path, $"is larger than {MaxBytes} bytes");
    }

    private static T Parse<T>(string path, Func<string, string, T> parse)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            return parse(Encoding.UTF8.GetString(bytes), path);
        }
        catch (FormatException malformed)
        {
            throw new FileProblemException(malformed.Message);
        }
    }
}
