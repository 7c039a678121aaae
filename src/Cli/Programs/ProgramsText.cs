using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Programs;

/// <summary>What came of every program of some sizes, for people: a page for each rule that was broken, then the tables.</summary>
internal static class ProgramsText
{
    /// <summary>Prints how many programs there are.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="bounds">What they are about.</param>
    /// <param name="design">The design that they are for.</param>
    /// <param name="writer">Takes the table.</param>
    public static void PrintCounts(IReadOnlyList<ProgramSize> sizes, ProgramBounds bounds, Design design, TextWriter writer)
    {
        PlainTable table = PlainTable.New("size", "set-ups>", "programs>");
        foreach (ProgramSize size in sizes)
        {
            var space = new ProgramSpace(size, bounds, design);
            PlainTable.Add(table, size.ToString(), Number(space.SetUps), Number(space.Count));
        }

        PlainTable.Print(table, writer);
    }

    /// <summary>Prints a certificate, with all that it rests on.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(ProgramsCertificate certificate, TextWriter writer)
    {
        PrintPages(certificate, writer);
        PrintTables(certificate, writer);
        foreach (FailedPair pair in certificate.Failed)
        {
            writer.Write($"{pair.Row.Design}: {pair.Row.Scenario}: {pair.Row.Verdict}\n");
        }

        PrintLeftOut(writer);
        writer.Write('\n');
        foreach (string line in certificate.Plan.Basis.Lines)
        {
            writer.Write($"{line}\n");
        }

        writer.Write($"{Summary(certificate)}\n");
    }

    /// <summary>Prints what a pass leaves out.</summary>
    /// <param name="writer">Takes it; plain text.</param>
    public static void PrintLeftOut(TextWriter writer)
    {
        writer.Write("left out:\n");
        foreach (LeftOut each in LeftOut.All)
        {
            writer.Write($"{WrappedText.Of($"  {each.What} ({each.Kind}: {each.Why})", "    ", TerminalWriter.WidthOf(writer))}\n");
        }
    }

    /// <summary>Prints a page for each rule that was broken.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void PrintPages(ProgramsCertificate certificate, TextWriter writer)
    {
        foreach (WrittenFuzzFinding finding in certificate.Findings)
        {
            FuzzText.PrintPage(finding, writer);
        }
    }

    /// <summary>Prints the tables.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void PrintTables(ProgramsCertificate certificate, TextWriter writer)
    {
        writer.Write($"programs over {Over(certificate.Plan.Bounds)}\n\n");
        PlainTable.Print(Coverage(certificate), writer);
        writer.Write('\n');
        if (certificate.Findings.Count > 0)
        {
            PlainTable.Print(Broken(certificate), writer);
            writer.Write('\n');
        }
    }

    /// <summary>What was asked for and what came of it, in one line.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The line.</returns>
    public static string Summary(ProgramsCertificate certificate) =>
        $"{Counts(certificate)}{(certificate.TimeWasUp && certificate.ExitCode == ExitCode.Inconclusive ? ", the time was up" : "")}: {certificate.Verdict}";

    /// <summary>What the certificate is about.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>A few words.</returns>
    public static string Counts(ProgramsCertificate certificate) =>
        $"every program of {string.Join(", ", certificate.Plan.Sizes)} over {Over(certificate.Plan.Bounds)}{ShardOption.Words(certificate.Plan.Shard)}";

    private static string Over(ProgramBounds bounds) =>
        $"{ReportTable.Count(bounds.Names, "name")}, {(bounds.Files == 0 ? "" : $"{ReportTable.Count(bounds.Files, "file")}, ")}"
        + $"{ReportTable.Count(bounds.Kernels, "kernel")}, {ReportTable.Count(bounds.Faults, "refusal")} of each kind";

    private static PlainTable Coverage(ProgramsCertificate certificate)
    {
        PlainTable table = PlainTable.New("size", "design", "set-ups>", "programs>", "exhausted>", "no set-up>", "executions>", "verdict");
        foreach (ProgramsReport report in certificate.Reports)
        {
            PlainTable.Add(
                table,
                report.Space.Size.ToString(),
                report.Design.Name,
                Number(report.Space.SetUps),
                Number(report.Programs),
                Number(report.Tally.Exhausted),
                Number(report.Tally.Discarded),
                Number(report.Tally.Executions),
                Cell.Verdict(ReportTable.Word(report.Verdict)));
        }

        return table;
    }

    private static PlainTable Broken(ProgramsCertificate certificate)
    {
        PlainTable table = PlainTable.New("size", "design", "rule", "programs>", "operations>", "threads>", "switches>", "real locks");
        foreach (ProgramsReport report in certificate.Reports)
        {
            foreach (ProgramFinding found in report.Findings)
            {
                FuzzFinding finding = found.Simplified;
                ShortestFinding shortest = finding.Shortest;
                PlainTable.Add(
                    table,
                    report.Space.Size.ToString(),
                    report.Design.Name,
                    Cell.Verdict(finding.Rule),
                    Number(found.Programs),
                    $"{(finding.IsMinimal ? "" : "<=")}{ProgramLength.Operations(finding.Smallest)}",
                    Number(ProgramLength.Threads(finding.Smallest)),
                    $"{(shortest.IsMinimal ? "" : "<=")}{shortest.Switches}",
                    shortest.Replays ? "replays" : "DIFFERS");
            }
        }

        return table;
    }

    private static string Number(long value) => ReportTable.Number(value);
}
