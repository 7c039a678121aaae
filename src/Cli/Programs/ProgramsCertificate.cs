using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Fuzz;

namespace LuoVerified.Cli.Programs;

/// <summary>What came of every program of some sizes. Holds no time: equal code gives equal certificates.</summary>
/// <param name="Plan">What was to be proved.</param>
/// <param name="Reports">A report for each size on each design, in order.</param>
/// <param name="Findings">The findings of all of them with their files, in order.</param>
/// <param name="Failed">The programs without a result, because of errors of ours.</param>
internal sealed record ProgramsCertificate(
    ProgramsPlan Plan, IReadOnlyList<ProgramsReport> Reports, IReadOnlyList<WrittenFuzzFinding> Findings, IReadOnlyList<FailedPair> Failed)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode => Failed.Count > 0 ? Cli.ExitCode.Internal
        : Reports.Any(report => report.Verdict == Check.Verdict.Violation) ? Cli.ExitCode.Violation
        : Reports.Any(report => report.Verdict == Check.Verdict.Inconclusive) ? Cli.ExitCode.Inconclusive
        : Cli.ExitCode.Ok;

    /// <summary>The outcome in a word.</summary>
    public string Verdict => ExitCode switch
    {
        Cli.ExitCode.Internal => FailedPair.Word,
        Cli.ExitCode.Violation => ReportTable.Word(Check.Verdict.Violation),
        Cli.ExitCode.Inconclusive => ReportTable.Word(Check.Verdict.Inconclusive),
        _ => ReportTable.Word(Check.Verdict.Pass),
    };

    /// <summary>The certificate as JSON for programs; docs/programs.md describes the form.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonText.Of(new
    {
        Format = "luo-programs 1",
        Basis = Plan.Basis.Json,
        Checks = Sessions.SessionChecks.All.Select(check => check.Name),
        Programs = Rows,
        Findings = FindingRows,
        Failed = Failed.Select(pair => pair.Json),
        ExitCode,
    });

    /// <summary>A row for each size on each design, for JSON.</summary>
    public IEnumerable<object> Rows => Reports.Select(report => new
    {
        Size = report.Space.Size.ToString(),
        Design = report.Design.Name,
        report.Space.SetUps,
        Programs = report.Space.Count,
        Judged = report.Tally.Programs,
        report.Tally.Exhausted,
        report.Tally.Discarded,
        report.Tally.Executions,
        Verdict = ReportTable.Word(report.Verdict),
        Broken = report.Tally.Broken.Select(broken => new
        {
            Check = broken.Key,
            broken.Value.Programs,
            First = $"program-{report.Space.Size}-{broken.Value.SetUp + 1}-{broken.Value.Number + 1}",
        }),
    });

    /// <summary>A row for each finding, for JSON.</summary>
    public IEnumerable<object> FindingRows => Findings.Select(written => new
    {
        written.Finding.Shortest.Finding.Violation.Check,
        written.Finding.Shortest.Finding.Violation.Message,
        Design = written.Finding.Design.Name,
        First = written.Finding.Original.Name,
        written.Finding.IsMinimal,
        written.Finding.Shortest.Switches,
        SwitchesAreMinimal = written.Finding.Shortest.IsMinimal,
        ReplaysOnRealLocks = written.Finding.Shortest.Replays,
        Scenario = written.ScenarioFile,
        Trace = written.TraceFile,
    });
}
