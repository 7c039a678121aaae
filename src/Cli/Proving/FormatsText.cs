using LuoVerified.Cli.Checking;
using LuoVerified.Sessions.Formats;

namespace LuoVerified.Cli.Proving;

/// <summary>What came of asking about the formats, for people.</summary>
internal static class FormatsText
{
    /// <summary>Asks.</summary>
    /// <param name="timeIsUp">Asked before each question.</param>
    /// <param name="progress">Takes a line for each format.</param>
    /// <returns>What came of each.</returns>
    public static IReadOnlyList<FormatProof> Ask(Func<bool> timeIsUp, TextWriter progress)
    {
        List<FormatProof> proofs = [];
        foreach (FormatProof proof in FormatProof.All(timeIsUp))
        {
            proofs.Add(proof);
            progress.Write($"format {proof.Format}: {ReportTable.Number(proof.Questions)} questions, {ReportTable.Word(proof.Verdict)}\n");
        }

        return proofs;
    }

    /// <summary>Prints a table, then each difference.</summary>
    /// <param name="proofs">What came of each.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(IReadOnlyList<FormatProof> proofs, TextWriter writer)
    {
        PlainTable table = PlainTable.New("format", "questions>", "refused>", "verdict");
        foreach (FormatProof proof in proofs)
        {
            PlainTable.Add(
                table, proof.Format, ReportTable.Number(proof.Questions), ReportTable.Number(proof.Refused), ReportTable.Word(proof.Verdict));
        }

        PlainTable.Print(table, writer);
        writer.Write('\n');
        foreach (FormatProof proof in proofs.Where(proof => proof.Difference is not null))
        {
            writer.Write($"{FormatProof.Rule.Name}: {proof.Format}: {proof.Difference}\n\n");
        }
    }
}
