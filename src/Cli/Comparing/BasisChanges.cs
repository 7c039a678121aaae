using System.Text.Json.Nodes;

namespace LuoVerified.Cli.Comparing;

/// <summary>What differs in what two certificates rest on.</summary>
internal static class BasisChanges
{
    /// <summary>Compares them.</summary>
    /// <param name="old">The basis of one.</param>
    /// <param name="new">The basis of the other.</param>
    /// <returns>Each value that is not the same, in the order of the first.</returns>
    public static IEnumerable<Change> Between(JsonNode? old, JsonNode? @new)
    {
        Dictionary<string, string> before = Leaves(old, "").ToDictionary();
        Dictionary<string, string> after = Leaves(@new, "").ToDictionary();
        return before.Keys.Union(after.Keys)
            .Select(name => new Change(name, before.GetValueOrDefault(name, "-"), after.GetValueOrDefault(name, "-")))
            .Where(change => change.Old != change.New);
    }

    /// <summary>All values by name. The elements of a list are known by the first of their members, such as the assembly.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonNode? node, string name) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, name.Length == 0 ? member.Key : $"{name}.{member.Key}")),
        JsonArray elements => elements.SelectMany((element, at) => Leaves(element, $"{name}[{KeyOf(element) ?? $"{at}"}]")),
        null => [],
        _ => [new(name, node.ToString())],
    };

    private static string? KeyOf(JsonNode? element) =>
        element is JsonObject { Count: > 1 } members && members.First().Value is JsonValue key ? key.ToString() : null;
}
