using System.Globalization;
using System.Text;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Gate;

/// <summary>A report as workflow commands of GitHub Actions: an annotation at the line of each finding that nobody expects, and one for
/// what was not decided or not run. Nothing if all is as expected.</summary>
internal static class GithubReport
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Lines, each a command.</returns>
    public static string Of(GateReport report)
    {
        var text = new StringBuilder();
        foreach (GateRow row in report.Rows)
        {
            foreach (GateFinding finding in row.Unexpected)
            {
                text.Append(Command("error", finding.Place, $"{finding.Rule}: {row.Name}", Message(finding)));
            }

            text.Append(row.Standing switch
            {
                Standing.Undecided => Command("warning", null, $"inconclusive: {row.Name}", row.Detail),
                Standing.Unusable or Standing.Failed => Command("error", null, $"{row.Verdict}: {row.Name}", row.Detail),
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string Message(GateFinding finding)
    {
        IEnumerable<string> others = finding.Places.SkipLast(1)
            .Select(place => string.Create(CultureInfo.InvariantCulture, $"\n{place.File}:{place.Line}: {place.Role}"));
        return $"{finding.Message}{string.Concat(others)}{(finding.Trace?.File is { } trace ? $"\n{trace}" : "")}";
    }

    private static string Command(string name, GatePlace? place, string title, string message)
    {
        string at = place is null ? "" : string.Create(CultureInfo.InvariantCulture, $"file={Property(place.File)},line={place.Line},");
        return $"::{name} {at}title={Property(title)}::{Data(message)}\n";
    }

    /// <summary>What ends a command, or a line of the log, is written as the runner decodes it.</summary>
    private static string Data(string text) => PlainText.Clean(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
