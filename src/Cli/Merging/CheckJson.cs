using System.Text.Json.Nodes;
using LuoVerified.Cli.Corpus;

namespace LuoVerified.Cli.Merging;

/// <summary>The report of <c>luo check</c>, as JSON has it; docs/check.md describes the form.</summary>
internal sealed record CheckJson(
    string Format,
    ShardSet? Shard,
    uint Seed,
    string Strategy,
    long Iterations,
    JsonObject Basis,
    IReadOnlyList<CorpusRow>? Corpus,
    IReadOnlyList<PlacedRow> Checks,
    long Schedules,
    int ExitCode) : IReport<CheckJson>
{
    /// <inheritdoc/>
    public static string Name => "luo-check 1";

    /// <summary>The outcome in a word.</summary>
    public string Verdict => Cli.ExitCode.Verdict(ExitCode);

    /// <inheritdoc/>
    public JsonObject Common() => JsonText.Part(new { Seed, Strategy, Iterations, Basis, Corpus });

    /// <inheritdoc/>
    public CheckJson With(CheckJson other, ShardSet? shard) => this with
    {
        Shard = shard,
        Checks = PlacedRow.Both(Checks, other.Checks),
        Schedules = Schedules + other.Schedules,
        ExitCode = Cli.ExitCode.Worst(ExitCode, other.ExitCode),
    };
}
