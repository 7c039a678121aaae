using System.Diagnostics;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Fuzzing;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;

namespace LuoVerified.Cli.Programs;

/// <summary>Judges every program of each size on each design, and shows how it gets on.</summary>
internal static class ProgramsRunner
{
    /// <summary>Judges.</summary>
    /// <param name="plan">What.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <param name="failures">Keeps the errors of ours.</param>
    /// <param name="error">Takes a line for each size and design; on a terminal, a live line.</param>
    /// <returns>What came of it.</returns>
    public static ProgramsCertificate Run(ProgramsPlan plan, Func<bool> timeIsUp, FailureLog failures, TextWriter error)
    {
        using var line = new LiveLine(error);
        List<ProgramsReport> reports = [];
        int failedBefore = failures.Pairs.Count;
        (ProgramSize Size, Design Design)[] all =
            [.. plan.Sizes.SelectMany((size, index) => (index == 0 ? plan.Designs.Concat(plan.BrieflyOn) : plan.Designs).Select(design => (size, design)))];

        // A file that cannot be gone on from is seen before anything is run.
        Array.ForEach(all, each => StateOf(plan, each.Size, each.Design)?.Dispose());
        foreach ((ProgramSize size, Design design) in all)
        {
            var space = new ProgramSpace(size, plan.Bounds, design);
            ProgramsReport report = Run(plan, space, design, timeIsUp, failures, line);
            reports.Add(report);
            line.Write($"{space.Words} on {design.Name}: {ReportTable.Number(report.Tally.Programs)} of {ReportTable.Number(report.Programs)} programs\n");
            failures.Print(line);
        }

        return new ProgramsCertificate(
            plan,
            reports,
            [.. reports.SelectMany(report => report.Findings).Select(finding => WrittenFuzzFinding.Write(finding.Simplified, seed: 0, plan.Output, plan.KeepsFirst))],
            [.. failures.Pairs.Skip(failedBefore)])
        {
            TimeWasUp = timeIsUp(),
        };
    }

    private static ProgramsReport Run(ProgramsPlan plan, ProgramSpace space, Design design, Func<bool> timeIsUp, FailureLog failures, LiveLine line)
    {
        using ProgramsState? state = StateOf(plan, space.Size, design);
        IReadOnlyDictionary<int, ProgramTally> known = state?.Known ?? new Dictionary<int, ProgramTally>();
        string head = $"{space.Words} on {design.Name}";
        line.Show(head);
        long total = space.CountOf(plan.Shard) - known.Values.Sum(tally => tally.Programs);
        long judged = 0;
        var clock = Stopwatch.StartNew();
        return ProgramProver.Prove(space, design, new ProgramProverOptions
        {
            MaxExecutions = plan.MaxExecutions,
            Workers = plan.Workers,
            Shard = plan.Shard,
            TimeIsUp = timeIsUp,
            Known = known,
            Judged = (setUp, tally) =>
            {
                state?.Add(setUp, tally);
                judged += tally.Programs;
                line.Show(() => $"{head}: {Progress(judged, total, clock.Elapsed)}");
            },
            Failed = failures.Add,
        });
    }

    private static ProgramsState? StateOf(ProgramsPlan plan, ProgramSize size, Design design) =>
        plan.State is { } folder ? ProgramsState.Open(folder, plan, size, design) : null;

    /// <summary>How many are done, how many a second, and how long the rest will take if it goes on like that.</summary>
    private static string Progress(long done, long total, TimeSpan elapsed)
    {
        double rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        return $"{ReportTable.Number(done)} of {ReportTable.Number(total)} programs, {ReportTable.Number((long)rate)} a second, "
            + $"{ReportTable.Number((long)((total - done) / Math.Max(rate, 0.001)))} s left";
    }
}
