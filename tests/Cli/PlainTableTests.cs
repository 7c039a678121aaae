namespace LuoVerified.Cli.Tests;

/// <summary>Tables fit where they go.</summary>
public sealed class PlainTableTests
{
    [Fact]
    public void ATableThatFitsIsPrintedAsItIs() => Assert.Equal(
        " name  count\n──────────────\n one       1\n two      22\n", Print(80, [["one", "1"], ["two", "22"]], "name", "count>"));

    [Fact]
    public void TheFirstColumnOfOneThatIsTooWideStandsOnItsOwn() => Assert.Equal(
        " rule  count\n──────────────\nscenario-one\n  a         1\n  b         2\ntwo\n  c         3\n",
        Print(15, [["scenario-one", "a", "1"], ["", "b", "2"], ["two", "c", "3"]], "scenario", "rule", "count>"));

    [Fact]
    public void WordsAreWrappedIfThatIsNotEnough()
    {
        string text = Print(30, [["scenario", "pass", "one two three four five six"]], "scenario", "verdict", "expected");
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 30));
        Assert.Contains("one two", text, StringComparison.Ordinal);
        Assert.Contains("six", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyColumnsGoIntoFurtherTables()
    {
        string[] headings = ["design", .. Enumerable.Range(0, 12).Select(i => $"rule-{i}")];
        string text = Print(40, [headings.Select((_, i) => i == 0 ? "hardened" : $"{i}/1").ToArray()], headings);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 40));
        Assert.All(headings, heading => Assert.Contains($" {heading}", text, StringComparison.Ordinal));
        Assert.True(text.Split("hardened").Length > 2);
        Assert.Contains("12/1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingInACellIsACommandToTheTableOrTheTerminal() => Assert.Contains(
        " [red]x[/] ", Print(80, [["[red]x[/]", "1"]], "na[me]", "count>"), StringComparison.Ordinal);

    private static string Print(int width, string[][] rows, params string[] headings)
    {
        PlainTable table = PlainTable.New(headings);
        foreach (string[] row in rows)
        {
            PlainTable.Add(table, row.Select(cell => new Cell(cell)));
        }

        using var text = new StringWriter();
        using var terminal = new TerminalWriter(text, width, hasColours: false);
        PlainTable.Print(table, terminal);
        return $"{text}";
    }
}
