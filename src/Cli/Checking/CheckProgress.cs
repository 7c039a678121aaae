using LuoVerified.Check;
using LuoVerified.Impl;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Checking;

/// <summary>Shows how a check gets on: a line for each pair, on a terminal only for those that break a rule or have no result, above
/// the live one.</summary>
/// <param name="line">Takes the lines.</param>
internal sealed class CheckProgress(LiveLine line)
{
    private string _at = "";
    private string _pair = "";

    /// <summary>A pair begins.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    public void Began(int number, int total, Scenario scenario, Design design)
    {
        (_at, _pair) = ($"[{number}/{total}]", $"{scenario.Name} on {design.Name}");
        line.Show($"{_at} {_pair}");
    }

    /// <summary>Called after each schedule; cheap.</summary>
    /// <param name="schedules">How many the pair has run so far.</param>
    public void Ran(long schedules) => line.Show(() => $"{_at} {ReportTable.Number(schedules)} schedules: {_pair}");

    /// <summary>A pair has ended.</summary>
    /// <param name="result">What came of it.</param>
    public void Ended(CheckResult result)
    {
        if (result.Verdict == Verdict.Violation)
        {
            Say(string.Join(", ", result.Findings.Select(finding => finding.Violation.Check)));
        }
        else if (!line.IsLive)
        {
            Say(ReportTable.Word(result.Verdict));
        }
    }

    /// <summary>All pairs have ended; the traces of one are about to be shrunk.</summary>
    /// <param name="result">What came of it.</param>
    public void Shrinking(CheckResult result) => line.Show($"shrinking: {result.Scenario.Name} on {result.Design.Name}");

    /// <summary>A pair has no result.</summary>
    /// <param name="why">In a word.</param>
    public void Failed(string why) => Say(why);

    private void Say(string how)
    {
        line.Write($"{_at} {_pair}: {how}\n");
        line.Flush();
    }
}
