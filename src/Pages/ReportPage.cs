using System.Globalization;
using System.Text;

namespace LuoVerified.Pages;

/// <summary>What came of scenarios.</summary>
/// <param name="Command">The command.</param>
/// <param name="Title">What came of all of them, in a few words.</param>
/// <param name="IsGood">Whether that is what was expected.</param>
/// <param name="Counts">How many there are, in a sentence.</param>
/// <param name="Scenarios">Each on each design, in order.</param>
/// <param name="Basis">What the result rests on: lines.</param>
/// <param name="Data">The file of the report as JSON, beside the page.</param>
public sealed record ReportDocument(
    string Command,
    string Title,
    bool IsGood,
    string Counts,
    IReadOnlyList<ReportedScenario> Scenarios,
    IReadOnlyList<string> Basis,
    string Data);

/// <summary>A scenario on a design.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Design">The design.</param>
/// <param name="Verdict">The verdict, in a word.</param>
/// <param name="Detail">Why there is no other verdict, in a line; may be empty.</param>
/// <param name="Findings">The rules that were broken, and those that should have been.</param>
/// <param name="Expected">How that compares with what was expected, in a few words.</param>
/// <param name="IsExpected">Whether it is as expected.</param>
/// <param name="Covered">How far it was covered; empty if that is not known.</param>
/// <param name="Executions">How many executions that took.</param>
/// <param name="Outcomes">What runs can answer, in words.</param>
public sealed record ReportedScenario(
    string Name,
    string Summary,
    string Design,
    string Verdict,
    string Detail,
    IReadOnlyList<ReportedFinding> Findings,
    string Expected,
    bool IsExpected,
    string Covered,
    long Executions,
    IReadOnlyList<string> Outcomes);

/// <summary>A broken rule.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Message">What happened.</param>
/// <param name="Page">The file of the page of its trace, beside that of the report; null if it has no trace.</param>
public sealed record ReportedFinding(string Rule, string Message, string? Page);

/// <summary>A report as a page for a browser, with a way to the page of each trace. It has no script.</summary>
public static class ReportPage
{
    /// <summary>Makes the page.</summary>
    /// <param name="report">What to show.</param>
    /// <returns>The page, UTF-8 when written; the only byte below 0x20 in it is the line feed.</returns>
    public static string Of(ReportDocument report)
    {
        string body = Template.Fill("report.html", new Dictionary<string, string>
        {
            ["command"] = Template.Html(report.Command),
            ["title"] = Template.Html(report.Title),
            ["class"] = report.IsGood ? "passes" : "",
            ["counts"] = Template.Html(report.Counts),
            ["data"] = Uri.EscapeDataString(report.Data),
            ["rows"] = string.Concat(report.Scenarios.Select(Row)),
            ["basis"] = string.Join('\n', report.Basis.Select(Template.Html)),
        });
        return Template.Page(report.Title, Template.Resources("theme.css", "report.css"), script: "", body);
    }

    private static string Row(ReportedScenario row)
    {
        string[] cells =
        [
            $"<th scope=\"row\"><strong>{Template.Html(row.Name)}</strong><p class=\"note\">{Template.Html(row.Summary)}</p></th>",
            $"<td>{Template.Html(row.Design)}</td>",
            $"<td>{Verdict(row)}</td>",
            $"<td{(row.IsExpected ? "" : " class=\"bad\"")}>{Template.Html(row.Expected)}</td>",
            $"<td>{Template.Html(row.Covered)}</td>",
            $"<td class=\"number\">{row.Executions.ToString("N0", CultureInfo.InvariantCulture)}</td>",
            $"<td>{Outcomes(row.Outcomes)}</td>",
        ];
        return $"<tr>{string.Join("\n", cells)}</tr>\n";
    }

    /// <summary>Each finding with the way to its page; else the verdict.</summary>
    private static string Verdict(ReportedScenario row)
    {
        var text = new StringBuilder(row.Findings.Count == 0 ? $"<p>{Template.Html(row.Verdict)}</p>" : "");
        foreach (ReportedFinding finding in row.Findings)
        {
            string rule = Template.Html(finding.Rule);
            string shown = finding.Page is { } page ? $"<a href=\"{Uri.EscapeDataString(page)}\">{rule}</a>" : rule;
            text.Append(CultureInfo.InvariantCulture, $"<p>{shown}</p><p class=\"note\">{Template.Html(finding.Message)}</p>");
        }

        return text.Append(row.Detail.Length > 0 ? $"<p class=\"note\">{Template.Html(row.Detail)}</p>" : "").ToString();
    }

    private static string Outcomes(IReadOnlyList<string> outcomes) => outcomes.Count == 0 ? ""
        : $"<details><summary>{outcomes.Count}</summary><ul>{string.Concat(outcomes.Select(outcome => $"<li>{Template.Html(outcome)}</li>"))}</ul></details>";
}
