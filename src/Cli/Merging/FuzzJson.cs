using System.Text.Json.Nodes;

namespace LuoVerified.Cli.Merging;

/// <summary>Programs of which the schedules with up to so many preemptions were covered, and no more.</summary>
internal sealed record BoundedRow(int Preemptions, int Programs);

/// <summary>What came of the programs on one design.</summary>
internal sealed record FuzzedDesignRow(
    string Design,
    int Programs,
    int Exhausted,
    IReadOnlyList<BoundedRow> Bounded,
    int Discarded,
    long Executions,
    IReadOnlyDictionary<string, int> Broken)
{
    /// <summary>These programs and others.</summary>
    /// <param name="more">What came of the others on the same design.</param>
    /// <returns>The sums.</returns>
    public FuzzedDesignRow With(FuzzedDesignRow more) => new(
        Design,
        Programs + more.Programs,
        Exhausted + more.Exhausted,
        [.. Bounded.Zip(more.Bounded, (row, other) => new BoundedRow(row.Preemptions, row.Programs + other.Programs))],
        Discarded + more.Discarded,
        Executions + more.Executions,
        new SortedDictionary<string, int>(
            Broken.Concat(more.Broken).GroupBy(rule => rule.Key).ToDictionary(rule => rule.Key, rule => rule.Sum(each => each.Value)),
            StringComparer.Ordinal));
}

/// <summary>A size before and after shrinking.</summary>
internal sealed record Shrunk(int Before, int After);

/// <summary>The first program that breaks a rule on a design, shrunk.</summary>
internal sealed record FuzzFindingRow(
    string Design,
    string Rule,
    string Message,
    int Program,
    Shrunk Operations,
    Shrunk Threads,
    bool IsMinimal,
    int Switches,
    bool SwitchesAreMinimal,
    bool ReplaysOnRealLocks,
    string Scenario,
    string Trace);

/// <summary>The report of <c>luo fuzz</c>, as JSON has it; docs/fuzz.md describes the form.</summary>
internal sealed record FuzzJson(
    string Format,
    ShardSet? Shard,
    JsonObject Basis,
    uint Seed,
    int? Programs,
    long MaxExecutions,
    bool Complete,
    IReadOnlyList<FuzzedDesignRow> Designs,
    IReadOnlyList<FuzzFindingRow> Findings,
    IReadOnlyList<FailedRow> Failed) : IReport<FuzzJson>
{
    /// <inheritdoc/>
    public static string Name => "luo-fuzz 1";

    /// <summary>The outcome in a word.</summary>
    public string Verdict => Cli.ExitCode.Verdict(ExitCode);

    /// <summary>As <see cref="Fuzz.FuzzReport.Verdict"/>, errors of ours included.</summary>
    public int ExitCode => Failed.Count > 0 ? Cli.ExitCode.Internal
        : Findings.Count > 0 ? Cli.ExitCode.Violation
        : Complete && Designs.All(row => (row.Exhausted > 0 || Shard is not null) && row.Exhausted == row.Programs) ? Cli.ExitCode.Ok
        : Cli.ExitCode.Inconclusive;

    /// <inheritdoc/>
    public JsonObject Common() => JsonText.Part(new { Basis, Seed, Programs, MaxExecutions, Designs = Designs.Select(row => row.Design) });

    /// <inheritdoc/>
    public FuzzJson With(FuzzJson other, ShardSet? shard)
    {
        string[] designs = [.. Designs.Select(row => row.Design)];
        // One program is judged in one shard: its findings stay in their order.
        IEnumerable<(int Place, FuzzFindingRow Row)> first = Findings.Index().Concat(other.Findings.Index())
            .GroupBy(finding => (finding.Item.Design, finding.Item.Rule))
            .Select(same => same.MinBy(finding => finding.Item.Program));
        return this with
        {
            Shard = shard,
            Complete = Complete && other.Complete,
            Designs = [.. Designs.Zip(other.Designs, (row, more) => row.With(more))],
            Findings =
            [
                .. first.OrderBy(finding => finding.Row.Program).ThenBy(finding => Array.IndexOf(designs, finding.Row.Design))
                    .ThenBy(finding => finding.Place).Select(finding => finding.Row),
            ],
            Failed = FailedRow.Both(Failed, other.Failed),
        };
    }
}
