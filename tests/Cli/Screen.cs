using System.Text;

namespace LuoVerified.Cli.Tests;

/// <summary>What somebody sees on a terminal: enough of ECMA-48 for a line that is drawn anew.</summary>
internal sealed class Screen
{
    private readonly List<StringBuilder> _lines = [new()];
    private readonly StringBuilder _sequence = new();
    private int _row;
    private int _column;

    /// <summary>The lines, without blanks at their ends, and without empty ones at the end.</summary>
    public IReadOnlyList<string> Lines =>
        [.. _lines.Select(line => line.ToString().TrimEnd()).Reverse().SkipWhile(line => line.Length == 0).Reverse()];

    /// <summary>Takes what a program writes.</summary>
    public void Write(string text)
    {
        foreach (char letter in text)
        {
            Write(letter);
        }
    }

    /// <summary>As the other.</summary>
    public void Write(char letter)
    {
        if (_sequence.Length > 0 || letter == '\e')
        {
            Continue(letter);
            return;
        }

        switch (letter)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                _row++;
                break;
            default:
                StringBuilder line = Line();
                line.Append(' ', Math.Max(0, _column + 1 - line.Length));
                line[_column++] = letter;
                break;
        }
    }

    private StringBuilder Line()
    {
        while (_lines.Count <= _row)
        {
            _lines.Add(new StringBuilder());
        }

        return _lines[_row];
    }

    /// <summary>A control sequence ends in a letter; those that only change colours or modes are passed over.</summary>
    private void Continue(char letter)
    {
        _sequence.Append(letter);
        bool isControl = _sequence.Length > 1 && _sequence[1] == '[';
        if (_sequence.Length < 2 || (isControl && (_sequence.Length == 2 || !char.IsAsciiLetter(letter))))
        {
            return;
        }

        string sequence = _sequence.ToString();
        _sequence.Clear();
        if (sequence is "\e[K" or "\e[0K")
        {
            StringBuilder line = Line();
            line.Length = Math.Min(line.Length, _column);
        }
        else
        {
            Assert.True(sequence is "\e=" or "\e>" || sequence[^1] is 'm' or 'h' or 'l', $"a control sequence that moves something: {sequence[1..]}");
        }
    }
}
