using System.Text.Json.Nodes;
using LuoVerified.Check;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Merging;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Comparing;

/// <summary>What a certificate says of one scenario, or of every program of a size, on one design.</summary>
/// <param name="Name">Such as <c>two-retrieves on hardened</c>.</param>
/// <param name="Broken">The rules that are broken; a data race with its field and its operations.</param>
/// <param name="Expected">Those of them that are expected.</param>
/// <param name="Covered">How much was covered: more is more. -1 if there is no result.</param>
/// <param name="Coverage">The same in words.</param>
internal sealed record ComparedRow(
    string Name, IReadOnlySet<string> Broken, IReadOnlySet<string> Expected, long Covered, string Coverage)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    /// <summary>The rows of a report.</summary>
    /// <param name="report">The report; of a form that <see cref="Certificates"/> knows.</param>
    /// <returns>The rows, in order.</returns>
    /// <exception cref="InvalidOperationException">It is damaged; so say <see cref="FormatException"/> and
    /// <see cref="NullReferenceException"/>.</exception>
    public static IEnumerable<ComparedRow> In(JsonObject report)
    {
        // In the others "checks" are the names of the rules.
        foreach (JsonNode? row in Rows(report, ReportFile.Form(report) == CheckJson.Name ? "checks" : "proofs"))
        {
            yield return OfScenario(row!);
        }

        foreach (JsonNode? row in Rows(report, "programs"))
        {
            yield return new ComparedRow(
                $"every program of {ProgramBounds.Words(Text(row!, "size"), (int?)row!["files"] ?? 0)} on {Text(row!, "design")}",
                row!["broken"]!.AsArray().Select(broken => Text(broken!, "check")).ToHashSet(),
                None,
                (long)row["exhausted"]!,
                $"{ReportTable.Number((long)row["exhausted"]!)} of {ReportTable.Number((long)row["programs"]!)} programs");
        }

        foreach (JsonNode? row in Rows(report, "failed").Concat(Rows(report, "programFailures")))
        {
            yield return NoResult(row!);
        }
    }

    private static ComparedRow OfScenario(JsonNode row)
    {
        if (row["againstExpectation"] is null)
        {
            return NoResult(row);
        }

        IEnumerable<string> races = Texts(row, "dataRaces");
        HashSet<string> broken =
        [
            .. Rows(row, "findings").Concat(Rows(row, "orders")).Select(finding => Text(finding!, "check")).Where(rule => rule != Checks.DataRace || row["dataRaces"] is null),
            .. races.Select(Race),
        ];
        if (!Expectation.TryParse(Text(row, "expected"), out Expectation expectation, out string problem))
        {
            throw new FormatException(problem);
        }

        HashSet<string> expected = [.. broken.Where(expectation.Allows), .. Texts(row, "expectedRaces").Select(Race).Where(broken.Contains)];
        (long covered, string coverage) = row["exhausted"] is { } exhausted ? Explored((bool)exhausted, row) : Sampled(row);
        return new ComparedRow($"{Text(row, "scenario")} on {Text(row, "design")}", broken, expected, covered, coverage);
    }

    private static (long Covered, string Coverage) Explored(bool exhausted, JsonNode row)
    {
        int bounds = Rows(row, "bounded").TakeWhile(bounded => (bool)bounded!["completed"]!).Count();
        return exhausted ? (long.MaxValue, "every schedule")
            : bounds > 0 ? (bounds, $"schedules with up to {ReportTable.Count(bounds - 1, "preemption")}")
            : (0, "no class of schedules");
    }

    /// <summary>Sampling ends at what is expected to be found: then it says nothing about how much was covered.</summary>
    private static (long Covered, string Coverage) Sampled(JsonNode row)
    {
        long schedules = (long)row["barging"]! + (long)row["volume"]! + (long)row["drawn"]!;
        return Rows(row, "findings").Count > 0 ? (long.MaxValue, "as far as to a violation")
            : (Text(row, "verdict") == ReportTable.Word(Verdict.Pass) ? schedules : 0, $"{ReportTable.Number(schedules)} schedules, {Text(row, "verdict")}");
    }

    private static ComparedRow NoResult(JsonNode row) =>
        new($"{Text(row, "scenario")} on {Text(row, "design")}", None, None, -1, Text(row, "verdict"));

    private static string Race(string race) => $"{Checks.DataRace}: {race}";

    private static JsonArray Rows(JsonNode report, string name) => report[name]?.AsArray() ?? [];

    private static IEnumerable<string> Texts(JsonNode row, string name) => Rows(row, name).Select(each => (string)each!);

    private static string Text(JsonNode row, string name) => (string?)row[name] ?? throw new FormatException($"there is no {name}");
}
