using LuoVerified.Check;
using LuoVerified.Cli.Checking;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Cli.Proving;

/// <summary>What the runs of each scenario can answer, for people.</summary>
internal static class OutcomeText
{
    /// <summary>Prints every outcome of each scenario on each design.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(Certificate certificate, TextWriter writer)
    {
        int width = TerminalWriter.WidthOf(writer);
        foreach (Proof proof in certificate.Rows.Select(row => row.Proof))
        {
            string covered = proof.CoversAll ? "" : $", schedules covered: {ProofTable.Covered(proof)}";
            string head = $"{ReportTable.Count(proof.Report.Outcomes.Count, "outcome")} of {proof.Scenario.Name} on {proof.Design.Name}{covered}:";
            writer.Write($"{WrappedText.Of(head, "  ", width)}\n");
            foreach (string outcome in proof.Report.Outcomes.Order(StringComparer.Ordinal))
            {
                writer.Write($"{WrappedText.Of($"  {Printable.Of(outcome)}", "    ", width)}\n");
            }
        }

        writer.Write('\n');
    }
}
