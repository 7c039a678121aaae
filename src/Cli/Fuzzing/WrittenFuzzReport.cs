using System.Text;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A finding with the files that its program and its schedule were written to.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="ScenarioFile">The program, for <c>luo check</c>.</param>
/// <param name="Trace">The schedule, for <c>luo replay</c>.</param>
internal sealed record WrittenFuzzFinding(FuzzFinding Finding, string ScenarioFile, WrittenTrace Trace)
{
    /// <summary>Writes the files of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="seed">The seed that led to it; 0 if there is none.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="keepsFirst">Whether the trace of what was found first is written, too.</param>
    /// <returns>The finding with the files.</returns>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    public static WrittenFuzzFinding Write(FuzzFinding finding, uint seed, string folder, bool keepsFirst)
    {
        string design = finding.Design.Name;
        string stem = Path.Combine(folder, $"{finding.Smallest.Name}.{design}.{finding.Rule}");
        var smallest = new WrittenTrace(
            Check.Traces.Trace.Of(finding.Smallest, design, finding.Shortest.Finding, seed), finding.Design, $"{stem}.trace")
        {
            First = keepsFirst ? MinimalTraces.FirstOf($"{stem}.trace") : null,
            NotMinimal = finding.IsMinimal && finding.Shortest.IsMinimal ? null : "a limit was reached",
        };
        var written = new WrittenFuzzFinding(finding, $"{stem}.scenario", smallest);
        OutputFiles.Write([
            new OutputFile(written.ScenarioFile, Encoding.UTF8.GetBytes(ScenarioText.Format(finding.Smallest))),
            TraceFile.Of(smallest.File, smallest.Trace),
            .. smallest.First is { } first ? [TraceFile.Of(first, Check.Traces.Trace.Of(finding.Original, design, finding.First, seed))] : (OutputFile[])[],
        ]);
        return written;
    }
}

/// <summary>A report with its files.</summary>
/// <param name="Report">The report.</param>
/// <param name="Findings">Its findings, in their order.</param>
/// <param name="Failed">The programs that could not be judged, because of errors of ours.</param>
internal sealed record WrittenFuzzReport(
    FuzzReport Report, IReadOnlyList<WrittenFuzzFinding> Findings, IReadOnlyList<FailedPair> Failed)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode => Failed.Count > 0 ? Cli.ExitCode.Internal : Cli.ExitCode.Of(Report.Verdict);

    /// <summary>The outcome in a word.</summary>
    public string Verdict => Cli.ExitCode.Verdict(ExitCode);

    /// <summary>Writes two files for each finding.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="keepsFirst">Whether the traces of what was found first are written, too.</param>
    /// <param name="failed">The programs that could not be judged.</param>
    /// <returns>The report with the files.</returns>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    public static WrittenFuzzReport Write(FuzzReport report, string folder, bool keepsFirst, IReadOnlyList<FailedPair> failed) =>
        new(report, [.. report.Findings.Select(finding => WrittenFuzzFinding.Write(finding, report.Options.Seed, folder, keepsFirst))], failed);
}
