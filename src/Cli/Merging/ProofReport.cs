using System.Text.Json.Nodes;
using LuoVerified.Cli.Corpus;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Merging;

/// <summary>The certificate of <c>luo prove</c> on scenarios, as JSON has it; docs/prove.md describes the form.</summary>
internal sealed record ProofReport(
    string Format,
    ShardSet? Shard,
    JsonObject Basis,
    IReadOnlyList<string> Checks,
    IReadOnlyList<FormatRow>? Formats,
    IReadOnlyList<CorpusRow>? Corpus,
    IReadOnlyList<PlacedRow> Proofs,
    IReadOnlyList<ProgramsRow>? Programs,
    IReadOnlyList<LeftOut>? ProgramsLeaveOut,
    IReadOnlyList<ProgramFindingRow> ProgramFindings,
    IReadOnlyList<FailedRow> ProgramFailures,
    int ExitCode) : IReport<ProofReport>
{
    /// <inheritdoc/>
    public static string Name => "luo-proof 1";

    /// <inheritdoc/>
    /// <remarks>Every shard asks about the formats, and replays the corpus: that takes seconds.</remarks>
    public JsonObject Common() => JsonText.Part(new { Basis, Checks, Formats, Corpus, ProgramsLeaveOut, Programs = Programs?.Select(row => row.Common()) });

    /// <inheritdoc/>
    public ProofReport With(ProofReport other, ShardSet? shard)
    {
        IReadOnlyList<ProgramsRow>? programs = Programs is null ? null : ProgramsRow.Both(Programs, other.Programs!);
        return this with
        {
            Shard = shard,
            Proofs = PlacedRow.Both(Proofs, other.Proofs),
            Programs = programs,
            ProgramFindings = ProgramFindingRow.Both(ProgramFindings, other.ProgramFindings, programs ?? []),
            ProgramFailures = FailedRow.Both(ProgramFailures, other.ProgramFailures),
            ExitCode = Cli.ExitCode.Worst(ExitCode, other.ExitCode),
        };
    }
}
