using LuoVerified.Check;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Fuzz;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Proving;

/// <summary>Designs beside each other: for each rule that one of them breaks, how small the smallest program is on which it falls, in
/// how few switches of the running thread, and the trace of that.</summary>
internal static class RuleMatrix
{
    /// <summary>The fewest designs that make a matrix.</summary>
    public const int Fewest = 3;
    private const string None = "-";
    private const string Undecided = "?";

    /// <summary>Prints it, unless there are too few designs.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(Certificate certificate, TextWriter writer)
    {
        string[] designs = [.. certificate.Plan.Pairs.Select(pair => pair.Design.Name).Distinct()];
        if (designs.Length < Fewest)
        {
            return;
        }

        List<Fall> falls = [.. Falls(certificate)];
        string[] rules = [.. SessionChecks.All.Select(rule => rule.Name).Where(rule => falls.Exists(fall => fall.Rule == rule))];
        int width = TerminalWriter.WidthOf(writer);
        string head = "how small a program breaks a rule: operations, set-up included / switches of the running thread; "
            + $"{None} if none of those that were run does, {Undecided} if not all was covered";
        writer.Write($"{WrappedText.Of(head, "  ", width)}\n\n");
        PlainTable.Print(Cells(certificate, designs, rules, falls), writer);
        writer.Write($"\n{SessionChecks.All.Count - rules.Length} of {SessionChecks.All.Count} rules are broken on none of them\n");
        ProgramsReport[] programs = [.. certificate.Programs.SelectMany(each => each.Reports)];
        string[] alone = [.. designs.Where(design => !Array.Exists(programs, report => report.Design.Name == design))];
        string without = $"without the small programs: {string.Join(", ", alone)}";
        writer.Write(alone.Length > 0 ? $"{WrappedText.Of(without, "  ", width)}\n" : "");
        foreach (string rule in rules)
        {
            foreach (Fall fall in designs.Select(design => Smallest(falls, rule, design)).OfType<Fall>())
            {
                writer.Write($"  {fall.Rule} on {fall.Design}: {fall.Program}, {fall.Trace}\n");
            }
        }

        writer.Write('\n');
    }

    private static PlainTable Cells(Certificate certificate, string[] designs, string[] rules, List<Fall> falls)
    {
        PlainTable table = PlainTable.New(["design", .. rules.Select(rule => rule.Replace("-", "-\n", StringComparison.Ordinal))]);
        HashSet<string> open = [.. certificate.Rows.Where(row => !row.Proof.CoversAll).Select(row => row.Proof.Design.Name)];
        open.UnionWith(certificate.Failed.Select(pair => pair.Row.Design));
        open.UnionWith(certificate.Programs.SelectMany(programs => programs.Reports)
            .Where(report => report.Tally.Exhausted < report.Programs).Select(report => report.Design.Name));
        foreach (string design in designs)
        {
            PlainTable.Add(table, [design, .. rules.Select(rule => Smallest(falls, rule, design)?.Size ?? (open.Contains(design) ? Undecided : None))]);
        }

        return table;
    }

    private static Fall? Smallest(List<Fall> falls, string rule, string design) => falls
        .Where(fall => fall.Rule == rule && fall.Design == design)
        .OrderBy(fall => fall.Operations).ThenBy(fall => fall.Switches ?? int.MaxValue).FirstOrDefault();

    private static IEnumerable<Fall> Falls(Certificate certificate)
    {
        foreach (WrittenTrace written in certificate.Traces)
        {
            (Trace trace, string rule) = (written.Trace, written.Trace.Violation.Check);
            yield return new Fall(
                rule,
                trace.Design,
                trace.Scenario.Name,
                ProgramLength.Operations(trace.Scenario),
                trace.EndsEarly ? null : trace.Switches,
                written.File);
        }

        foreach (WrittenFuzzFinding written in certificate.Programs.SelectMany(programs => programs.Findings))
        {
            FuzzFinding finding = written.Finding;
            yield return new Fall(
                finding.Rule,
                finding.Design.Name,
                finding.Smallest.Name,
                ProgramLength.Operations(finding.Smallest),
                finding.Shortest.Switches,
                written.Trace.File);
        }
    }

    /// <summary>A rule that a program breaks.</summary>
    private sealed record Fall(string Rule, string Design, string Program, int Operations, int? Switches, string Trace)
    {
        public string Size => $"{ReportTable.Number(Operations)}{(Switches is { } switches ? $"/{switches}" : "")}";
    }
}
