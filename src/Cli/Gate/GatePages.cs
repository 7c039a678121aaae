using System.Text;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Pages;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Gate;

/// <summary>A report as pages for a browser: <c>index.html</c>, one for each trace, and the report as JSON.</summary>
internal static class GatePages
{
    private const string Index = "index.html";
    private const string Data = "report.json";

    /// <summary>Makes the pages.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder that they go to.</param>
    /// <param name="sources">The folder of the sources.</param>
    /// <returns>The files, not written yet.</returns>
    public static IReadOnlyList<OutputFile> Of(WritableReport report, string folder, string sources)
    {
        GateReport gate = report.Once;
        Dictionary<string, string> pages = [];
        foreach (WrittenTrace written in gate.Rows.SelectMany(row => row.Findings).Select(finding => finding.Trace).OfType<WrittenTrace>())
        {
            if (PageOf(written, gate.MaxConfigurations, sources) is { } page)
            {
                pages.Add(NameOf(written), page);
            }
        }

        pages.Add(Data, report.Json());
        pages.Add(Index, ReportPage.Of(new ReportDocument(
            gate.Command,
            gate.Result,
            gate.ExitCode == ExitCode.Ok,
            gate.Counts,
            [.. gate.Rows.Select(row => Row(row, pages))],
            gate.Basis,
            Data)));
        return [.. pages.Select(page => new OutputFile(Path.Combine(folder, page.Key), Encoding.UTF8.GetBytes(page.Value)))];
    }

    private static ReportedScenario Row(GateRow row, Dictionary<string, string> pages) => new(
        row.Subject,
        row.About,
        row.Design,
        row.Verdict,
        row.Detail,
        [.. row.Findings.Select(finding => new ReportedFinding(
            finding.Rule,
            finding.Message,
            finding.Trace is { } written && pages.ContainsKey(NameOf(written)) ? NameOf(written) : null))],
        row.Standing.Words(row.Expected),
        row.Standing is not (Standing.NotMet or Standing.Unusable or Standing.Failed),
        row.Covered,
        row.Executions,
        row.Outcomes);

    /// <summary>The page of a trace; null if its replay meets an error of ours: the finding stands without it.</summary>
    private static string? PageOf(WrittenTrace written, long maxConfigurations, string sources)
    {
        try
        {
            ReplayResult result = Replayer.Replay(
                written.Trace, written.Trace.Scenario.On(written.Design), maxConfigurations, SessionChecks.All);
            return TracePage.Of(ExplainedOutputs.Document(written.File, result.Explanation!, sources));
        }
        catch (RunErrorException)
        {
            return null;
        }
    }

    private static string NameOf(WrittenTrace written) => $"{Path.GetFileNameWithoutExtension(written.File)}.html";
}
