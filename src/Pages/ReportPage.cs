using System.Globalization;
using System.Text;

namespace LuoVerified.Pages;

/// <summary>What came of scenarios.</summary>
/// <param name="Title">What came of all of them, in a few words.</param>
/// <param name="IsGood">Whether that is what was expected.</param>
/// <param name="Counts">How many there are, in a sentence.</param>
/// <param name="Scenarios">Each on each design, in order.</param>
/// <param name="Basis">What the result rests on: lines.</param>
public sealed record ReportDocument(
    string Title, bool IsGood, string Counts, IReadOnlyList<ReportedScenario> Scenarios, IReadOnlyList<string> Basis);

/// <summary>A scenario on a design.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Design">The design.</param>
/// <param name="Verdict">The verdict, in a word.</param>
/// <param name="Findings">The rules that were broken; none for any verdict but a violation.</param>
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
    IReadOnlyList<ReportedFinding> Findings,
    string Expected,
    bool IsExpected,
    string Covered,
    long Executions,
    IReadOnlyList<string> Outcomes);

/// <summary>A broken rule.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Message">What happened.</param>
/// <param name="Page">The file of the page of its trace, beside that of the report.</param>
public sealed record ReportedFinding(string Rule, string Message, string Page);

/// <summary>A report as a page for a browser, with a way to the page of each trace. It has no script.</summary>
public static class ReportPage
{
    /// <summary>Makes the page.</summary>
    /// <param name="report">What to show.</param>
    /// <returns>The page, UTF-8 when written; the only byte below 0x20 in it is the line feed.</returns>
    public static string Of(ReportDocument report)
    {
        string style = Template.Resources("theme.css", "report.css");
        return Template.Fill("report.html", new Dictionary<string, string>
        {
            ["style-hash"] = Template.Hash(style),
            ["style"] = style,
            ["title"] = Template.Html(report.Title),
            ["class"] = report.IsGood ? "passes" : "",
            ["counts"] = Template.Html(report.Counts),
            ["rows"] = string.Concat(report.Scenarios.Select(Row)),
            ["basis"] = string.Join('\n', report.Basis.Select(Template.Html)),
        });
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

    private static string Verdict(ReportedScenario row)
    {
        if (row.Findings.Count == 0)
        {
            return Template.Html(row.Verdict);
        }

        var text = new StringBuilder();
        foreach (ReportedFinding finding in row.Findings)
        {
            string href = Uri.EscapeDataString(finding.Page);
            text.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{href}\">{Template.Html(finding.Rule)}</a></p>");
            text.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Template.Html(finding.Message)}</p>");
        }

        return text.ToString();
    }

    private static string Outcomes(IReadOnlyList<string> outcomes) => outcomes.Count == 0 ? ""
        : $"<details><summary>{outcomes.Count}</summary><ul>{string.Concat(outcomes.Select(outcome => $"<li>{Template.Html(outcome)}</li>"))}</ul></details>";
}
