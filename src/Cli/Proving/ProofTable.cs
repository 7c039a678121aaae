using System.Globalization;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Gate;
using LuoVerified.Cli.Programs;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Cli.Proving;

/// <summary>A certificate as tables for people, what was covered, design by design, what came of it,
/// and what was seen.</summary>
internal static class ProofTable
{
    /// <summary>Prints a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="writer">Takes it; plain text.</param>
    public static void Print(Certificate certificate, TextWriter writer)
    {
        foreach (IGrouping<string, ProvenScenario> design in certificate.Rows.GroupBy(row => row.Proof.Design.Name))
        {
            writer.Write($"covered on {design.Key}\n\n");
            PlainTable.Print(Coverage(design), writer);
            writer.Write('\n');
        }

        PlainTable.Print(Verdicts(certificate), writer);
        writer.Write('\n');
        if (certificate.Rows.Any(row => row.Proof.Bounded.Count > 0))
        {
            PlainTable.Print(Bounds(certificate), writer);
            writer.Write('\n');
        }

        if (certificate.Plan.ShowsOutcomes)
        {
            OutcomeText.Print(certificate, writer);
        }

        int width = TerminalWriter.WidthOf(writer);
        foreach (string line in OrderText.Lines(certificate))
        {
            writer.Write($"{WrappedText.Of(Printable.Of(line), "    ", width)}\n");
        }

        foreach (WrittenTrace written in certificate.Traces)
        {
            // The name of a file stays whole.
            writer.Write($"{written.File}\n{WrappedText.Of($"  {Printable.Of(written.Trace.Violation.Message)}", "    ", width)}\n");
        }

        writer.Write(string.Concat(MinimalTraces.Remarks(certificate.Traces).Append("").Select(remark => $"{remark}\n")));

        foreach (ProgramsCertificate programs in certificate.Programs)
        {
            ProgramsText.PrintPages(programs, writer);
            ProgramsText.PrintTables(programs, writer);
        }

        if (certificate.Programs.Count > 0)
        {
            ProgramsText.PrintLeftOut(writer);
            writer.Write('\n');
        }

        if (certificate.Formats is { } formats)
        {
            FormatsText.Print(formats, writer);
        }

        RuleMatrix.Print(certificate, writer);
        writer.Write(certificate.Corpus is { } corpus ? $"{corpus.Summary}\n\n" : "");
        foreach (string line in certificate.Plan.Basis.Lines)
        {
            writer.Write($"{line}\n");
        }

        foreach (ProgramsCertificate programs in certificate.Programs)
        {
            writer.Write($"{WrappedText.Of(ProgramsText.Summary(programs), "  ", width)}\n");
        }

        writer.Write($"{Counts(certificate)}: {Cell.ToneOf(certificate.ExitCode).Of(Result(certificate), writer)}\n");
    }

    /// <summary>How much was done.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>Proofs, those that exhausted all schedules, and executions.</returns>
    public static string Counts(Certificate certificate) =>
        $"{ReportTable.Count(certificate.Rows.Count, "proof")}, {certificate.Rows.Count(row => row.Proof.CoversAll)} exhausted, "
        + (certificate.Inapplicable.Count > 0 ? $"{certificate.Inapplicable.Count} {InapplicablePair.Word}, " : "")
        + ReportTable.Count(certificate.Rows.Sum(row => row.Proof.Report.Executions), "execution")
        + (certificate.Rows.Count(row => row.Sampled < certificate.Plan.Samples) is > 0 and var few && certificate.TimeWasUp
            ? $", the samples of {ReportTable.Count(few, "proof")} cut short" : "");

    /// <summary>What came of it.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>A few words.</returns>
    public static string Result(Certificate certificate) => certificate.ExitCode switch
    {
        ExitCode.Ok => "every expectation met",
        ExitCode.Violation => "not as expected",
        ExitCode.Internal or ExitCode.Usage => Failed(certificate).Any(pair => pair.ExitCode == certificate.ExitCode)
            ? FailedPair.Reason(Failed(certificate), certificate.ExitCode)
            : certificate.Corpus!.Reason,
        _ => certificate.TimeWasUp ? "inconclusive, the time was up" : "inconclusive",
    };

    /// <summary>What is expected of a scenario.</summary>
    /// <param name="proof">The proof.</param>
    /// <returns>The rules, how many data races, and how many lines <c>exists</c>.</returns>
    public static string Expected(Proof proof) => $"{proof.Expectation}"
        + (proof.ExpectedRaces.Count > 0 ? $", {ReportTable.Count(proof.ExpectedRaces.Count, "data race")}" : "")
        + (proof.ExpectedAnswers.Count > 0 ? $", exists {proof.ExpectedAnswers.Count}" : "");

    /// <summary>How far a scenario was covered.</summary>
    /// <param name="proof">The proof.</param>
    /// <returns><c>all</c> schedules; <c>&lt;= K</c>, those with at most K preemptions; or <c>no</c> such class of them.</returns>
    public static string Covered(Proof proof)
    {
        int bounds = proof.Bounded.TakeWhile(bounded => bounded.Exhausted).Count();
        string covered = proof.CoversAll || proof.Report is { Exhausted: true, BoundReached: false } ? "all" : bounds > 0 ? $"<= {bounds - 1}" : "no";
        long undecided = proof.Report.Undecided + proof.Bounded.Sum(bounded => bounded.Undecided);
        return undecided == 0 ? covered : $"{covered}, {ReportTable.Number(undecided)} undecided";
    }

    private static IEnumerable<FailedPair> Failed(Certificate certificate) => [.. certificate.Failed, .. certificate.Programs.SelectMany(programs => programs.Failed)];

    private static PlainTable Coverage(IEnumerable<ProvenScenario> rows)
    {
        PlainTable table = PlainTable.New(
            "scenario", "threads>", "oper-\nations>", "lock\nsteps>", "execu-\ntions>", "per\nclass>", "depth>", "covered",
            "data\nraces>", "lock\norders>");
        foreach (Proof proof in rows.Select(row => row.Proof))
        {
            PlainTable.Add(
                table,
                proof.Scenario.Name,
                Number(proof.Scenario.Threads),
                Number(proof.Scenario.Phases.Sum(phase => phase.Sum(thread => thread.Count))),
                Number(proof.Report.LockSteps),
                Number(proof.Report.Executions),
                proof.Report.ExecutionsPerClass.ToString("N2", CultureInfo.InvariantCulture),
                Number(proof.Report.Depth),
                Covered(proof),
                Number(proof.DataRaces.Count),
                Number(proof.LockOrder.Count));
        }

        return table;
    }

    private static PlainTable Verdicts(Certificate certificate)
    {
        PlainTable table = PlainTable.New("scenario", "design", "verdict", "expected", "switches>", "real locks");
        foreach (Proof proof in certificate.Rows.Select(row => row.Proof))
        {
            string[] head = [proof.Scenario.Name, proof.Design.Name];
            string expected = Standings.Of(proof.AgainstExpectation).Words(Expected(proof));
            foreach (string[] finding in Findings(proof))
            {
                PlainTable.Add(table, [.. head, Cell.Verdict(finding[0]), Cell.Expected(proof.AgainstExpectation, expected), .. finding[1..]]);
                Array.Fill(head, "");
                expected = "";
            }
        }

        foreach (InapplicablePair pair in certificate.Inapplicable)
        {
            PlainTable.Add(table, pair.Pair.Scenario.Name, pair.Pair.Design.Name, Cell.Verdict(InapplicablePair.Word), pair.Reason, "", "");
        }

        foreach (FailedPair pair in certificate.Failed)
        {
            PlainTable.Add(table, pair.Row.Scenario, pair.Row.Design, Cell.Verdict(pair.Row.Verdict), "", "", "");
        }

        return table;
    }

    /// <summary>Verdict, switches, and whether it replays: a row for each rule that was broken, or one for none.</summary>
    private static IEnumerable<string[]> Findings(Proof proof)
    {
        if (proof.Verdict != Verdict.Violation)
        {
            yield return [ReportTable.Word(proof.Verdict), "", ""];
        }

        foreach (ShortestFinding finding in proof.Shortest)
        {
            yield return [finding.Finding.Violation.Check, $"{(finding.IsMinimal ? "" : "<=")}{finding.Switches}", Replay(finding.Replays)];
        }

        foreach (IGrouping<string, OrderFinding> rule in proof.Orders.GroupBy(order => order.Finding.Violation.Check))
        {
            yield return [$"{rule.Key} ({rule.Count()})", "", Replay(rule.All(order => order.Replays))];
        }

        static string Replay(bool replays) => replays ? "replays" : "DIFFERS";
    }

    private static PlainTable Bounds(Certificate certificate)
    {
        PlainTable table = PlainTable.New("scenario", "design", "preemptions>", "schedules>", "completed", "leaves out");
        foreach (Proof proof in certificate.Rows.Select(row => row.Proof))
        {
            string[] head = [proof.Scenario.Name, proof.Design.Name];
            for (int bound = 0; bound < proof.Bounded.Count; bound++)
            {
                ExploreReport bounded = proof.Bounded[bound];
                string left = bounded.BoundReached ? "some" : bounded.Exhausted ? "none" : "";
                PlainTable.Add(
                    table, [.. head, $"<= {bound}", Number(bounded.Executions), bounded.Exhausted ? "yes" : "no", left]);
                Array.Fill(head, "");
            }
        }

        return table;
    }

    private static string Number(long value) => ReportTable.Number(value);
}
