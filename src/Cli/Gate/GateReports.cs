using LuoVerified.Check;
using LuoVerified.Check.Linearizability;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Cli.Origins;
using LuoVerified.Cli.Programs;
using LuoVerified.Cli.Proving;
using LuoVerified.Core;
using LuoVerified.Fuzz;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Formats;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Gate;

/// <summary>Makes the results of commands what reports for other programs are made of.</summary>
internal static class GateReports
{
    /// <summary>The certificate of <c>luo prove</c>.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The report.</returns>
    public static GateReport Of(Certificate certificate) => new(
        "luo prove",
        certificate.Formats is null ? SessionChecks.All : [.. SessionChecks.All, FormatProof.Rule],
        [
            .. Placed(
                certificate.Rows.Select(row => (row.Number, Row(row, certificate.Plan.Options.MaxConfigurations))),
                certificate.Inapplicable,
                certificate.Failed),
            .. (certificate.Formats ?? []).Select(Row),
            .. certificate.Programs.SelectMany(Rows),
        ],
        string.Join("; ", [ProofTable.Counts(certificate), .. certificate.Programs.Select(ProgramsText.Summary)]),
        ProofTable.Result(certificate),
        certificate.ExitCode)
    {
        Basis = [.. certificate.Plan.Basis.Lines],
        MaxConfigurations = certificate.Plan.Options.MaxConfigurations,
    };

    /// <summary>The certificate of <c>luo prove --programs</c>.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The report.</returns>
    public static GateReport Of(ProgramsCertificate certificate) => new(
        "luo prove", SessionChecks.All, [.. Rows(certificate)], ProgramsText.Counts(certificate), certificate.Verdict, certificate.ExitCode)
    {
        Basis = [.. certificate.Plan.Basis.Lines],
    };

    /// <summary>The report of <c>luo check</c>.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The report.</returns>
    public static GateReport Of(CheckReport report) => new(
        "luo check",
        SessionChecks.All,
        [
            .. Placed(
                report.Rows.Select(row => (row.Number, Row(row, report.Plan.Options.MaxConfigurations))), report.Inapplicable, report.Failed),
        ],
        ReportTable.Counts(report) + ReportTable.BoundInWords(report),
        ReportTable.Result(report),
        report.ExitCode)
    {
        Basis = [.. report.Plan.Basis.Lines],
        MaxConfigurations = report.Plan.Options.MaxConfigurations,
    };

    /// <summary>The report of <c>luo fuzz</c>.</summary>
    /// <param name="report">The report.</param>
    /// <param name="basis">What it rests on.</param>
    /// <returns>The report.</returns>
    public static GateReport Of(WrittenFuzzReport report, Basis basis) => new(
        "luo fuzz",
        SessionChecks.All,
        [
            .. report.Report.Designs.Select(tally => Fuzzed(
                "random programs",
                tally.Design.Name,
                report.Report.With(tally).Verdict,
                $"{ReportTable.Number(tally.Exhausted)} of {ReportTable.Number(tally.Judged)} programs covered{(report.Report.Complete ? "" : ", the time was up")}",
                tally.Executions,
                report.Findings.Where(finding => finding.Finding.Design.Name == tally.Design.Name))),
            .. report.Failed.Select(Row),
        ],
        $"{report.Report.Designs.Sum(tally => tally.Judged)} programs, seed {report.Report.Options.Seed}",
        report.Verdict,
        report.ExitCode)
    {
        Basis = [.. basis.Lines],
    };

    private static IEnumerable<GateRow> Rows(ProgramsCertificate certificate)
    {
        // The written findings are those of the reports, in order.
        using IEnumerator<WrittenFuzzFinding> written = certificate.Findings.GetEnumerator();
        foreach (ProgramsReport report in certificate.Reports)
        {
            List<WrittenFuzzFinding> findings = [];
            while (findings.Count < report.Findings.Count && written.MoveNext())
            {
                findings.Add(written.Current);
            }

            yield return Fuzzed(
                $"every program of {report.Space.Words}",
                report.Design.Name,
                report.Verdict,
                $"{ReportTable.Number(report.Tally.Exhausted)} of {ReportTable.Number(report.Programs)} programs covered",
                report.Tally.Executions,
                findings);
        }

        foreach (FailedPair pair in certificate.Failed)
        {
            yield return Row(pair);
        }
    }

    private static IEnumerable<GateRow> Placed(
        IEnumerable<(int Number, GateRow Row)> rows, IEnumerable<InapplicablePair> inapplicable, IEnumerable<FailedPair> failed) =>
        rows.Concat(inapplicable.Select(pair => (pair.Pair.Number, Row(pair)))).Concat(failed.Select(pair => (pair.Number, Row(pair))))
            .OrderBy(row => row.Item1).Select(row => row.Item2);

    private static GateRow Row(ProvenScenario row, long maxConfigurations)
    {
        Proof proof = row.Proof;
        bool isWrong = proof.AgainstExpectation == Verdict.Violation;
        return new GateRow(
            proof.Scenario.Name,
            proof.Design.Name,
            Standings.Of(proof.AgainstExpectation),
            Found(proof.Verdict, proof.Shortest.Select(each => each.Finding).Concat(proof.Orders.Select(each => each.Finding)).Select(each => each.Violation.Check)),
            ProofTable.Expected(proof),
            proof.AgainstExpectation == Verdict.Inconclusive ? $"schedules covered: {ProofTable.Covered(proof)}" : "",
            [
                .. proof.Shortest.Zip(row.Traces, (each, trace) => GateFindings.Of(
                    trace, proof.Expectation.Allows(each.Finding.Violation.Check), maxConfigurations)),
                .. proof.Orders.Zip(row.OrderTraces, (each, trace) => GateFindings.Of(trace, IsExpected(each), maxConfigurations)),
                .. proof.Expectation.MustFind.Except(proof.Broken).Where(_ => isWrong)
                    .Select(rule => GateFindings.Missing(proof.Scenario, proof.Design, rule, rule)),
                .. proof.MissingRaces.Where(_ => isWrong)
                    .Select(race => GateFindings.Missing(proof.Scenario, proof.Design, Checks.DataRace, $"the race {race}")),
                .. proof.MissingAnswers.Where(_ => isWrong)
                    .Select(answers => GateFindings.Missing(proof.Scenario, proof.Design, "exists", $"a run with {answers}")),
            ])
        {
            About = proof.Scenario.Summary,
            Covered = ProofTable.Covered(proof),
            Executions = proof.Report.Executions,
            Outcomes = [.. proof.Report.Outcomes.Order(StringComparer.Ordinal)],
        };

        bool IsExpected(OrderFinding order) => order.Finding.Violation.Check == Checks.DataRace
            ? !proof.UnexpectedRaces.Any(race => ReferenceEquals(race.Finding, order.Finding))
            : proof.Expectation.Allows(order.Finding.Violation.Check);
    }

    private static GateRow Row(ReportRow row, long maxConfigurations)
    {
        CheckResult result = row.Result;
        return new GateRow(
            result.Scenario.Name,
            result.Design.Name,
            Standings.Of(result.AgainstExpectation),
            Found(result.Verdict, result.Findings.Select(finding => finding.Violation.Check)),
            result.Expectation.ToString(),
            result.AgainstExpectation != Verdict.Inconclusive ? ""
                : result.Undecided > 0 ? $"{ReportTable.Number(result.Undecided)} histories are undecided" : "the time was up",
            [
                .. row.Findings.Select(written => GateFindings.Of(
                    written.Trace, result.Expectation.Allows(written.Finding.Violation.Check), maxConfigurations)),
                .. result.Missing.Where(_ => result.AgainstExpectation == Verdict.Violation)
                    .Select(rule => GateFindings.Missing(result.Scenario, result.Design, rule, rule)),
            ])
        {
            About = result.Scenario.Summary,
            Covered = "sampled",
            Executions = result.Barging + result.Volume + result.Drawn,
            Outcomes = result.Outcomes,
        };
    }

    private static GateRow Fuzzed(string what, string design, Verdict verdict, string covered, long executions, IEnumerable<WrittenFuzzFinding> written)
    {
        WrittenFuzzFinding[] findings = [.. written];
        return new GateRow(
            what,
            design,
            Standings.Of(verdict),
            Found(verdict, findings.Select(each => each.Finding.Rule)),
            ReportTable.Word(Verdict.Pass),
            verdict == Verdict.Inconclusive ? covered : "",
            [.. findings.Select(each => GateFindings.Of(each.Trace, isExpected: false, LinearizabilityChecker.DefaultBound))])
        {
            Covered = covered,
            Executions = executions,
        };
    }

    private static GateRow Row(FormatProof proof) => new(
        proof.Format,
        "src/Abi",
        Standings.Of(proof.Verdict),
        Found(proof.Verdict, [FormatProof.Rule.Name]),
        ReportTable.Word(Verdict.Pass),
        proof.IsComplete ? "" : "the time was up",
        proof.Difference is not { } difference ? [] :
        [
            new GateFinding(
                FormatProof.Rule.Name,
                $"{difference}",
                IsExpected: false,
                [],
                SourceText.HashOf([FormatProof.Rule.Name, proof.Format, difference.What]),
                Trace: null),
        ]);

    private static GateRow Row(InapplicablePair pair) => new(
        pair.Pair.Scenario.Name, pair.Pair.Design.Name, Standing.NotApplicable, InapplicablePair.Word, "", pair.Reason, []);

    private static GateRow Row(FailedPair pair) => new(
        pair.Row.Scenario,
        pair.Row.Design,
        pair.ExitCode == ExitCode.Usage ? Standing.Unusable : Standing.Failed,
        pair.Row.Verdict,
        "",
        $"{Printable.Of(pair.Row.Message)}{(pair.Row.Trace is { } trace ? $"; {trace}" : "")}",
        []);

    private static string Found(Verdict verdict, IEnumerable<string> rules) =>
        verdict == Verdict.Violation ? string.Join(", ", rules.Distinct()) : ReportTable.Word(verdict);
}
