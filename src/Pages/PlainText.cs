using System.Text;
using System.Text.Json.Nodes;

namespace LuoVerified.Pages;

/// <summary>Text from files and programs for a page: what would do something else than show stands as a sign for itself.</summary>
public static class PlainText
{
    /// <summary>More of one text is cut.</summary>
    private const int MaxLength = 8000;

    /// <summary>Cleans every text in a document.</summary>
    /// <param name="node">The document; changed in place.</param>
    public static void Clean(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToArray())
                {
                    CleanPart(value, text => members[name] = text);
                }

                break;
            case JsonArray elements:
                for (int i = 0; i < elements.Count; i++)
                {
                    CleanPart(elements[i], text => elements[i] = text);
                }

                break;
        }
    }

    /// <summary>Cleans a text: controls stand as their pictures (U+2400 and up), marks that turn the direction of writing as U+FFFD.
    /// Line feeds stay.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, cut with a note if it is very long.</returns>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (char letter in text.Length <= MaxLength ? text : text[..MaxLength])
        {
            clean.Append(letter switch
            {
                '\n' => letter,
                < ' ' => (char)('\u2400' + letter),
                '\u007f' => '\u2421',
                >= '\u0080' and <= '\u009f' or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u200e' or '\u200f' => '\ufffd',
                _ => letter,
            });
        }

        return text.Length <= MaxLength ? clean.ToString() : clean.Append(" ... (cut)").ToString();
    }

    private static void CleanPart(JsonNode? part, Action<string> replace)
    {
        if (part is JsonValue value && value.TryGetValue(out string? text))
        {
            string clean = Clean(text);
            if (clean != text)
            {
                replace(clean);
            }
        }
        else if (part is not null)
        {
            Clean(part);
        }
    }
}
