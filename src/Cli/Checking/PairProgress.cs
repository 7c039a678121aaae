using LuoVerified.Check;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Checking;

/// <summary>Shows how the check of one pair gets on.</summary>
internal sealed class PairProgress
{
    private readonly CheckProgress _all;
    private readonly LiveLine _line;
    private readonly int _index;
    private readonly string _at;
    private readonly string _pair;
    private long _schedules;

    /// <summary>The pair begins.</summary>
    /// <param name="all">Those of all pairs.</param>
    /// <param name="line">The live line.</param>
    /// <param name="index">The place of the pair, from 0.</param>
    /// <param name="at">The same in words.</param>
    /// <param name="pair">The pair in words.</param>
    public PairProgress(CheckProgress all, LiveLine line, int index, string at, string pair)
    {
        (_all, _line, _index, _at, _pair) = (all, line, index, at, pair);
        line.Show($"{at} {pair}");
    }

    /// <summary>Called after each schedule; cheap.</summary>
    public void Ran()
    {
        _schedules++;
        _line.Show(() => $"{_at} {ReportTable.Number(_schedules)} schedules: {_pair}");
    }

    /// <summary>The pair has ended.</summary>
    /// <param name="result">What came of it; null if there is no result.</param>
    /// <param name="instead">What stands in the place of a verdict then.</param>
    public void Ended(CheckResult? result, string? instead)
    {
        string how = instead ?? (result!.Verdict == Verdict.Violation
            ? string.Join(", ", result.Findings.Select(finding => finding.Violation.Check))
            : _line.IsLive ? "" : ReportTable.Word(result.Verdict));
        _all.Ended(_index, how.Length == 0 ? "" : $"{_at} {_pair}: {how}\n");
    }
}
