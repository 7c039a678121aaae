using LuoVerified.Check;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>Where the column of each thread begins. Only one thread has something in a row, so that columns may be narrower than what
/// is in them: it goes on over the next ones.</summary>
internal sealed class ThreadColumns
{
    /// <summary>Columns nearer to each other cannot be told apart.</summary>
    private const int Nearest = 4;

    private readonly int[] _offsets;
    private readonly int _room;

    /// <summary>Places the columns.</summary>
    /// <param name="cells">For each thread the length of the longest text in its column.</param>
    /// <param name="room">The columns that there are for all.</param>
    public ThreadColumns(IReadOnlyList<int> cells, int room)
    {
        _room = room;
        _offsets = new int[cells.Count];
        for (int i = 1; i < cells.Count; i++)
        {
            _offsets[i] = _offsets[i - 1] + cells[i - 1] + 2;
        }

        Pitch = int.MaxValue;
        for (int i = 1; i < cells.Count; i++)
        {
            if (_offsets[i] + cells[i] > room)
            {
                Pitch = Math.Min(Pitch, Math.Max((room - cells[i]) / i, Nearest));
            }
        }

        for (int i = 1; i < cells.Count; i++)
        {
            _offsets[i] = Pitch == int.MaxValue ? _offsets[i] : i * Pitch;
        }
    }

    /// <summary>How far the columns are apart if they had to be narrowed; else the greatest number.</summary>
    public int Pitch { get; }

    /// <summary>Lines for a text in a column.</summary>
    /// <param name="thread">The position of the thread.</param>
    /// <param name="text">The text.</param>
    /// <param name="isBusy">Whether the thread at a position is in a call: that is shown as a bar.</param>
    /// <returns>One line, or more if the text is too long for one.</returns>
    public IEnumerable<string> Lines(int thread, string text, Func<int, bool> isBusy)
    {
        string indent = text[..^text.TrimStart(' ').Length];
        foreach (string part in WrappedText.Of(text, $"{indent}  ", Math.Max(_room - _offsets[thread], 2 * Nearest), breakWords: true).Split('\n'))
        {
            var line = new string(' ', _room).ToCharArray();
            for (int other = 0; other < _offsets.Length; other++)
            {
                if (isBusy(other) && _offsets[other] < _room)
                {
                    line[_offsets[other]] = '|';
                }
            }

            // A blank on either side, so that the text is not taken for part of a bar.
            $"{part} ".AsSpan(0, Math.Min(part.Length + 1, _room - _offsets[thread])).CopyTo(line.AsSpan(_offsets[thread]));
            yield return new string(line);
        }
    }

    /// <summary>The heading.</summary>
    /// <param name="names">What stands over each column.</param>
    /// <returns>The line.</returns>
    public string Heading(IReadOnlyList<string> names)
    {
        string line = "";
        for (int i = 0; i < names.Count; i++)
        {
            line = $"{line.PadRight(_offsets[i])}{(line.Length > _offsets[i] ? " " : "")}{names[i]}";
        }

        return line.PadRight(_room);
    }
}
