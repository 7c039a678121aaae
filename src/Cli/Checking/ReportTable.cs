using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Reports;
using Spectre.Console;

namespace LuoVerified.Cli.Checking;

/// <summary>A report as a table for people.</summary>
internal static class ReportTable
{
    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes it; plain text, each line ends with a line feed.</param>
    public static void Print(CheckReport report, TextWriter writer)
    {
        PlainTable.Print(Build(report), writer);
        writer.Write($"\n{Summary(report)}");
    }

    /// <summary>A verdict in a word.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The word.</returns>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static Table Build(CheckReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(
            new TableColumn("scenario"),
            new TableColumn("design"),
            new TableColumn("barging").RightAligned(),
            new TableColumn("volume").RightAligned(),
            new TableColumn("distinct").RightAligned(),
            new TableColumn("verdict"),
            new TableColumn("expected"),
            new TableColumn("found at"),
            new TableColumn("trace file"));
        foreach (ReportRow row in report.Rows)
        {
            CheckResult result = row.Result;
            string[] head =
            [
                result.Scenario.Name, result.Design.Name, Number(result.Barging), Number(result.Volume), Number(result.Distinct),
            ];
            string expected = result.AgainstExpectation switch
            {
                Verdict.Pass => "yes",
                Verdict.Inconclusive when result.Undecided > 0 => $"undecided: {Number(result.Undecided)} histories",
                Verdict.Inconclusive => "undecided",
                _ => $"NO: {result.Expectation}",
            };
            if (row.Findings.Count == 0)
            {
                PlainTable.Add(table, [.. head, Word(result.Verdict), expected, "", ""]);
            }

            foreach (WrittenFinding written in row.Findings)
            {
                Finding finding = written.Finding;
                PlainTable.Add(table, [.. head, finding.Violation.Check, expected, $"{finding.Mode} {Number(finding.Schedule)}", written.TraceFile]);
                Array.Fill(head, "");
                expected = "";
            }
        }

        return table;
    }

    private static string Summary(CheckReport report)
    {
        string ran = $"{Number(report.Rows.Count)} checks, {Number(report.Schedules)} schedules, seed {report.Plan.Options.Seed}: ";
        return report.Violated.Any() ? $"{ran}{report.Violated.Count()} not as expected\n"
            : report.Undecided.Any() ? $"{ran}{report.Undecided.Count()} inconclusive ({string.Join("; ", WhyUndecided(report))})\n"
            : $"{ran}every expectation met\n";
    }

    private static IEnumerable<string> WhyUndecided(CheckReport report)
    {
        if (report.Undecided.Any(row => row.Result.Undecided == 0))
        {
            yield return "the time was up";
        }

        if (report.Undecided.Sum(row => row.Result.Undecided) is > 0 and var histories)
        {
            yield return $"{Number(histories)} histories reached --max-configurations";
        }
    }

    /// <summary>A number with separators.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
