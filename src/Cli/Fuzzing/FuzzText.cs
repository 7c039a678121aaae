using System.Globalization;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Commands;
using LuoVerified.Cli.Failing;
using LuoVerified.Fuzz;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Fuzzing;

/// <summary>A report of fuzzing for people: each finding on a page, then a table of them, then what was covered.</summary>
internal static class FuzzText
{
    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes it; plain text, each line ends with a line feed.</param>
    public static void Print(WrittenFuzzReport report, TextWriter writer)
    {
        foreach (WrittenFuzzFinding finding in report.Findings)
        {
            PrintPage(finding, writer);
        }

        if (report.Findings.Count > 0)
        {
            PrintTable(report, writer);
        }

        foreach (DesignTally tally in report.Report.Designs)
        {
            writer.Write($"{Covered(tally)}\n");
        }

        foreach (FailedPair pair in report.Failed)
        {
            writer.Write($"{pair.Row.Design}: {pair.Row.Scenario}: {pair.Row.Verdict}\n");
        }

        FuzzOptions options = report.Report.Options;
        string complete = report.Report.Complete ? "" : ", the time was up";
        writer.Write(
            $"seed {options.Seed}, at most {ReportTable.Number(options.MaxExecutions)} executions an exploration{ShardOption.Words(options.Shard)}{complete}: "
            + $"{Cell.ToneOf(report.ExitCode).Of(report.Verdict, writer)}\n");
    }

    /// <summary>What was covered on a design, in one line.</summary>
    private static string Covered(DesignTally tally)
    {
        string[] bounded =
        [
            .. tally.Bounded.Select((count, at) => (count, at)).Where(each => each.count > 0).Reverse()
                .Select(each => each.at == 0 ? $"{each.count} to no bound" : $"{each.count} up to {each.at - 1} preemptions"),
        ];
        return $"{tally.Design.Name}: {ReportTable.Number(tally.Judged)} programs, {ReportTable.Number(tally.Exhausted)} exhausted, "
            + $"{ReportTable.Number(tally.Bounded.Sum())} bounded{(bounded.Length == 0 ? "" : $" ({string.Join(", ", bounded)})")}, "
            + $"{ReportTable.Number(tally.Discarded)} discarded (set-up impossible); {ReportTable.Number(tally.Executions)} executions";
    }

    /// <summary>Prints a finding: program, schedule, and how to see it again.</summary>
    /// <param name="written">The finding.</param>
    /// <param name="writer">Takes it.</param>
    public static void PrintPage(WrittenFuzzFinding written, TextWriter writer)
    {
        FuzzFinding finding = written.Finding;
        writer.Write($"{ScenarioText.Format(finding.Smallest)}\n");
        TraceStep[] steps = [.. finding.Shortest.Finding.Steps.Select(TraceStep.Of)];
        writer.Write($"{Printable.Lines(Interleaving.Render(steps, finding.Shortest.Finding.Violation))}\n");
        writer.Write($"luo check {written.ScenarioFile}\nluo replay {written.Trace.File}\n\n");
    }

    private static void PrintTable(WrittenFuzzReport report, TextWriter writer)
    {
        PlainTable table = PlainTable.New("design", "rule", "program>", "programs>", "operations>", "threads>", "switches>", "real locks");
        foreach (WrittenFuzzFinding written in report.Findings)
        {
            FuzzFinding finding = written.Finding;
            ShortestFinding shortest = finding.Shortest;
            int programs = report.Report.Designs.Single(tally => tally.Design == finding.Design).Broken[finding.Rule];
            PlainTable.Add(
                table,
                finding.Design.Name,
                Cell.Verdict(finding.Rule),
                Number(finding.Number),
                Number(programs),
                $"{ProgramLength.Operations(finding.Original)} -> {(finding.IsMinimal ? "" : "<=")}{ProgramLength.Operations(finding.Smallest)}",
                $"{ProgramLength.Threads(finding.Original)} -> {ProgramLength.Threads(finding.Smallest)}",
                $"{(shortest.IsMinimal ? "" : "<=")}{shortest.Switches}",
                shortest.Replays ? "replays" : "DIFFERS");
        }

        PlainTable.Print(table, writer);
        writer.Write('\n');
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
