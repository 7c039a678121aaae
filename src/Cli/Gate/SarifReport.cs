using System.Text.Json.Nodes;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Gate;

/// <summary>A report as SARIF 2.1.0: a result for each broken rule, at the line where it broke, with the other lines that have a part
/// in it. What is expected is a note that is suppressed, with the expectation as its justification. What was not decided or not run
/// is a notification.</summary>
internal static class SarifReport
{
    /// <summary>The version of the fingerprints: what they are made of.</summary>
    private const string Fingerprint = "luoFinding/v1";

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The document.</returns>
    public static string Of(GateReport report)
    {
        JsonObject document = JsonText.Part(new Dictionary<string, object>
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[] { Run(report) },
        });
        PlainText.Clean(document);
        return JsonText.Of(document);
    }

    private static object Run(GateReport report) => new
    {
        Tool = new
        {
            Driver = new
            {
                Name = "luo",
                Version = typeof(SarifReport).Assembly.GetName().Version!.ToString(3),
                Rules = report.Rules.Select(rule => new
                {
                    Id = rule.Name,
                    ShortDescription = new { Text = rule.Statement },
                    DefaultConfiguration = new { Level = "error" },
                }),
            },
        },
        Invocations = new[]
        {
            new
            {
                ExecutionSuccessful = report.ExitCode is ExitCode.Ok or ExitCode.Violation,
                report.ExitCode,
                ExitCodeDescription = report.Summary,
                ToolExecutionNotifications = report.Rows.Select(Notification).OfType<object>(),
            },
        },
        ColumnKind = "utf16CodeUnits",
        Results = report.Rows.SelectMany(row => row.Findings.Select(finding => Result(report, row, finding))),
    };

    private static object? Notification(GateRow row) => row.Standing switch
    {
        Standing.Undecided => Note("warning", $"{row.Name}: inconclusive: {row.Detail}"),
        Standing.Unusable or Standing.Failed => Note("error", $"{row.Name}: {row.Verdict}: {row.Detail}"),
        _ => null,
    };

    private static object Note(string level, string text) => new { Level = level, Message = new { Text = text } };

    private static JsonObject Result(GateReport report, GateRow row, GateFinding finding)
    {
        JsonObject result = JsonText.Part(new
        {
            RuleId = finding.Rule,
            Level = finding.IsExpected ? "note" : "error",
            Message = new { Text = $"{finding.Message} ({row.Name})" },
            Locations = new[] { Location(finding.Place, $"{row.Design}.{row.Subject}") },
            RelatedLocations = finding.Places.SkipLast(1).Select((place, at) => Related(at + 1, place)),
            PartialFingerprints = new Dictionary<string, string> { [Fingerprint] = finding.Fingerprint },
            Suppressions = finding.IsExpected ? [Suppression(row)] : Array.Empty<object>(),
            Properties = new { Scenario = row.Subject, row.Design, Expected = finding.IsExpected, Trace = finding.Trace?.File },
        });
        int rule = report.Rules.Index().Where(each => each.Item.Name == finding.Rule).Select(each => each.Index).DefaultIfEmpty(-1).First();
        if (rule >= 0)
        {
            result["ruleIndex"] = rule;
        }

        return result;
    }

    private static object Suppression(GateRow row) => new
    {
        Kind = "external",
        Status = "accepted",
        Justification = $"expected of {row.Name}: {row.Expected}",
    };

    private static JsonObject Location(GatePlace? place, string logical)
    {
        JsonObject location = JsonText.Part(new { LogicalLocations = new[] { new { FullyQualifiedName = logical } } });
        if (place is not null)
        {
            location["physicalLocation"] = Physical(place);
            location["message"] = JsonText.Part(new { Text = place.Role });
        }

        return location;
    }

    private static JsonObject Related(int id, GatePlace place)
    {
        JsonObject location = JsonText.Part(new { Id = id, Message = new { Text = place.Role } });
        location["physicalLocation"] = Physical(place);
        return location;
    }

    private static JsonObject Physical(GatePlace place) => JsonText.Part(new
    {
        ArtifactLocation = new { Uri = string.Join('/', place.File.Split('/').Select(Uri.EscapeDataString)) },
        Region = new { StartLine = place.Line },
    });
}
