using System.Text.Json.Serialization;
using LuoVerified.Cli.Checking;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Merging;

/// <summary>Programs that break a rule.</summary>
/// <param name="Check">The rule.</param>
/// <param name="Programs">How many.</param>
/// <param name="First">The name of the first of them.</param>
internal sealed record BrokenRow(string Check, long Programs, string First)
{
    /// <summary>The place of that in the enumeration of its size.</summary>
    /// <exception cref="FormatException">It is the name of no program of an enumeration.</exception>
    [JsonIgnore]
    public ProgramName Place { get; } = ProgramName.Parse(First);
}

/// <summary>What came of the programs of a size, over so many names and files, on a design.</summary>
internal sealed record ProgramsRow(
    string Size, int Names, int Files, string Design, int SetUps, long Programs, long Judged, long Exhausted, long Discarded, long Executions, IReadOnlyList<BrokenRow> Broken)
{
    /// <summary>The outcome in a word.</summary>
    public string Verdict => ReportTable.Word(ProgramsReport.VerdictOf(Broken.Count, Exhausted, Programs));

    /// <summary>What is the same in all shards.</summary>
    public object Common() => new { Size, Names, Files, Design, SetUps };

    /// <summary>The rows of two reports.</summary>
    /// <param name="one">The rows of one.</param>
    /// <param name="other">The rows of the other, about the same sizes and designs.</param>
    /// <returns>The sums.</returns>
    public static IReadOnlyList<ProgramsRow> Both(IReadOnlyList<ProgramsRow> one, IReadOnlyList<ProgramsRow> other) =>
        [.. one.Zip(other, (row, more) => row.With(more))];

    private ProgramsRow With(ProgramsRow more) => this with
    {
        Programs = Programs + more.Programs,
        Judged = Judged + more.Judged,
        Exhausted = Exhausted + more.Exhausted,
        Discarded = Discarded + more.Discarded,
        Executions = Executions + more.Executions,
        Broken =
        [
            .. Broken.Concat(more.Broken).GroupBy(broken => broken.Check).OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => rule.MinBy(broken => (broken.Place.SetUp, broken.Place.Number))! with { Programs = rule.Sum(broken => broken.Programs) }),
        ],
    };
}
