using System.Text;
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
    /// <exception cref="FileProblemException">A trace file cannot be written.</exception>
    public static CheckReport Run(CheckPlan plan, ICheckProgress progress)
    {
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
            List<WrittenFinding> findings = [.. result.Findings.Select(finding => Write(plan, result, finding))];
            rows.Add(new ReportRow(result, findings));
            progress.Ended(result);
        }

        return new CheckReport(plan, rows);
    }

    private static WrittenFinding Write(CheckPlan plan, CheckResult result, Finding finding)
    {
        string file = Path.Combine(plan.Output, $"{result.Scenario.Name}.{result.Design.Name}.{finding.Violation.Check}.trace");
        string text = TraceText.Format(Trace.Of(result, finding, plan.Options.Seed));
        OutputFiles.Write(new OutputFile(file, Encoding.UTF8.GetBytes(text)));
        return new WrittenFinding(finding, file);
    }
}
