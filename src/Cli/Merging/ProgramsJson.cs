using System.Text.Json.Nodes;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Merging;

/// <summary>The certificate of <c>luo prove --programs</c>, as JSON has it; docs/programs.md describes the form.</summary>
internal sealed record ProgramsJson(
    string Format,
    ShardSet? Shard,
    JsonObject Basis,
    IReadOnlyList<string> Checks,
    IReadOnlyList<LeftOut> LeftOut,
    IReadOnlyList<ProgramsRow> Programs,
    IReadOnlyList<ProgramFindingRow> Findings,
    IReadOnlyList<FailedRow> Failed,
    int ExitCode) : IReport<ProgramsJson>
{
    /// <inheritdoc/>
    public static string Name => "luo-programs 1";

    /// <inheritdoc/>
    public JsonObject Common() => JsonText.Part(new { Basis, Checks, LeftOut, Programs = Programs.Select(row => row.Common()) });

    /// <inheritdoc/>
    public ProgramsJson With(ProgramsJson other, ShardSet? shard)
    {
        IReadOnlyList<ProgramsRow> programs = ProgramsRow.Both(Programs, other.Programs);
        return this with
        {
            Shard = shard,
            Programs = programs,
            Findings = ProgramFindingRow.Both(Findings, other.Findings, programs),
            Failed = FailedRow.Both(Failed, other.Failed),
            ExitCode = Cli.ExitCode.Worst(ExitCode, other.ExitCode),
        };
    }
}
