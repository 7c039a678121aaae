using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Cli.Merging;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Programs;

/// <summary>What came of every program of some sizes. Holds no time: equal code gives equal certificates.</summary>
/// <param name="Plan">What was to be proved.</param>
/// <param name="Reports">A report for each size on each design, in order.</param>
/// <param name="Findings">The findings of all of them with their files, in order.</param>
/// <param name="Failed">The programs without a result, because of errors of ours.</param>
internal sealed record ProgramsCertificate(
    ProgramsPlan Plan, IReadOnlyList<ProgramsReport> Reports, IReadOnlyList<WrittenFuzzFinding> Findings, IReadOnlyList<FailedPair> Failed)
{
    /// <summary>Whether the time was up when the last program was judged, or before.</summary>
    public bool TimeWasUp { get; init; }

    /// <summary>What the program ends with.</summary>
    public int ExitCode => Failed.Count > 0 ? Cli.ExitCode.Internal
        : Reports.Any(report => report.Verdict == Check.Verdict.Violation) ? Cli.ExitCode.Violation
        : Reports.Any(report => report.Verdict == Check.Verdict.Inconclusive) ? Cli.ExitCode.Inconclusive
        : Cli.ExitCode.Ok;

    /// <summary>The outcome in a word.</summary>
    public string Verdict => Cli.ExitCode.Verdict(ExitCode);

    /// <summary>The certificate as JSON has it.</summary>
    public ProgramsJson Json => new(
        ProgramsJson.Name,
        ShardSet.Only(Plan.Shard),
        JsonText.Part(Plan.Basis.Json),
        [.. Sessions.SessionChecks.All.Select(check => check.Name)],
        LeftOut.All,
        Rows,
        FindingRows,
        FailedRows,
        ExitCode);

    /// <summary>A row for each size on each design, for JSON.</summary>
    public IReadOnlyList<ProgramsRow> Rows =>
    [
        .. Reports.Select(report => new ProgramsRow(
            report.Space.Size.ToString(),
            report.Space.Bounds.Names,
            report.Space.Bounds.Files,
            report.Design.Name,
            report.Space.SetUps,
            report.Programs,
            report.Tally.Programs,
            report.Tally.Exhausted,
            report.Tally.Discarded,
            report.Tally.Executions,
            [
                .. report.Tally.Broken.Select(broken => new BrokenRow(
                    broken.Key, broken.Value.Programs, new ProgramName(broken.Value.SetUp, broken.Value.Number).In(report.Space))),
            ])),
    ];

    /// <summary>A row for each finding, for JSON.</summary>
    public IReadOnlyList<ProgramFindingRow> FindingRows =>
    [
        .. Findings.Select(written => new ProgramFindingRow(
            written.Finding.Rule,
            written.Finding.Shortest.Finding.Violation.Message,
            written.Finding.Design.Name,
            written.Finding.Original.Name,
            written.Finding.IsMinimal,
            written.Finding.Shortest.Switches,
            written.Finding.Shortest.IsMinimal,
            written.Finding.Shortest.Replays,
            written.ScenarioFile,
            written.Trace.File)),
    ];

    /// <summary>A row for each program without a result, for JSON.</summary>
    public IReadOnlyList<FailedRow> FailedRows => FailedRow.Sorted(Failed.Select(pair => pair.Row));
}
