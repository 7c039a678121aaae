using System.Globalization;
using System.Text;
using LuoVerified.Check.Explore;

namespace LuoVerified.Check.Reports;

/// <summary>Reports of explorations as text.</summary>
internal static class ReportText
{
    /// <summary>The text of a report.</summary>
    public static string Of(ExploreReport report)
    {
        var text = new StringBuilder();
        string covered = report.CoversAll ? "every schedule covered" : "not every schedule covered";
        text.Append(CultureInfo.InvariantCulture, $"{Words.Of(report.Verdict)}: {report.Executions} executions, {covered}\n");
        text.Append("outcomes:\n");
        foreach (string outcome in report.Outcomes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {outcome}\n");
        }

        foreach (Finding finding in report.AllFindings)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{finding}");
        }

        return text.ToString();
    }
}
