using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Checking;
using Spectre.Console;

namespace LuoVerified.Cli.Proving;

/// <summary>A certificate as a table for people.</summary>
internal static class ProofTable
{
    /// <summary>Prints a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(Certificate certificate, TextWriter writer)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(
            new TableColumn("scenario"),
            new TableColumn("design"),
            new TableColumn("threads").RightAligned(),
            new TableColumn("operations").RightAligned(),
            new TableColumn("executions").RightAligned(),
            new TableColumn("redundant").RightAligned(),
            new TableColumn("depth").RightAligned(),
            new TableColumn("covered"),
            new TableColumn("verdict"),
            new TableColumn("expected"),
            new TableColumn("switches").RightAligned(),
            new TableColumn("real locks"),
            new TableColumn("data races").RightAligned());
        foreach (ProvenScenario row in certificate.Rows)
        {
            Add(table, row.Proof);
        }

        PlainTable.Print(table, writer);
        writer.Write('\n');
        PrintLines(writer, "lock order (outer -> inner)", certificate.Rows, report => report.LockOrder);
        PrintLines(writer, "circles in the lock order", certificate.Rows, report => report.LockCycles);
        PrintLines(writer, "data races", certificate.Rows, report => report.DataRaces);
        int exhausted = certificate.Rows.Count(row => row.Proof.Report.Exhausted);
        writer.Write(
            $"{certificate.Rows.Count} proofs, {exhausted} exhausted, {ReportTable.Number(certificate.Rows.Sum(row => row.Proof.Report.Executions))} executions; "
            + $"LuoVerified.Impl {Certificate.Version}, sha256 {Certificate.Hash[..16]}: "
            + certificate.ExitCode switch
            {
                ExitCode.Ok => "every expectation met\n",
                ExitCode.Violation => "not as expected\n",
                _ => "inconclusive\n",
            });
    }

    /// <summary>How far a scenario was covered.</summary>
    /// <param name="proof">The proof.</param>
    /// <returns>In words.</returns>
    public static string Covered(Proof proof)
    {
        int bounds = proof.Bounded.TakeWhile(bounded => bounded.Exhausted).Count();
        string covered = proof.Report.Exhausted ? "all schedules"
            : bounds > 0 ? $"up to {bounds - 1} preemptions"
            : "not exhausted";
        long undecided = proof.Report.Undecided + proof.Bounded.Sum(bounded => bounded.Undecided);
        return undecided == 0 ? covered : $"{covered}, {ReportTable.Number(undecided)} undecided";
    }

    private static void Add(Table table, Proof proof)
    {
        string[] head =
        [
            proof.Scenario.Name,
            proof.Design.Name,
            Number(proof.Scenario.Threads),
            Number(proof.Scenario.Phases.Sum(phase => phase.Sum(thread => thread.Count))),
            ReportTable.Number(proof.Report.Executions),
            ReportTable.Number(proof.Report.Redundant),
            Number(proof.Report.Depth),
            Covered(proof),
        ];
        string expected = proof.AgainstExpectation switch
        {
            Verdict.Pass => "yes",
            Verdict.Inconclusive => "undecided",
            _ => $"NO: {proof.Expectation}",
        };
        string races = Number(proof.Report.DataRaces.Count);
        if (proof.Shortest.Count == 0)
        {
            PlainTable.Add(table, [.. head, ReportTable.Word(proof.Verdict), expected, "", "", races]);
        }

        foreach (ShortestFinding finding in proof.Shortest)
        {
            string switches = $"{(finding.IsMinimal ? "" : "<=")}{finding.Switches}";
            PlainTable.Add(table, [.. head, finding.Finding.Violation.Check, expected, switches, finding.Replays ? "replays" : "DIFFERS", races]);
            Array.Fill(head, "");
            (expected, races) = ("", "");
        }
    }

    private static void PrintLines(
        TextWriter writer, string title, IReadOnlyList<ProvenScenario> rows, Func<ExploreReport, IReadOnlyList<string>> lines)
    {
        foreach (IGrouping<string, ProvenScenario> design in rows.GroupBy(row => row.Proof.Design.Name))
        {
            foreach (string line in design.SelectMany(row => lines(row.Proof.Report)).Distinct().Order(StringComparer.Ordinal))
            {
                writer.Write($"{title}, {design.Key}: {line}\n");
            }
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
