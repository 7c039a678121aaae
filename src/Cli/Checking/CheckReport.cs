using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Cli.Corpus;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Checking;

/// <summary>A finding with its trace.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Trace">The trace, of a smaller program if there is one.</param>
internal sealed record WrittenFinding(Finding Finding, WrittenTrace Trace);

/// <summary>A row of a report.</summary>
/// <param name="Number">The place of the pair among all that were asked for, from 1.</param>
/// <param name="Result">What came of one scenario on one design.</param>
/// <param name="Findings">Its findings.</param>
internal sealed record ReportRow(int Number, CheckResult Result, IReadOnlyList<WrittenFinding> Findings);

/// <summary>What came of a check. Holds no time: equal plans give equal reports.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Rows">What came of it, in order.</param>
/// <param name="Failed">The pairs without a result.</param>
internal sealed record CheckReport(CheckPlan Plan, IReadOnlyList<ReportRow> Rows, IReadOnlyList<FailedPair> Failed)
{
    /// <summary>The pairs of a scenario and a design that rules it out by what it says of itself.</summary>
    public IReadOnlyList<InapplicablePair> Inapplicable { get; init; } = [];

    /// <summary>What came of the corpus; null if there is none.</summary>
    public CorpusResult? Corpus { get; init; }

    /// <summary>Every trace that was written.</summary>
    public IReadOnlyList<WrittenTrace> Traces => [.. Rows.SelectMany(row => row.Findings).Select(finding => finding.Trace)];

    /// <summary>Every schedule that was run.</summary>
    public long Schedules => Rows.Sum(row => row.Result.Barging + row.Result.Volume + row.Result.Drawn);

    /// <summary>The rows whose expectation is not met.</summary>
    public IEnumerable<ReportRow> Violated => Rows.Where(row => row.Result.AgainstExpectation == Verdict.Violation);

    /// <summary>The rows of which that cannot be said.</summary>
    public IEnumerable<ReportRow> Undecided => Rows.Where(row => row.Result.AgainstExpectation == Verdict.Inconclusive);

    /// <summary>What the program ends with.</summary>
    public int ExitCode => Cli.ExitCode.Worst(
        Corpus?.ExitCode ?? Cli.ExitCode.Ok,
        Failed.Count > 0 ? Cli.ExitCode.Worst([.. Failed.Select(pair => pair.ExitCode)])
            : Violated.Any() ? Cli.ExitCode.Violation
            : Undecided.Any() ? Cli.ExitCode.Inconclusive
            : Cli.ExitCode.Ok);
}
