using System.Reflection;
using LuoVerified.Impl.TestBodies;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;

namespace LuoVerified.Impl.Tests;

/// <summary>Runs a body under Coyote, quietly and with a fixed seed.</summary>
internal static class CoyoteRun
{
    private const uint Seed = 20_011;
    private const uint MostSchedules = 100_000;

    /// <summary>Random schedules, until the first that breaks a rule.</summary>
    public static TestReport Sample(Action body, PulseMode mode, uint schedules) =>
        Run(body, Common(mode).WithRandomStrategy().WithTestingIterations(schedules));

    /// <summary>Random schedules, all of them, whatever they break.</summary>
    public static TestReport SampleAll(Action body, PulseMode mode, uint schedules) =>
        Run(body, Common(mode).WithRandomStrategy().WithTestingIterations(schedules).WithTestIterationsRunToCompletion());

    /// <summary>Every schedule, depth first, until the first that breaks a rule.</summary>
    /// <returns>The report, and whether the search came to its end.</returns>
    public static (TestReport Report, bool Complete) Exhaust(Action body, PulseMode mode)
    {
        Configuration configuration = Common(mode).WithTestingIterations(MostSchedules).WithFailureOnMaxStepsBoundEnabled();

        // Not public in this version.
        typeof(Configuration).GetMethod("WithDFSStrategy", BindingFlags.Instance | BindingFlags.NonPublic)!
            .Invoke(configuration, null);
        TestReport report = Run(body, configuration);
        return (report, report.NumOfFoundBugs == 0 && Schedules(report) < MostSchedules);
    }

    public static int Schedules(TestReport report) => report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths;

    public static void AssertHolds(TestReport report)
    {
        Assert.True(report.NumOfFoundBugs == 0, string.Join('\n', report.BugReports));
        Assert.Empty(report.InternalErrors);
        Assert.Empty(report.UncontrolledInvocations);
    }

    public static void AssertFound(TestReport report, string text)
    {
        Assert.True(report.NumOfFoundBugs > 0, "the seeded defect went unnoticed");
        Assert.Contains(report.BugReports, bug => bug.Contains(text, StringComparison.Ordinal));
    }

    private static Configuration Common(PulseMode mode) => Configuration.Create()
        .WithTelemetryEnabled(false)
        .WithRandomGeneratorSeed(Seed)
        .WithPartiallyControlledConcurrencyAllowed(false)
        .WithSystematicFuzzingFallbackEnabled(false)
        .WithLockAccessRaceCheckingEnabled(mode == PulseMode.Delayed)
        .WithMaxSchedulingSteps(5_000);

    private static TestReport Run(Action body, Configuration configuration)
    {
        using var engine = TestingEngine.Create(configuration, body);
        using var silent = new TextWriterLogger(TextWriter.Null, VerbosityLevel.None);
        engine.SetLogger(silent);
        engine.Run();
        return engine.TestReport;
    }
}
