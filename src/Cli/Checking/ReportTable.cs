using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Reports;
using Spectre.Console;

namespace LuoVerified.Cli.Checking;

/// <summary>A report as a table for people.</summary>
internal static class ReportTable
{
    /// <summary>Wide enough for every row on one line, wherever the output goes.</summary>
    private const int Width = 220;

    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes it; plain text, each line ends with a line feed.</param>
    public static void Print(CheckReport report, TextWriter writer)
    {
        var lines = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(lines),
        });
        console.Profile.Width = Width;
        console.Write(Build(report));
        writer.Write($"{string.Join('\n', lines.ToString().Split('\n').Select(line => line.TrimEnd())).Trim('\n')}\n");
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
                Verdict.Inconclusive => "undecided",
                _ => $"NO: {result.Expectation}",
            };
            if (row.Findings.Count == 0)
            {
                Add(table, [.. head, Word(result.Verdict), expected, "", ""]);
            }

            foreach (WrittenFinding written in row.Findings)
            {
                Finding finding = written.Finding;
                Add(table, [.. head, finding.Violation.Check, expected, $"{finding.Mode} {Number(finding.Schedule)}", written.TraceFile]);
                Array.Fill(head, "");
                expected = "";
            }
        }

        return table;
    }

    private static void Add(Table table, string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static string Summary(CheckReport report)
    {
        string ran = $"{Number(report.Rows.Count)} checks, {Number(report.Schedules)} schedules, seed {report.Plan.Options.Seed}: ";
        return report.Violated.Any() ? $"{ran}{report.Violated.Count()} not as expected\n"
            : report.Undecided.Any() ? $"{ran}{report.Undecided.Count()} inconclusive (the time was up)\n"
            : $"{ran}every expectation met\n";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
