using System.Text;
using LuoVerified.Check;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Merging;
using LuoVerified.Cli.Programs;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Pages;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Proving;

/// <summary>A certificate as pages for a browser: <c>index.html</c>, one for each trace, and the certificate itself.</summary>
internal static class ProofPages
{
    /// <summary>Writes them, all or none.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="folder">The folder; it must be there.</param>
    /// <param name="sources">The folder of the sources.</param>
    /// <exception cref="FileProblemException">One cannot be written.</exception>
    public static void Write(Certificate certificate, string folder, string sources)
    {
        List<OutputFile> files = [];
        List<ReportedScenario> rows = [];
        foreach (ProvenScenario row in certificate.Rows)
        {
            Proof proof = row.Proof;
            List<ReportedFinding> findings = [];
            foreach (WrittenTrace written in row.Traces.Concat(row.OrderTraces))
            {
                string page = $"{Path.GetFileNameWithoutExtension(written.File)}.html";
                findings.Add(new ReportedFinding(written.Trace.Violation.Check, written.Trace.Violation.Message, page));
                Add(page, TracePage.Of(Explain(written, certificate.Plan.Options.MaxConfigurations, sources)));
            }

            rows.Add(new ReportedScenario(
                proof.Scenario.Name,
                proof.Scenario.Summary,
                proof.Design.Name,
                ReportTable.Word(proof.Verdict),
                findings,
                proof.AgainstExpectation switch
                {
                    Verdict.Pass => "yes",
                    Verdict.Inconclusive => "undecided",
                    _ => $"NO, expected is: {proof.Expectation}",
                },
                proof.AgainstExpectation != Verdict.Violation,
                ProofTable.Covered(proof),
                proof.Report.Executions,
                [.. proof.Report.Outcomes.Order(StringComparer.Ordinal)]));
        }

        rows.AddRange(certificate.Failed.Select(pair => new ReportedScenario(
            pair.Row.Scenario, pair.Row.Message, pair.Row.Design, pair.Row.Verdict, [], "", false, "", 0, [])));
        Add("index.html", ReportPage.Of(new ReportDocument(
            ProofTable.Result(certificate),
            certificate.ExitCode == ExitCode.Ok,
            ProofTable.Counts(certificate) + (certificate.Programs is { } programs ? $"; {ProgramsText.Summary(programs)}" : ""),
            rows,
            [.. certificate.Plan.Basis.Lines])));
        Add("certificate.json", JsonText.Of(Reports.Of(certificate)));
        OutputFiles.Write(files);

        void Add(string name, string content) => files.Add(new OutputFile(Path.Combine(folder, name), Encoding.UTF8.GetBytes(content)));
    }

    private static TraceDocument Explain(WrittenTrace written, long maxConfigurations, string sources)
    {
        ReplayResult result = Replayer.Replay(
            written.Trace, written.Trace.Scenario.On(written.Design), maxConfigurations, SessionChecks.All);
        return ExplainedOutputs.Document(written.File, result.Explanation!, sources);
    }
}
