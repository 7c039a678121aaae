using LuoVerified.Check.Explore;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Cli.Origins;
using LuoVerified.Cli.Proving;
using LuoVerified.Fuzz;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Merging;

/// <summary>Makes the reports of commands what JSON has of them.</summary>
internal static class Reports
{
    /// <summary>The certificate of <c>luo prove</c>.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>What JSON has of it.</returns>
    public static ProofReport Of(Certificate certificate) => new(
        ProofReport.Name,
        ShardSet.Only(certificate.Plan.Shard),
        JsonText.Part(certificate.Plan.Basis.Json),
        [.. SessionChecks.All.Select(check => check.Name)],
        certificate.Formats?.Select(FormatRow.Of).ToList(),
        certificate.Corpus?.Rows,
        Placed(certificate.Rows.Select(row => (row.Number, Row(row))), certificate.Inapplicable, certificate.Failed),
        certificate.Programs.Count == 0 ? null : [.. certificate.Programs.SelectMany(programs => programs.Rows)],
        certificate.Programs.Count == 0 ? null : LeftOut.All,
        [.. certificate.Programs.SelectMany(programs => programs.FindingRows)],
        FailedRow.Sorted(certificate.Programs.SelectMany(programs => programs.FailedRows)),
        certificate.ExitCode);

    /// <summary>The report of <c>luo check</c>.</summary>
    /// <param name="report">The report.</param>
    /// <returns>What JSON has of it.</returns>
    public static CheckJson Of(CheckReport report) => new(
        CheckJson.Name,
        ShardSet.Only(report.Plan.Shard),
        report.Plan.Options.Seed,
        report.Plan.Options.StrategyName,
        report.Plan.Iterations,
        JsonText.Part(report.Plan.Basis.Json),
        report.Corpus?.Rows,
        Placed(report.Rows.Select(row => (row.Number, Row(row))), report.Inapplicable, report.Failed),
        report.Schedules,
        report.ExitCode);

    /// <summary>The report of <c>luo fuzz</c>.</summary>
    /// <param name="report">The report.</param>
    /// <param name="basis">What it rests on.</param>
    /// <returns>What JSON has of it.</returns>
    public static FuzzJson Of(WrittenFuzzReport report, Basis basis) => new(
        FuzzJson.Name,
        ShardSet.Only(report.Report.Options.Shard),
        JsonText.Part(basis.Json),
        report.Report.Options.Seed,
        report.Report.Options.Programs,
        report.Report.Options.MaxExecutions,
        report.Report.Complete,
        [.. report.Report.Designs.Select(Row)],
        [.. report.Findings.Select(Row)],
        FailedRow.Sorted(report.Failed.Select(pair => pair.Row)));

    /// <summary>Rows in the order of the pairs that they are about.</summary>
    private static List<PlacedRow> Placed(
        IEnumerable<(int Number, object Row)> rows, IEnumerable<InapplicablePair> inapplicable, IEnumerable<FailedPair> failed) =>
    [
        .. rows.Concat(inapplicable.Select(pair => (pair.Pair.Number, Row: pair.Row))).Concat(failed.Select(pair => (pair.Number, Row: (object)pair.Row)))
            .Select(row => PlacedRow.Of(row.Number, row.Row))
            .OrderBy(row => row.Number),
    ];

    private static object Row(ProvenScenario row)
    {
        Proof proof = row.Proof;
        return new
        {
            Scenario = proof.Scenario.Name,
            Design = proof.Design.Name,
            proof.Scenario.Threads,
            Operations = proof.Scenario.Phases.Sum(phase => phase.Sum(thread => thread.Count)),
            proof.Report.LockSteps,
            proof.Report.Executions,
            proof.Report.Redundant,
            proof.Report.ExecutionsPerClass,
            proof.Report.Depth,
            Exhausted = proof.CoversAll,
            proof.Report.Undecided,
            Bounded = proof.Bounded.Select((bounded, bound) => new
            {
                Preemptions = bound,
                bounded.Executions,
                Classes = bounded.TraceClasses,
                Completed = bounded.Exhausted,
                LeavesOut = bounded.BoundReached,
                bounded.Undecided,
            }),
            Verdict = ReportTable.Word(proof.Verdict),
            Expected = proof.Expectation.ToString(),
            ExpectedRaces = proof.ExpectedRaces.Select(race => race.ToString()),
            ExpectedAnswers = proof.ExpectedAnswers.Select(answers => answers.ToString()),
            AgainstExpectation = ReportTable.Word(proof.AgainstExpectation),
            Findings = proof.Shortest.Zip(row.Traces, (finding, trace) => new
            {
                finding.Finding.Violation.Check,
                finding.Finding.Violation.Message,
                finding.Switches,
                finding.IsMinimal,
                ReplaysOnRealLocks = finding.Replays,
                Trace = trace.File,
                TraceIsMinimal = trace.NotMinimal is null,
                trace.First,
            }),
            Orders = proof.Orders.Zip(row.OrderTraces, (order, trace) => new
            {
                order.Finding.Violation.Check,
                order.Finding.Violation.Message,
                ReplaysOnRealLocks = order.Replays,
                Trace = trace.File,
                TraceIsMinimal = trace.NotMinimal is null,
                trace.First,
            }),
            proof.Report.Outcomes,
            DataRaces = proof.DataRaces.Select(race => race.Race.ToString()),
            LockHierarchy = proof.Design.LockHierarchy,
            LockOrder = proof.LockOrder.Select(edge => edge.ToString()),
            LockCycles = LockCycle.In(proof.LockOrder).Select(cycle => cycle.ToString()),
            row.Sampled,
        };
    }

    private static object Row(ReportRow row)
    {
        CheckResult result = row.Result;
        return new
        {
            Scenario = result.Scenario.Name,
            Design = result.Design.Name,
            result.Barging,
            result.Volume,
            result.Drawn,
            result.Distinct,
            result.Independent,
            result.OneIn,
            result.Undecided,
            Verdict = ReportTable.Word(result.Verdict),
            Expected = result.Expectation.ToString(),
            AgainstExpectation = ReportTable.Word(result.AgainstExpectation),
            Missing = result.Missing,
            Findings = row.Findings.Select(written => new
            {
                written.Finding.Violation.Check,
                written.Finding.Violation.Message,
                written.Finding.Mode,
                written.Finding.Strategy,
                written.Finding.Schedule,
                Trace = written.Trace.File,
                TraceIsMinimal = written.Trace.NotMinimal is null,
                written.Trace.First,
            }),
        };
    }

    private static FuzzedDesignRow Row(DesignTally tally) => new(
        tally.Design.Name,
        tally.Judged,
        tally.Exhausted,
        [.. tally.Bounded.Select((programs, at) => new BoundedRow(at - 1, programs))],
        tally.Discarded,
        tally.Executions,
        tally.Broken);

    private static FuzzFindingRow Row(WrittenFuzzFinding written)
    {
        FuzzFinding finding = written.Finding;
        return new FuzzFindingRow(
            finding.Design.Name,
            finding.Rule,
            finding.Shortest.Finding.Violation.Message,
            finding.Number,
            new Shrunk(ProgramLength.Operations(finding.Original), ProgramLength.Operations(finding.Smallest)),
            new Shrunk(ProgramLength.Threads(finding.Original), ProgramLength.Threads(finding.Smallest)),
            finding.IsMinimal,
            finding.Shortest.Switches,
            finding.Shortest.IsMinimal,
            finding.Shortest.Replays,
            written.ScenarioFile,
            written.Trace.File);
    }
}
