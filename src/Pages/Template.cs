using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LuoVerified.Pages;

/// <summary>Pages from templates that are resources.</summary>
internal static class Template
{
    /// <summary>Puts values in the place of <c>{{name}}</c>, in one go: what is put in is not looked at.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="values">The values, as HTML.</param>
    public static string Fill(string name, IReadOnlyDictionary<string, string> values)
    {
        string template = Resource(name);
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

    /// <summary>A page: what is on it, with the same head for all.</summary>
    /// <param name="title">Its title, as text.</param>
    /// <param name="style">Its style sheet.</param>
    /// <param name="script">Its script; empty if it has none. Nothing else runs.</param>
    /// <param name="body">Its body, as HTML.</param>
    public static string Page(string title, string style, string script, string body) => Fill("page.html", new Dictionary<string, string>
    {
        ["policy"] = $"style-src '{Hash(style)}'; " + (script.Length > 0 ? $"script-src '{Hash(script)}'; " : ""),
        ["title"] = Html(title),
        ["style"] = style,
        ["body"] = body,
    });

    /// <summary>A text as HTML shows it.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(PlainText.Clean(text));

    /// <summary>As a content security policy names what may be on a page.</summary>
    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    /// <summary>Resources, one after the other.</summary>
    public static string Resources(params string[] names) => string.Concat(names.Select(Resource));

    private static string Resource(string name)
    {
        using Stream stream = typeof(Template).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
