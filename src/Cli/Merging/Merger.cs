using System.Text.Json;
using System.Text.Json.Nodes;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Merging;

/// <summary>Joins the reports of shards.</summary>
internal static class Merger
{
    /// <summary>Joins reports.</summary>
    /// <param name="files">The files that they are in, at least one; the order does not matter.</param>
    /// <param name="isPartial">Whether shards may be missing.</param>
    /// <returns>The report of all, as JSON, and what a command that had done all of it would have ended with.</returns>
    /// <exception cref="FileProblemException">A file cannot be read or is no report of a shard; two are about one shard or rest
    /// on different things; or a shard is missing.</exception>
    public static (string Json, int ExitCode) Merge(IReadOnlyList<string> files, bool isPartial)
    {
        List<(string File, JsonNode Report)> reports = [.. files.Select(file => (file, ReportFile.Read(file)))];
        string? form = ReportFile.Form(reports[0].Report);
        return form == ProofReport.Name ? Merge<ProofReport>(reports, isPartial)
            : form == ProgramsJson.Name ? Merge<ProgramsJson>(reports, isPartial)
            : form == CheckJson.Name ? Merge<CheckJson>(reports, isPartial)
            : form == FuzzJson.Name ? Merge<FuzzJson>(reports, isPartial)
            : throw ReportFile.NoReport(files[0]);
    }

    private static (string Json, int ExitCode) Merge<T>(List<(string File, JsonNode Report)> reports, bool isPartial)
        where T : class, IReport<T>
    {
        Dictionary<int, string> files = [];
        T? all = null;
        JsonObject? common = null;
        ShardSet? shards = null;
        foreach ((string file, JsonNode report) in reports)
        {
            T one = Parse<T>(file, report, isAlone: reports.Count == 1, out ShardSet has);
            if (shards is not null)
            {
                RequireSame(reports[0].File, common!, file, one.Common());
                if (has.Of != shards.Of)
                {
                    throw new FileProblemException(file, $"is one of {has.Of} shards, {reports[0].File} of {shards.Of}");
                }
            }

            foreach (int shard in has.Has)
            {
                if (!files.TryAdd(shard, file))
                {
                    throw new FileProblemException(file, $"is about shard {shard} of {has.Of}, which is in {files[shard]}, too");
                }
            }

            shards = shards is null ? has : new ShardSet(has.Of, [.. files.Keys.Order()]);
            common ??= one.Common();
            all = all is null ? one : all.With(one, shards.Missing().Any() ? shards : null);
        }

        int[] missing = [.. shards!.Missing()];
        return missing.Length == 0 || isPartial
            ? (JsonText.Of(all!), all!.ExitCode)
            : throw new FileProblemException(
                $"of {shards.Of} shards {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing; --partial joins what there is");
    }

    private static T Parse<T>(string file, JsonNode report, bool isAlone, out ShardSet has)
        where T : class, IReport<T>
    {
        if (ReportFile.Form(report) is not { } form)
        {
            throw ReportFile.NoReport(file);
        }

        if (form != T.Name)
        {
            throw new FileProblemException(file, $"is of the form '{form}', not '{T.Name}' as the first");
        }

        try
        {
            RequireNoEmptyPlaces(report);
            T one = JsonText.Read<T>(report);
            has = one.Shard ?? (isAlone ? ShardSet.Whole : throw new FileProblemException(file, "is about all that there is, not about a shard"));
            one.Shard?.RequireSound();
            ExitCode.RequireSound(one.ExitCode);
            return one;
        }
        catch (Exception damage) when (damage is JsonException or FormatException or OverflowException)
        {
            string what = damage is JsonException { Path: { } path } ? $"at {path}" : damage.Message.ReplaceLineEndings(" ");
            throw new FileProblemException(file, $"is damaged: {what}");
        }
    }

    /// <summary>No report has a list with a null in it.</summary>
    private static void RequireNoEmptyPlaces(JsonNode node)
    {
        IEnumerable<JsonNode?> within = node switch
        {
            JsonArray list => list.Select((each, i) => each ?? throw new JsonException("null is no element", $"{list.GetPath()}[{i}]", null, null)),
            JsonObject members => members.Select(member => member.Value),
            _ => [],
        };
        foreach (JsonNode each in within.OfType<JsonNode>())
        {
            RequireNoEmptyPlaces(each);
        }
    }

    private static void RequireSame(string first, JsonObject common, string file, JsonObject other)
    {
        if (Difference(common, other, "") is { } place)
        {
            throw new FileProblemException(file, $"differs from {first} in what all shards have in common: {place}");
        }
    }

    /// <summary>Where two values differ first.</summary>
    private static string? Difference(JsonNode? one, JsonNode? other, string at) => (one, other) switch
    {
        (JsonObject a, JsonObject b) => a.Select(each => each.Key).Union(b.Select(each => each.Key))
            .Select(key => Difference(a[key], b[key], at.Length == 0 ? key : $"{at}.{key}")).FirstOrDefault(place => place is not null),
        (JsonArray a, JsonArray b) when a.Count == b.Count =>
            a.Select((each, i) => Difference(each, b[i], $"{at}[{i}]")).FirstOrDefault(place => place is not null),
        _ => JsonNode.DeepEquals(one, other) ? null : at,
    };
}
