namespace LuoVerified.Cli.Gate;

/// <summary>A report as text for people, as the command prints it, below its name and what came of it.</summary>
internal static class TableReport
{
    /// <summary>How every report begins.</summary>
    public const string Begin = "luo ";

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text.</returns>
    public static string Of(WritableReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        text.Write($"{report.Once.Command}: {ExitCode.Verdict(report.Once.ExitCode)}\n\n");
        report.Print(text);
        return text.ToString();
    }
}
