using LuoVerified.Check.Designs;
using LuoVerified.Check.Sample;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Shrinking;
using LuoVerified.Coyote;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;

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
        IReadOnlyList<PlacedPair> pairs = PlacedPair.Of(plan.Pairs, plan.Shard);
        List<InapplicablePair> inapplicable = [];
        HashSet<PlacedPair> usable = [.. pairs.Where(pair => failures.Attempt(pair, () => TryUse(pair, inapplicable)))];
        usable.ExceptWith(inapplicable.Select(each => each.Pair));
        pairs = [.. pairs.Except(inapplicable.Select(each => each.Pair))];
        if (plan.Drawing is { } drawing)
        {
            Canary.Require(drawing);
        }
        else
        {
            Canary.Require(plan.Options);
        }

        List<ReportRow> rows = [];
        for (int i = 0; i < pairs.Count; i++)
        {
            PlacedPair pair = pairs[i];
            progress.Began(i + 1, pairs.Count, pair.Scenario, pair.Design);
            bool isDone = usable.Contains(pair) && failures.Attempt(pair, () =>
            {
                ReportRow row = Check(pair, plan, progress);
                rows.Add(row);
                progress.Ended(row.Result);
            });
            if (!isDone)
            {
                progress.Failed(failures.Pairs.Last(failed => failed.Number == pair.Number).Row.Verdict);
            }
        }

        var minimal = new MinimalTraces(plan.Options.MaxConfigurations, plan.KeepsFirst, plan.Options.TimeIsUp);
        List<ReportRow> shrunk = [];
        foreach (ReportRow row in rows)
        {
            progress.Shrinking(row.Result);
            failures.Attempt(new PlacedPair(row.Number, row.Result.Scenario, row.Result.Design), () => shrunk.Add(row with
            {
                Findings = [.. row.Findings.Select(finding => finding with { Trace = minimal.Of(finding.Trace) })],
            }));
        }

        return new CheckReport(plan, shrunk, failures.Pairs) { Inapplicable = inapplicable };
    }

    private static void TryUse(PlacedPair pair, List<InapplicablePair> inapplicable)
    {
        try
        {
            ScenarioRun.RequireUsable(pair.Scenario, pair.Design);
        }
        catch (InapplicableScenarioException ruledOut)
        {
            inapplicable.Add(new InapplicablePair(pair, ruledOut.Reason));
        }
    }

    private static ReportRow Check(PlacedPair pair, CheckPlan plan, CheckProgress progress)
    {
        long ran = 0;
        CheckResult result = plan.Drawing is { } drawing
            ? ScheduleSampler.Check(pair.Scenario, pair.Design, drawing with { Ran = _ => progress.Ran(++ran) })
            : CoyoteChecker.Check(pair.Scenario, pair.Design, plan.Options, progress.Ran);
        List<WrittenFinding> findings = [.. result.Findings.Select(finding => new WrittenFinding(
            finding, WrittenTrace.Write(plan.Output, pair.Scenario, pair.Design, finding, plan.Options.Seed)))];
        return new ReportRow(pair.Number, result, findings);
    }
}
