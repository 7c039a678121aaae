using System.Text;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A finding with the files that its program and its schedule were written to.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="ScenarioFile">The program, for <c>luo check</c>.</param>
/// <param name="TraceFile">The schedule, for <c>luo replay</c>.</param>
internal sealed record WrittenFuzzFinding(FuzzFinding Finding, string ScenarioFile, string TraceFile)
{
    /// <summary>Writes the files of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="seed">The seed that led to it; 0 if there is none.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The finding with the files.</returns>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    public static WrittenFuzzFinding Write(FuzzFinding finding, uint seed, string folder)
    {
        string stem = Path.Combine(folder, $"{finding.Smallest.Name}.{finding.Design.Name}.{finding.Rule}");
        Finding schedule = finding.Shortest.Finding;
        var written = new WrittenFuzzFinding(finding, $"{stem}.scenario", $"{stem}.trace");
        OutputFiles.Write(
            new OutputFile(written.ScenarioFile, Encoding.UTF8.GetBytes(ScenarioText.Format(finding.Smallest))),
            new OutputFile(written.TraceFile, Encoding.UTF8.GetBytes(TraceText.Format(Trace.Of(finding.Smallest, finding.Design.Name, schedule, seed)))));
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
    /// <param name="failed">The programs that could not be judged.</param>
    /// <returns>The report with the files.</returns>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    public static WrittenFuzzReport Write(FuzzReport report, string folder, IReadOnlyList<FailedPair> failed) =>
        new(report, [.. report.Findings.Select(finding => WrittenFuzzFinding.Write(finding, report.Options.Seed, folder))], failed);
}
