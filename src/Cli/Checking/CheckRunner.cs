using LuoVerified.Check.Designs;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Failing;
using LuoVerified.Cli.Files;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Checking;

/// <summary>Carries out a plan, pair by pair, and writes a trace file for each finding.</summary>
internal static class CheckRunner
{
    /// <summary>Carries out a plan. An error of ours costs the result of its pair and no other.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="failures">Keeps the errors.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UncontrolledDesignException">A design does what is not under control.</exception>
    /// <exception cref="FileProblemException">A trace file cannot be written.</exception>
    public static CheckReport Run(CheckPlan plan, FailureLog failures, ICheckProgress progress)
    {
        UncontrolledCalls.Refuse(plan.Pairs.Select(pair => pair.Design));
        CoyoteGuard.RequireRewritten();
        HashSet<(Scenario, Design)> usable = [.. plan.Pairs.Where(pair => failures.Attempt(
            pair.Scenario, pair.Design, () => ScenarioRun.RequireUsable(pair.Scenario, pair.Design)))];
        Canary.Require(plan.Options);
        List<ReportRow> rows = [];
        (Scenario Scenario, Design Design)[] pairs = [.. plan.Pairs];
        for (int i = 0; i < pairs.Length; i++)
        {
            (Scenario scenario, Design design) = pairs[i];
            progress.Began(i + 1, pairs.Length, scenario, design);
            bool isDone = usable.Contains((scenario, design)) && failures.Attempt(scenario, design, () =>
            {
                ReportRow row = Check(scenario, design, plan, progress);
                rows.Add(row);
                progress.Ended(row.Result);
            });
            if (!isDone)
            {
                progress.Failed();
            }
        }

        return new CheckReport(plan, rows, failures.Pairs);
    }

    private static ReportRow Check(Scenario scenario, Design design, CheckPlan plan, ICheckProgress progress)
    {
        CheckResult result = CoyoteChecker.Check(scenario, design, plan.Options, progress.Ran);
        List<WrittenFinding> findings = [.. result.Findings.Select(finding => new WrittenFinding(
            finding, TraceFile.Write(plan.Output, Trace.Of(scenario, design.Name, finding, plan.Options.Seed))))];
        return new ReportRow(result, findings);
    }
}
