using LuoVerified.Check.Explore;
using LuoVerified.Cli.Checking;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Cli.Proving;

/// <summary>A certificate as JSON for programs; docs/prove.md describes the form.</summary>
internal static class CertificateJson
{
    /// <summary>Writes a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The text.</returns>
    public static string Format(Certificate certificate) => JsonText.Of(new
    {
        Format = "luo-proof 1",
        Basis = certificate.Plan.Basis.Json,
        Checks = SessionChecks.All.Select(check => check.Name),
        Proofs = certificate.Rows.Select(Row).Concat(certificate.Failed.Select(pair => pair.Json)),
        Programs = certificate.Programs?.Rows,
        ProgramFindings = certificate.Programs?.FindingRows,
        certificate.ExitCode,
    });

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
            AgainstExpectation = ReportTable.Word(proof.AgainstExpectation),
            Findings = proof.Shortest.Zip(row.Traces, (finding, trace) => new
            {
                finding.Finding.Violation.Check,
                finding.Finding.Violation.Message,
                finding.Switches,
                finding.IsMinimal,
                ReplaysOnRealLocks = finding.Replays,
                Trace = trace,
            }),
            Orders = proof.Orders.Zip(row.OrderTraces, (order, trace) => new
            {
                order.Finding.Violation.Check,
                order.Finding.Violation.Message,
                ReplaysOnRealLocks = order.Replays,
                Trace = trace,
            }),
            proof.Report.Outcomes,
            DataRaces = proof.DataRaces.Select(race => race.Race.ToString()),
            LockHierarchy = proof.Design.LockHierarchy,
            LockOrder = proof.LockOrder.Select(edge => edge.ToString()),
            LockCycles = LockCycle.In(proof.LockOrder).Select(cycle => cycle.ToString()),
            row.Sampled,
        };
    }
}
