using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuoVerified.Cli.Merging;

/// <summary>A row of a report, with its place among all.</summary>
/// <param name="Number">The place, from 1.</param>
internal sealed record PlacedRow(int Number)
{
    /// <summary>What else is in it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }

    /// <summary>Makes a row.</summary>
    /// <param name="number">The place, from 1.</param>
    /// <param name="row">An object whose properties are what else is in it.</param>
    /// <returns>The row.</returns>
    public static PlacedRow Of(int number, object row) => new(number) { Rest = JsonText.Members(row) };

    /// <summary>The rows of two reports.</summary>
    /// <param name="one">The rows of one.</param>
    /// <param name="other">The rows of the other.</param>
    /// <returns>All of them, in order.</returns>
    public static IReadOnlyList<PlacedRow> Both(IReadOnlyList<PlacedRow> one, IReadOnlyList<PlacedRow> other) =>
        [.. one.Concat(other).OrderBy(row => row.Number)];
}
