namespace LuoVerified.Cli;

/// <summary>Text in lines of some 100 columns.</summary>
internal static class WrappedText
{
    /// <summary>A blank at which no line ends.</summary>
    public const char Tie = '\u00a0';

    private const int Width = 100;

    /// <summary>Breaks a text at blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">What each line but the first begins with.</param>
    /// <returns>The lines.</returns>
    public static string Of(string text, string indent)
    {
        List<string> lines = [text[..^text.TrimStart(' ').Length]];
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && lines[^1].Length + 1 + word.Length > Width)
            {
                lines.Add(indent);
                isEmpty = true;
            }

            lines[^1] += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        return string.Join('\n', lines).Replace(Tie, ' ');
    }
}
