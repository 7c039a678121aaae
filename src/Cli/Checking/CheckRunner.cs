using LuoVerified.Check.Designs;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Scenarios;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;
using LuoVerified.Coyote;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Checking;

/// <summary>Carries out a plan, pair by pair, and writes a trace file for each finding.</summary>
internal static class CheckRunner
{
    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UncontrolledDesignException">A design does what is not under control.</exception>
    /// <exception cref="FileProblemException">A trace file cannot be written.</exception>
    public static CheckReport Run(CheckPlan plan, ICheckProgress progress)
    {
        UncontrolledCalls.Refuse(plan.Pairs.Select(pair => pair.Design));
        CoyoteGuard.RequireRewritten();
        foreach ((Scenario scenario, Design design) in plan.Pairs)
        {
            ScenarioRun.RequireUsable(scenario, design);
        }

        Canary.Require(plan.Options);
        List<ReportRow> rows = [];
        int total = plan.Pairs.Count();
        foreach ((Scenario scenario, Design design) in plan.Pairs)
        {
            progress.Began(rows.Count + 1, total, scenario, design);
            CheckResult result = CoyoteChecker.Check(scenario, design, plan.Options, progress.Ran);
            List<WrittenFinding> findings = [.. result.Findings.Select(finding => new WrittenFinding(
                finding, TraceFile.Write(plan.Output, Trace.Of(scenario, design.Name, finding, plan.Options.Seed))))];
            rows.Add(new ReportRow(result, findings));
            progress.Ended(result);
        }

        return new CheckReport(plan, rows);
    }
}
