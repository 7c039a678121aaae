using System.Net;
using System.Security.Cryptography;
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
        string style = Resource("trace.css");
        string script = string.Concat(((string[])["model.js", "picture.js", "details.js", "main.js"]).Select(Resource));
        JsonNode data = JsonSerializer.SerializeToNode(document, Compact)!;
        PlainText.Clean(data);
        string rule = document.Trace.Violation is { } violation ? violation.Rule : "no rule is broken";
        return Fill(Resource("trace.html"), new Dictionary<string, string>
        {
            ["style-hash"] = Hash(style),
            ["script-hash"] = Hash(script),
            ["title"] = Html($"{rule}: {document.Trace.Program.Name} on {document.Trace.Design}"),
            ["message"] = Html(document.Trace.Violation?.Message ?? ""),
            ["style"] = style,
            ["script"] = script,

            // Within this encoding no character means anything in HTML.
            ["data"] = data.ToJsonString(),
        });
    }

    /// <summary>Puts values in the place of <c>{{name}}</c>, in one go: what is put in is not looked at.</summary>
    private static string Fill(string template, Dictionary<string, string> values)
    {
        var page = new StringBuilder();
        int at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(template, at, open - at).Append(values[template[(open + 2)..close]]);
            at = close + 2;
        }

        return page.Append(template, at, template.Length - at).ToString();
    }

    private static string Html(string text) => WebUtility.HtmlEncode(PlainText.Clean(text));

    /// <summary>As a content security policy names what may be on a page.</summary>
    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using Stream stream = typeof(TracePage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
