using Spectre.Console;

namespace LuoVerified.Cli;

/// <summary>A table that fits where it goes: 80 columns, or those of the terminal. There it has colours, and nowhere cursor control. If
/// it is too wide, what the first column says stands on a line of its own, as in the table of <c>luo check</c>; if that is not enough,
/// columns go into a further table below, or words into a further line.</summary>
internal sealed class PlainTable
{
    /// <summary>A table without limits, to see how wide it gets.</summary>
    private const int Unlimited = 10_000;

    /// <summary>A table with more columns is divided rather than wrapped.</summary>
    private const int MostWrapped = 8;

    /// <summary>No column is made narrower to wrap it.</summary>
    private const int Narrowest = 8;

    /// <summary>What a heading of a column of numbers ends in.</summary>
    private const char Numbers = '>';

    private readonly string[] _headings;
    private readonly List<Cell[]> _rows = [];

    private PlainTable(string[] headings) => _headings = headings;

    private int Columns => _headings.Length;

    /// <summary>A narrow table.</summary>
    /// <param name="headings">What its columns are headed with; that of a column of numbers ends in <c>&gt;</c>.</param>
    /// <returns>The table, empty.</returns>
    public static PlainTable New(params string[] headings) => new(headings);

    /// <summary>Adds a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">Its cells.</param>
    public static void Add(PlainTable table, params IEnumerable<Cell> cells) => table._rows.Add([.. cells]);

    /// <summary>Prints a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="writer">Takes it; each line ends with a line feed.</param>
    public static void Print(PlainTable table, TextWriter writer) =>
        writer.Write($"{string.Join('\n', table.Lines(TerminalWriter.WidthOf(writer), writer is TerminalWriter { HasColours: true }))}\n");

    private string[] Lines(int width, bool hasColours)
    {
        int[] all = [.. Enumerable.Range(0, Columns)];
        if (Width(all) <= width)
        {
            return Render(all, _rows, hasColours);
        }

        return Columns <= MostWrapped || Width(all[1..]) <= width ? Stacked(all[1..], width, hasColours) : Divided(width, hasColours);
    }

    /// <summary>The first column on lines of its own.</summary>
    private string[] Stacked(int[] columns, int width, bool hasColours)
    {
        int[] widths = [.. columns.Select(WidthOf)];
        for (int excess; (excess = Width(columns) - columns.Sum(WidthOf) + widths.Sum() - width) > 0 && widths.Max() > Narrowest;)
        {
            int widest = Array.IndexOf(widths, widths.Max());
            widths[widest] = Math.Max(Narrowest, widths[widest] - excess);
        }

        List<string> lines = [];
        for (int from = 0, to; from < _rows.Count; from = to)
        {
            string label = _rows[from][0].Words;
            for (to = from + 1; to < _rows.Count && (_rows[to][0].Words.Length == 0 || _rows[to][0].Words == label);)
            {
                to++;
            }

            string[] group = Render(columns, _rows[from..to], hasColours, widths);
            int head = Array.FindIndex(group, line => line.StartsWith('─')) + 1;
            lines.AddRange(from == 0 ? group[..head] : []);
            lines.Add(label);
            lines.AddRange(group[head..].Select(line => $" {line}"));
        }

        return [.. lines];
    }

    /// <summary>Tables below each other, each with the first column.</summary>
    private string[] Divided(int width, bool hasColours)
    {
        List<string> lines = [];
        for (int from = 1, to; from < Columns; from = to)
        {
            for (to = from + 1; to < Columns && Width([0, .. Enumerable.Range(from, to + 1 - from)]) <= width;)
            {
                to++;
            }

            lines.AddRange(lines.Count > 0 ? [""] : []);
            lines.AddRange(Render([0, .. Enumerable.Range(from, to - from)], _rows, hasColours));
        }

        return [.. lines];
    }

    /// <summary>How wide some columns get together.</summary>
    private int Width(int[] columns) => Render(columns, _rows, hasColours: false).Max(line => line.Length);

    private int WidthOf(int column) =>
        _rows.Select(row => row[column].Words).Append(_headings[column].TrimEnd(Numbers)).SelectMany(words => words.Split('\n')).Max(line => line.Length);

    private string[] Render(int[] columns, IReadOnlyList<Cell[]> rows, bool hasColours, int[]? widths = null)
    {
        Table table = new Table().Border(TableBorder.Simple);
        for (int i = 0; i < columns.Length; i++)
        {
            string heading = _headings[columns[i]];
            var column = new TableColumn(Markup.Escape(heading.Replace($"{Numbers}", "", StringComparison.Ordinal)))
            {
                Padding = new Padding(0, 0, 1, 0),
                NoWrap = widths is null,
                Width = widths?[i],
            };
            table.AddColumn(heading.EndsWith(Numbers) ? column.RightAligned() : column);
        }

        foreach (Cell[] row in rows)
        {
            table.AddRow(columns.Select(column => new Text(row[column].Words, row[column].Tone.Style)));
        }

        var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Unlimited;
        console.Write(table);
        return [.. $"{text}".Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse()];
    }
}
