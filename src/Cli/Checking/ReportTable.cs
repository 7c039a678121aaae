using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Sample;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Checking;

/// <summary>A report as a table for people, 80 columns wide: each scenario on a line of its own, its designs below it, below
/// each rule that was broken the trace file.</summary>
internal static class ReportTable
{
    private const string No = "NO";

    /// <summary>So many columns stand left of the verdict.</summary>
    private const int Numbers = 4;

    /// <summary>A longer name of a design has a line of its own.</summary>
    private const int DesignWidth = 9;

    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes it; plain text, each line ends with a line feed.</param>
    public static void Print(CheckReport report, TextWriter writer)
    {
        Line(writer, "design", "coyote", "drawn", "distinct", "verdict", "found at", "expected");
        foreach (string scenario in report.Plan.Basis.Scenarios.Select(scenario => scenario.Name).Distinct())
        {
            writer.Write($"\n{scenario}\n");
            foreach (ReportRow row in report.Rows.Where(row => row.Result.Scenario.Name == scenario))
            {
                Print(row, writer);
            }

            foreach (InapplicablePair pair in report.Inapplicable.Where(pair => pair.Pair.Scenario.Name == scenario))
            {
                writer.Write($"  {pair.Pair.Design.Name,-9} {InapplicablePair.Word}: {pair.Reason}\n");
            }

            foreach (FailedPair pair in report.Failed.Where(pair => pair.Row.Scenario == scenario))
            {
                Line(writer, pair.Row.Design, "", "", "", Cell.Verdict(pair.Row.Verdict), "", "");
                writer.Write(pair.Row.Trace is { } file ? $"   {file}\n" : "");
            }
        }

        string corpus = report.Corpus is { } replayed ? $"{replayed.Summary}\n" : "";
        string remarks = string.Concat(MinimalTraces.Remarks(report.Traces).Select(line => $"{line}\n"));
        writer.Write($"\n{Bound(report)}{corpus}{remarks}{Counts(report)}: {Cell.ToneOf(report.ExitCode).Of(Result(report), writer)}\n");
    }

    /// <summary>A verdict in a word.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The word.</returns>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static void Print(ReportRow row, TextWriter writer)
    {
        CheckResult result = row.Result;
        Cell[] head = [result.Design.Name, Number(result.Barging + result.Volume), Number(result.Drawn), Number(result.Distinct)];
        Cell expected = Cell.Expected(result.AgainstExpectation, result.AgainstExpectation == Verdict.Violation
            ? No
            : Standings.Of(result.AgainstExpectation).Words($"{result.Expectation}", result.Undecided));
        if (row.Findings.Count == 0)
        {
            Line(writer, [.. head, Cell.Verdict(Word(result.Verdict)), "", expected]);
        }

        foreach (WrittenFinding written in row.Findings)
        {
            Finding finding = written.Finding;
            Line(writer, [.. head, Cell.Verdict(finding.Violation.Check), $"{HowIn(finding)} {Number(finding.Schedule)}", expected]);
            writer.Write($"   {written.Trace.File}\n");
            Array.Fill(head, "");
            expected = "";
        }

        if (result.AgainstExpectation == Verdict.Violation)
        {
            string said = WrappedText.Of($"   {No}: expected {result.Expectation}", "     ", TerminalWriter.WidthOf(writer));
            writer.Write($"{Tone.Bad.Of(said, writer)}\n");
        }
    }

    /// <summary>Which schedules a finding is counted among: those of a mode of Coyote, or of another strategy.</summary>
    private static string HowIn(Finding finding) => finding.Mode == ScheduleSampler.Mode ? finding.Strategy : finding.Mode;

    private static void Line(TextWriter writer, params Cell[] cells)
    {
        if (cells[0].Words.Length > DesignWidth)
        {
            writer.Write($"  {cells[0].Words}\n");
            cells[0] = "";
        }

        int[] widths = [-DesignWidth, 7, 7, 8, -18, -12, 0];
        IEnumerable<string> padded = cells.Zip(widths, (cell, width) =>
        {
            string blanks = new(' ', Math.Max(0, Math.Abs(width) - cell.Words.Length));
            string words = cell.Tone.Of(cell.Words, writer);
            return width > 0 ? $"{blanks}{words}" : $"{words}{blanks}";
        });
        string line = $"  {string.Join(' ', padded.Take(Numbers))}  {string.Join(' ', padded.Skip(Numbers))}";
        writer.Write($"{line.TrimEnd()}\n");
    }

    /// <summary>How much was done.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Checks, schedules, and the seed.</returns>
    public static string Counts(CheckReport report) => $"{Count(report.Rows.Count, "check")}, "
        + (report.Inapplicable.Count > 0 ? $"{Number(report.Inapplicable.Count)} {InapplicablePair.Word}, " : "")
        + $"{Count(report.Schedules, "schedule")}, seed {report.Plan.Options.Seed}";

    /// <summary>What came of it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>A few words.</returns>
    public static string Result(CheckReport report) =>
        report.Failed.Any(pair => pair.ExitCode == report.ExitCode) ? FailedPair.Reason(report.Failed, report.ExitCode)
        : report.ExitCode == ExitCode.Violation && report.Violated.Any() ? $"{report.Violated.Count()} not as expected"
        : report.Corpus is { Reason.Length: > 0 } corpus ? corpus.Reason
        : report.Undecided.Any() ? $"{report.Undecided.Count()} inconclusive ({string.Join("; ", WhyUndecided(report))})"
        : "every expectation met";

    /// <summary>What the passes bound: by the one with the fewest schedules.</summary>
    private static string Bound(CheckReport report) => Fewest(report) is not { } fewest ? ""
        : $"each pass: {Number(fewest.Independent)} clean schedules drawn by {Draws(report)},\n"
            + $"  so with 95 % confidence fewer than 1 in {Number(fewest.OneIn!.Value)} drawn so break a rule\n";

    /// <summary>As <see cref="Bound"/>, in a few words.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The words; none if nothing is bounded.</returns>
    public static string BoundInWords(CheckReport report) => Fewest(report) is not { } fewest ? ""
        : $", each pass: with 95 % confidence fewer than 1 in {Number(fewest.OneIn!.Value)} schedules drawn by {Draws(report)} break a rule";

    private static string Draws(CheckReport report) => string.Join(", ", report.Plan.Options.Independent);

    private static CheckResult? Fewest(CheckReport report) =>
        report.Rows.Select(row => row.Result).Where(result => result.Verdict == Verdict.Pass).MinBy(result => result.Independent) is { OneIn: not null } fewest ? fewest : null;

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

    /// <summary>A number of things, such as <c>1 kernel</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="what">One of them.</param>
    /// <returns>The text.</returns>
    public static string Count(long count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";
}
