using System.Globalization;
using System.Text;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Gate;

/// <summary>A report as Markdown, for the summary of a job or a comment: what is not as expected with its lines, then a table of
/// all.</summary>
internal static class MarkdownReport
{
    /// <summary>How every report begins.</summary>
    public const string Begin = "<!-- luo -->";

    /// <summary>What Markdown or HTML would take for something else than text.</summary>
    private const string Special = "\\`*_{}[]()<>#+-!|~&:@";

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text.</returns>
    public static string Of(GateReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Begin}\n## {Text(report.Command)}: {ExitCode.Verdict(report.ExitCode)}\n\n{Text(report.Summary)}\n");
        foreach (GateRow row in report.Rows.Where(row => row.Standing != Standing.Met && row.Standing != Standing.NotApplicable))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{Text(row.Name)}: {Word(row.Standing)}**\n\n");
            text.Append(row.Detail.Length > 0 ? $"- {Text(row.Detail)}\n" : "");
            foreach (GateFinding finding in row.Unexpected)
            {
                text.Append(CultureInfo.InvariantCulture, $"- **{Text(finding.Rule)}**: {Text(finding.Message)}\n");
                foreach (GatePlace place in finding.Places)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  - {Text(place.File)}\\:{place.Line}\\: {Text(place.Role)}\n");
                }

                text.Append(finding.Trace?.File is { } trace ? $"  - {Text(trace)}\n" : "");
            }
        }

        text.Append("\n| scenario | design | found | expected | |\n| --- | --- | --- | --- | --- |\n");
        foreach (GateRow row in report.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Text(row.Subject)} | {Text(row.Design)} | {Text(row.Verdict)} | {Text(row.Expected)} | {Word(row.Standing)} |\n");
        }

        return text.ToString();
    }

    private static string Word(Standing standing) => standing switch
    {
        Standing.Met => "as expected",
        Standing.NotMet => "not as expected",
        Standing.Undecided => "inconclusive",
        Standing.NotApplicable => "not applicable",
        Standing.Unusable => "unusable",
        _ => "internal error",
    };

    private static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (char letter in PlainText.Clean(text))
        {
            escaped.Append(letter == '\n' ? " " : Special.Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : $"{letter}");
        }

        return escaped.ToString();
    }
}
