using Spectre.Console;

namespace LuoVerified.Cli;

/// <summary>Tables as plain text: no colours, no cursor control, every row on one line wherever the output goes.</summary>
internal static class PlainTable
{
    private const int Width = 220;

    /// <summary>A narrow table.</summary>
    /// <param name="headings">What its columns are headed with; that of a column of numbers ends in <c>&gt;</c>.</param>
    /// <returns>The table, empty.</returns>
    public static Table New(params string[] headings)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string heading in headings)
        {
            var column = new TableColumn(heading.TrimEnd('>')) { Padding = new Padding(0, 0, 1, 0), NoWrap = true };
            table.AddColumn(heading.EndsWith('>') ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>Prints a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="writer">Takes it; each line ends with a line feed.</param>
    public static void Print(Table table, TextWriter writer)
    {
        var lines = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(lines),
        });
        console.Profile.Width = Width;
        console.Write(table);
        writer.Write($"{string.Join('\n', lines.ToString().Split('\n').Select(line => line.TrimEnd())).Trim('\n')}\n");
    }

    /// <summary>Adds a row of plain words.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">The words.</param>
    public static void Add(Table table, params IEnumerable<string> cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
