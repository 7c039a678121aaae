using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Checking;

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
        Assembly = "LuoVerified.Impl",
        Certificate.Version,
        Sha256 = Certificate.Hash,
        certificate.MaxExecutions,
        Checks = Checks.All.Select(check => check.Name),
        Proofs = certificate.Rows.Select(Row),
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
            proof.Report.Executions,
            proof.Report.Redundant,
            proof.Report.Depth,
            proof.Report.Exhausted,
            proof.Report.Undecided,
            Bounded = proof.Bounded.Select((bounded, bound) => new
            {
                Preemptions = bound,
                bounded.Executions,
                bounded.Exhausted,
                bounded.Undecided,
            }),
            Verdict = ReportTable.Word(proof.Verdict),
            Expected = proof.Expectation.ToString(),
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
            proof.Report.Outcomes,
            proof.Report.DataRaces,
            proof.Report.LockOrder,
            proof.Report.LockCycles,
            row.Sampled,
        };
    }
}
