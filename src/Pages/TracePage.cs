using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuoVerified.Pages;

/// <summary>A trace as one page for a browser: it needs no other file and no network, and shows what the JSON form has and nothing
/// else.</summary>
public static class TracePage
{
    /// <summary>The most steps on a page; of a longer run those in the middle are left out.</summary>
    public const int MaxSteps = 2000;

    /// <summary>The most bytes of a page; beyond, further steps are left out.</summary>
    public const int MaxBytes = 1_000_000;

    private const int LeastSteps = 10;

    private static readonly JsonSerializerOptions Compact = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Makes the page.</summary>
    /// <param name="document">What to show.</param>
    /// <returns>The page, UTF-8 when written; the only byte below 0x20 in it is the line feed.</returns>
    public static string Of(TraceDocument document)
    {
        string page = Render(document.Cut(MaxSteps));
        for (int most = MaxSteps / 2; most >= LeastSteps && Encoding.UTF8.GetByteCount(page) > MaxBytes; most /= 2)
        {
            page = Render(document.Cut(most));
        }

        return page;
    }

    private static string Render(TraceDocument document)
    {
        string style = Template.Resources("theme.css", "trace.css");
        string script = Template.Resources("model.js", "picture.js", "details.js", "around.js", "main.js");
        JsonNode data = JsonSerializer.SerializeToNode(document, Compact)!;
        PlainText.Clean(data);
        string rule = document.Trace.Violation is { } violation ? violation.Rule : "no rule is broken";
        string title = $"{rule}: {document.Trace.Program.Name} on {document.Trace.Design}";
        return Template.Page(title, style, script, Template.Fill("trace.html", new Dictionary<string, string>
        {
            ["title"] = Template.Html(title),
            ["message"] = Template.Html(document.Trace.Violation?.Message ?? ""),
            ["script"] = script,

            // Within this encoding no character means anything in HTML.
            ["data"] = data.ToJsonString(),
        }));
    }
}
