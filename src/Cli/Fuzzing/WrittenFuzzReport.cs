using System.Text;
using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Scenarios;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;
using LuoVerified.Fuzz;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A finding with the files that its program and its schedule were written to.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="ScenarioFile">The program, for <c>luo check</c>.</param>
/// <param name="TraceFile">The schedule, for <c>luo replay</c>.</param>
internal sealed record WrittenFuzzFinding(FuzzFinding Finding, string ScenarioFile, string TraceFile);

/// <summary>A report with its files.</summary>
/// <param name="Report">The report.</param>
/// <param name="Findings">Its findings, in their order.</param>
internal sealed record WrittenFuzzReport(FuzzReport Report, IReadOnlyList<WrittenFuzzFinding> Findings)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode => Report.Verdict switch
    {
        Verdict.Pass => Cli.ExitCode.Ok,
        Verdict.Violation => Cli.ExitCode.Violation,
        _ => Cli.ExitCode.Inconclusive,
    };

    /// <summary>Writes two files for each finding.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The report with the files.</returns>
    /// <exception cref="FileProblemException">A file cannot be written.</exception>
    public static WrittenFuzzReport Write(FuzzReport report, string folder) =>
        new(report, [.. report.Findings.Select(finding => Write(finding, report.Options.Seed, folder))]);

    private static WrittenFuzzFinding Write(FuzzFinding finding, uint seed, string folder)
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
