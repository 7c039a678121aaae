using LuoVerified.Cli.Failing;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Checking;

/// <summary>A report as JSON for programs; docs/check.md describes the form.</summary>
internal static class ReportJson
{
    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes it.</param>
    public static void Print(CheckReport report, TextWriter writer) => writer.Write(JsonText.Of(new
    {
        Format = "luo-check 1",
        report.Plan.Options.Seed,
        Strategy = report.Plan.Options.Strategy.Name,
        report.Plan.Iterations,
        Basis = report.Plan.Basis.Json,
        Checks = report.Rows.Select(Row).Concat(report.Failed.Select(pair => pair.Json)),
        report.Schedules,
        Verdict = report.ExitCode switch
        {
            ExitCode.Ok => "pass",
            ExitCode.Violation => "violation",
            ExitCode.Internal => FailedPair.Word,
            _ => "inconclusive",
        },
        report.ExitCode,
    }));

    private static object Row(ReportRow row)
    {
        CheckResult result = row.Result;
        return new
        {
            Scenario = result.Scenario.Name,
            Design = result.Design.Name,
            result.Barging,
            result.Volume,
            result.Distinct,
            result.Undecided,
            Verdict = ReportTable.Word(result.Verdict),
            Expected = result.Expectation.ToString(),
            AgainstExpectation = ReportTable.Word(result.AgainstExpectation),
            Missing = result.Missing,
            Findings = row.Findings.Select(written => new
            {
                written.Finding.Violation.Check,
                written.Finding.Violation.Message,
                written.Finding.Mode,
                written.Finding.Strategy,
                written.Finding.Schedule,
                Trace = written.TraceFile,
            }),
        };
    }
}
