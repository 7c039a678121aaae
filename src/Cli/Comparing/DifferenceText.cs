using LuoVerified.Cli.Checking;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Comparing;

/// <summary>How two certificates differ, for people: a list for each way, if there is anything in it, then a line.</summary>
internal static class DifferenceText
{
    private const int Hash = 64;
    private const int Digits = 12;

    /// <summary>Prints it.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(CertificateDifference difference, TextWriter writer)
    {
        Print("new violations", difference.NewViolations.Select(Line), writer);
        Print("gone violations", difference.GoneViolations.Select(Line), writer);
        Print("coverage lost", difference.CoverageLost.Select(Line), writer);
        Print("coverage gained", difference.CoverageGained.Select(Line), writer);
        Print("rests on other than before", difference.Basis.Select(Line), writer);
        writer.Write($"{ReportTable.Count(difference.NewViolations.Count, "new violation")}, {ReportTable.Number(difference.GoneViolations.Count)} gone, "
            + $"{ReportTable.Number(difference.CoverageLost.Count)} coverage lost, {ReportTable.Number(difference.CoverageGained.Count)} gained: "
            + $"{(difference.ExitCode == ExitCode.Ok ? "nothing got worse" : "worse")}\n");
    }

    private static void Print(string title, IEnumerable<string> lines, TextWriter writer)
    {
        string[] all = [.. lines];
        writer.Write(all.Length == 0 ? "" : $"{title}:\n{string.Concat(all.Select(line => $"  {PlainText.Clean(line).ReplaceLineEndings(" ")}\n"))}\n");
    }

    private static string Line(ChangedViolation violation) => $"{violation.Name}: {violation.Rule}{(violation.Expected ? " (expected)" : "")}";

    private static string Line(Change change) => $"{change.Name}: {Short(change.Old)} -> {Short(change.New)}";

    private static string Short(string value) => value.Length == Hash && value.All(char.IsAsciiHexDigit) ? value[..Digits] : value;
}
