using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Shrinking;

/// <summary>A trace in its file.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Design">Its design.</param>
/// <param name="File">The path, as given on the command line.</param>
internal sealed record WrittenTrace(Trace Trace, Design Design, string File)
{
    /// <summary>The file of what was found first, in the scenario as it was asked for; null if it is not kept.</summary>
    public string? First { get; init; }

    /// <summary>Why a smaller one may be there, in a few words; null if none is.</summary>
    public string? NotMinimal { get; init; } = "not shrunk";

    /// <summary>Writes what was found.</summary>
    /// <param name="folder">The folder of the file; it must be there.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="seed">The seed that led to it; 0 if there is none.</param>
    /// <param name="mark">What tells the file from others of the kind, with its dot.</param>
    /// <returns>The trace in its file.</returns>
    /// <exception cref="FileProblemException">It cannot be written.</exception>
    public static WrittenTrace Write(
        string folder, Scenario scenario, Design design, Finding finding, uint seed, string mark = "")
    {
        var trace = Trace.Of(scenario, design.Name, finding, seed);
        return new WrittenTrace(trace, design, TraceFile.Write(folder, trace, mark));
    }
}
