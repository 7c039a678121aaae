using System.Text.Json;
using System.Text.Json.Nodes;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Merging;

namespace LuoVerified.Cli.Comparing;

/// <summary>What a violation or a coverage is about, and how it was and is.</summary>
/// <param name="Name">Such as <c>two-retrieves on hardened</c>, or a part of the basis.</param>
/// <param name="Old">How it was; for a violation its rule.</param>
/// <param name="New">How it is.</param>
internal sealed record Change(string Name, string Old, string New);

/// <summary>A violation that only one of two certificates has.</summary>
/// <param name="Name">Such as <c>two-retrieves on hardened</c>.</param>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Expected">Whether the scenario or the design says that it is.</param>
internal sealed record ChangedViolation(string Name, string Rule, bool Expected);

/// <summary>How two certificates differ.</summary>
/// <param name="NewViolations">What only the new one breaks.</param>
/// <param name="GoneViolations">What only the old one breaks.</param>
/// <param name="CoverageLost">What the new one covers less of, or has no result of any more.</param>
/// <param name="CoverageGained">What it covers more of.</param>
/// <param name="Basis">What they rest on and is not the same.</param>
internal sealed record CertificateDifference(
    IReadOnlyList<ChangedViolation> NewViolations,
    IReadOnlyList<ChangedViolation> GoneViolations,
    IReadOnlyList<Change> CoverageLost,
    IReadOnlyList<Change> CoverageGained,
    IReadOnlyList<Change> Basis)
{
    /// <summary>1 if something got worse: a violation that is new and not expected, or a coverage that was lost; else 0.</summary>
    public int ExitCode =>
        CoverageLost.Count > 0 || NewViolations.Any(violation => !violation.Expected) ? Cli.ExitCode.Violation : Cli.ExitCode.Ok;
}

/// <summary>Compares certificates.</summary>
internal static class Certificates
{
    private static readonly string[] Forms = [ProofReport.Name, ProgramsJson.Name, CheckJson.Name];

    /// <summary>Compares two.</summary>
    /// <param name="old">The file of the older one.</param>
    /// <param name="new">The file of the newer one.</param>
    /// <returns>How they differ.</returns>
    /// <exception cref="FileProblemException">A file cannot be read, is no report of check or prove, is damaged, is about a shard, or
    /// the two are of different forms.</exception>
    public static CertificateDifference Compare(string old, string @new)
    {
        (JsonObject oldReport, Dictionary<string, ComparedRow> oldRows) = Read(old);
        (JsonObject newReport, Dictionary<string, ComparedRow> newRows) = Read(@new);
        if (ReportFile.Form(oldReport) is var form && ReportFile.Form(newReport) is var other && form != other)
        {
            throw new FileProblemException(@new, $"is of the form '{other}', {old} of '{form}'");
        }

        var none = new ComparedRow("", new HashSet<string>(), new HashSet<string>(), -1, "nothing");
        List<ChangedViolation> found = [], gone = [];
        List<Change> lost = [], gained = [];
        foreach (string name in oldRows.Keys.Union(newRows.Keys))
        {
            ComparedRow was = oldRows.GetValueOrDefault(name, none);
            ComparedRow @is = newRows.GetValueOrDefault(name, none);
            found.AddRange(Without(@is, was, name));
            gone.AddRange(Without(was, @is, name));
            if (was.Covered != @is.Covered)
            {
                (was.Covered > @is.Covered ? lost : gained).Add(new Change(name, was.Coverage, @is.Coverage));
            }
        }

        return new CertificateDifference(found, gone, lost, gained, [.. BasisChanges.Between(oldReport["basis"], newReport["basis"])]);
    }

    private static IEnumerable<ChangedViolation> Without(ComparedRow one, ComparedRow other, string name) =>
        one.Broken.Except(other.Broken).Order(StringComparer.Ordinal).Select(rule => new ChangedViolation(name, rule, one.Expected.Contains(rule)));

    private static (JsonObject Report, Dictionary<string, ComparedRow> Rows) Read(string file)
    {
        JsonNode node = ReportFile.Read(file);
        if (node is not JsonObject report || !Forms.Contains(ReportFile.Form(node)))
        {
            throw new FileProblemException(file, "is no report of luo check or prove as JSON");
        }

        try
        {
            if (report["shard"] is not null)
            {
                throw new FileProblemException(file, "is about a shard; luo merge joins the reports of all");
            }

            return report["basis"] is JsonObject
                ? (report, ComparedRow.In(report).ToDictionary(row => row.Name))
                : throw new FormatException("there is no basis");
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw new FileProblemException(file, "is damaged: it has not all that a report has");
        }
    }
}
