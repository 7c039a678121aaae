using System.Globalization;

namespace LuoVerified.Check.Protocols;

/// <summary>Values of other people's types as text.</summary>
internal static class ValueText
{
    /// <summary>The text of a value: one line, the same in every culture.</summary>
    public static string Of<T>(T value)
    {
        string text = value switch
        {
            null => "null",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.ReplaceLineEndings(" ");
    }
}
