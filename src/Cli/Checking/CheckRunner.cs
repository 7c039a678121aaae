using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Coyote;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;

namespace LuoVerified.Cli.Checking;

/// <summary>Carries out a plan, pair by pair, and writes a trace file for each finding; then puts minimal traces there.</summary>
internal static class CheckRunner
{
    /// <summary>Carries out a plan. An error of ours, or a set-up that cannot be performed, costs the result of its pair and
    /// no other.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="failures">Keeps the errors.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UncontrolledDesignException">A design does what is not under control.</exception>
    /// <exception cref="FileProblemException">A trace file cannot be written.</exception>
    public static CheckReport Run(CheckPlan plan, FailureLog failures, CheckProgress progress)
    {
        UncontrolledCalls.Refuse(plan.Pairs.Select(pair => pair.Design));
        CoyoteGuard.RequireRewritten();
        Canary.Require(plan.Options);
        IReadOnlyList<PlacedPair> pairs = PlacedPair.Of(plan.Pairs, plan.Shard);

        // Before the first run: what cannot be performed is said before anything is sampled.
        string?[] instead = [.. pairs.Select(pair => failures.Attempt(pair, () => ScenarioRun.RequireUsable(pair.Scenario, pair.Design)))];
        var found = new ReportRow?[pairs.Count];
        SpreadWork.Do(plan.Workers, pairs.Count, i =>
        {
            PairProgress pairProgress = progress.Began(i, pairs.Count, pairs[i]);
            instead[i] ??= failures.Attempt(pairs[i], () => found[i] = Check(pairs[i], plan, pairProgress));
            pairProgress.Ended(found[i]?.Result, instead[i]);
        });

        var minimal = new MinimalTraces(plan.Options.MaxConfigurations, plan.KeepsFirst, plan.Options.TimeIsUp);
        List<ReportRow> shrunk = [];
        foreach (ReportRow row in found.OfType<ReportRow>())
        {
            progress.Shrinking(row.Result);
            failures.Attempt(new PlacedPair(row.Number, row.Result.Scenario, row.Result.Design), () => shrunk.Add(row with
            {
                Findings = [.. row.Findings.Select(finding => finding with { Trace = minimal.Of(finding.Trace) })],
            }));
        }

        return new CheckReport(plan, shrunk, [.. failures.Pairs.OrderBy(pair => pair.Number)]) { Inapplicable = failures.Inapplicable };
    }

    private static ReportRow Check(PlacedPair pair, CheckPlan plan, PairProgress progress)
    {
        CheckResult result = SessionSampling.Check(pair.Scenario, pair.Design, plan.Options with { Ran = _ => progress.Ran() });
        List<WrittenFinding> findings = [.. result.Findings.Select(finding => new WrittenFinding(
            finding, WrittenTrace.Write(plan.Output, pair.Scenario, pair.Design, finding, plan.Options.Seed)))];
        return new ReportRow(pair.Number, result, findings);
    }
}
