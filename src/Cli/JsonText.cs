using System.Text.Encodings.Web;
using System.Text.Json;

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
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">An object whose properties are the report.</param>
    /// <returns>The text; ends with a line feed.</returns>
    public static string Of(object report) => $"{JsonSerializer.Serialize(report, Options)}\n";
}
