using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Checking;

/// <summary>One line for each pair, where nobody watches a terminal.</summary>
/// <param name="writer">Takes the lines.</param>
internal sealed class PlainProgress(TextWriter writer) : ICheckProgress
{
    private string _head = "";

    public void Began(int number, int total, Scenario scenario, Design design) =>
        _head = $"[{number}/{total}] {scenario.Name} on {design.Name}";

    public void Ran(long schedules)
    {
    }

    public void Ended(CheckResult result)
    {
        string found = result.Verdict == Verdict.Violation
            ? string.Join(", ", result.Findings.Select(finding => finding.Violation.Check))
            : ReportTable.Word(result.Verdict);
        End(found);
    }

    public void Shrinking(CheckResult result)
    {
    }

    public void Failed(string why) => End(why);

    private void End(string how)
    {
        writer.Write($"{_head}: {how}\n");
        writer.Flush();
    }
}
