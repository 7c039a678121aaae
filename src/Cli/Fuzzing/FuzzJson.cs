using System.Text.Encodings.Web;
using System.Text.Json;
using LuoVerified.Fuzz;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A report of fuzzing as JSON for programs; docs/fuzz.md describes the form.</summary>
internal static class FuzzJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes it.</param>
    public static void Print(WrittenFuzzReport report, TextWriter writer)
    {
        string json = JsonSerializer.Serialize(
            new
            {
                Format = "luo-fuzz 1",
                report.Report.Options.Seed,
                report.Report.Options.Programs,
                report.Report.Options.MaxExecutions,
                report.Report.Complete,
                Designs = report.Report.Designs.Select(Row),
                Findings = report.Findings.Select(Row),
                Failed = report.Failed.Select(pair => pair.Json),
                report.Verdict,
                report.ExitCode,
            },
            Options);
        writer.Write($"{json}\n");
    }

    private static object Row(DesignTally tally) => new
    {
        Design = tally.Design.Name,
        Programs = tally.Judged,
        tally.Exhausted,
        Bounded = tally.Bounded.Select((programs, at) => new { Preemptions = at - 1, Programs = programs }),
        tally.Discarded,
        tally.Executions,
        tally.Broken,
    };

    private static object Row(WrittenFuzzFinding written)
    {
        FuzzFinding finding = written.Finding;
        return new
        {
            Design = finding.Design.Name,
            finding.Rule,
            finding.Shortest.Finding.Violation.Message,
            Program = finding.Number,
            Operations = new { Before = ProgramLength.Operations(finding.Original), After = ProgramLength.Operations(finding.Smallest) },
            Threads = new { Before = ProgramLength.Threads(finding.Original), After = ProgramLength.Threads(finding.Smallest) },
            finding.IsMinimal,
            finding.Shortest.Switches,
            SwitchesAreMinimal = finding.Shortest.IsMinimal,
            ReplaysOnRealLocks = finding.Shortest.Replays,
            Scenario = written.ScenarioFile,
            Trace = written.TraceFile,
        };
    }
}
