using System.Text.Json;
using System.Text.Json.Nodes;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Merging;

/// <summary>Reads reports of commands as JSON.</summary>
internal static class ReportFile
{
    /// <summary>The most bytes of a report.</summary>
    private const int MaxBytes = 1 << 29;

    /// <summary>Reads a report.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="FileProblemException">It cannot be read or is no JSON.</exception>
    public static JsonNode Read(string file)
    {
        byte[] bytes = InputFile.Read(file, MaxBytes);
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) ?? throw NoReport(file);
        }
        catch (JsonException)
        {
            throw NoReport(file);
        }
    }

    /// <summary>The name and version of the form of a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Null if it has none.</returns>
    public static string? Form(JsonNode report) =>
        report is JsonObject whole && whole["format"] is JsonValue form && form.TryGetValue(out string? name) ? name : null;

    /// <summary>Says that a file is none.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The exception to throw.</returns>
    public static FileProblemException NoReport(string file) =>
        new(file, "is no report of luo check, prove or fuzz as JSON");
}
