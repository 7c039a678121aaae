using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LuoVerified.Cli;

/// <summary>Reports as JSON for programs: indented, names in camel case, the same bytes wherever it is printed.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">An object whose properties are the report.</param>
    /// <returns>The text; ends with a line feed.</returns>
    public static string Of(object report) => $"{JsonSerializer.Serialize(report, Options)}\n";

    /// <summary>Makes a part of a report.</summary>
    /// <param name="part">An object whose properties are the part.</param>
    /// <returns>The part.</returns>
    public static JsonObject Part(object part) => JsonSerializer.SerializeToNode(part, Options)!.AsObject();

    /// <summary>The properties of a part of a report.</summary>
    /// <param name="part">An object whose properties are the part.</param>
    /// <returns>The properties, in order.</returns>
    public static Dictionary<string, JsonElement> Members(object part) =>
        JsonSerializer.SerializeToElement(part, Options).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

    /// <summary>Reads a report that was written by <see cref="Of"/>.</summary>
    /// <param name="report">It.</param>
    /// <typeparam name="T">The type that it was written from.</typeparam>
    /// <returns>The report.</returns>
    /// <exception cref="JsonException">It is none of this type.</exception>
    public static T Read<T>(JsonNode report) => report.Deserialize<T>(Options) ?? throw new JsonException("there is nothing");
}
