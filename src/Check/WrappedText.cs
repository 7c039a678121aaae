namespace LuoVerified.Check;

/// <summary>Text in lines of so many columns.</summary>
public static class WrappedText
{
    /// <summary>A blank at which no line ends.</summary>
    public const char Tie = '\u00a0';

    /// <summary>The columns of a terminal that says nothing else.</summary>
    public const int Terminal = 80;

    /// <summary>Breaks a text at blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">What each line but the first begins with.</param>
    /// <param name="width">The most columns, if no single word has more; 80 by default.</param>
    /// <param name="breakWords">Whether such a word is broken, too, so that none has more.</param>
    /// <returns>The lines.</returns>
    public static string Of(string text, string indent, int width = Terminal, bool breakWords = false)
    {
        List<string> lines = [text[..^text.TrimStart(' ').Length]];
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add(indent);
                isEmpty = true;
            }

            lines[^1] += isEmpty ? word : $" {word}";
            isEmpty = false;
            while (breakWords && lines[^1].Length > width)
            {
                string rest = lines[^1][width..];
                lines[^1] = lines[^1][..width];
                lines.Add(indent + rest);
            }
        }

        return string.Join('\n', lines.Select(line => line.Replace(Tie, ' ').TrimEnd()));
    }
}
