using LuoVerified.Cli.Checking;
using LuoVerified.Sessions.Formats;

namespace LuoVerified.Cli.Merging;

/// <summary>What came of asking about a format, as JSON has it; <c>docs/prove.md</c> describes the form.</summary>
internal sealed record FormatRow(string Format, long Questions, long Refused, string Verdict, FormatDifference? Difference)
{
    /// <summary>Makes it.</summary>
    /// <param name="proof">What came of it.</param>
    /// <returns>What JSON has of it.</returns>
    public static FormatRow Of(FormatProof proof) =>
        new(proof.Format, proof.Questions, proof.Refused, ReportTable.Word(proof.Verdict), proof.Difference);
}
