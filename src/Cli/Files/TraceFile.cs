using System.Text;
using LuoVerified.Check.Traces;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Files;

/// <summary>Writes traces; docs/traces.md describes the form.</summary>
internal static class TraceFile
{
    /// <summary>Writes a trace to the file <c>SCENARIO.DESIGN.CHECK.trace</c>.</summary>
    /// <param name="folder">The folder of the file; it must be there.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="mark">What stands before <c>.trace</c> to tell it from other traces of the kind, with its dot.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="FileProblemException">It cannot be written.</exception>
    public static string Write(string folder, Trace trace, string mark = "")
    {
        string file = Path.Combine(folder, $"{trace.Scenario.Name}.{trace.Design}.{trace.Violation.Check}{mark}.trace");
        OutputFiles.Write(Of(file, trace));
        return file;
    }

    /// <summary>What a trace file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trace">The trace.</param>
    /// <returns>The file, not written yet.</returns>
    public static OutputFile Of(string path, Trace trace) => new(path, Encoding.UTF8.GetBytes(TraceText.Format(trace)));
}
