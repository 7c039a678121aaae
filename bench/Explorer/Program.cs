using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using LuoVerified.Benchmarks;

if (args.Contains("--sizes"))
{
    Sizes.Print(most: TimeSpan.FromMinutes(1));
    return 0;
}

if (args.Contains("--bare"))
{
    Bare.Print();
    return 0;
}

if (args.Contains("--workers"))
{
    return TwoWorkersAreWorthIt() ? 0 : 1;
}

if (args.Contains("--busy"))
{
    return ItKeepsItsShare() ? 0 : 1;
}

// In this process: a project that BenchmarkDotNet generates would not have the rewritten assemblies.
ManualConfig config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance)
        .WithWarmupCount(3).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1))
    .AddLogger(args.Contains("--verbose") ? ConsoleLogger.Default : NullLogger.Instance)
    .WithOptions(ConfigOptions.DisableLogFile);
Summary summary = BenchmarkRunner.Run<Schedules>(config);

bool met = true;
Console.WriteLine($"{"schedules a second",-37} {"plain",8} {"batched",8} {"explorer",9}   over plain   over batched");
foreach (IGrouping<object, BenchmarkReport> scenario in summary.Reports.GroupBy(report => report.BenchmarkCase.Parameters[nameof(Schedules.Name)]))
{
    double plain = Rate(scenario, nameof(Schedules.PlainCoyote));
    double batched = Rate(scenario, nameof(Schedules.BatchedCoyote));
    double explorer = Rate(scenario, nameof(Schedules.Explorer));
    met &= explorer >= 30 * plain && explorer >= 3 * batched;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{scenario.Key,-37} {plain,8:N0} {batched,8:N0} {explorer,9:N0} {explorer / plain,12:F1} {explorer / batched,14:F1}"));
}

Console.WriteLine($"at least 30 times plain and 3 times batched: {(met ? "yes" : "NO")}");
List<(long, long)> kept = [];
double explored = LiveHeap.BytesPerExecution(() => { });
double leaked = LiveHeap.BytesPerExecution(() => kept.Add(default));
bool isFlat = explored < sizeof(long) && leaked > sizeof(long);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"bytes an execution adds to the heap: {explored:F1}, and {leaked:F1} if 16 are kept on purpose"));
Console.WriteLine($"memory does not grow with the executions: {(isFlat ? "yes" : "NO")}");
bool isShared = TwoWorkersAreWorthIt();
bool isFair = ItKeepsItsShare();
return met && isFlat && isShared && isFair ? 0 : 1;

static double Rate(IEnumerable<BenchmarkReport> reports, string method) => reports
    .Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method)
    .ResultStatistics is { } statistics ? 1e9 / statistics.Median : 0;

static bool TwoWorkersAreWorthIt()
{
    (double ratio, long executions) = Workers.TwoOverOne();
    bool isShared = ratio >= 1.7;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"two workers over one, {executions:N0} executions: {ratio:F2}"));
    Console.WriteLine($"at least 1.7 times: {(isShared ? "yes" : "NO")}");
    return isShared;
}

static bool ItKeepsItsShare()
{
    double ratio = Busy.OverQuiet();
    bool isFair = ratio <= 6;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"beside two busy loops for each processor: {ratio:F2} times as long"));
    Console.WriteLine($"at most 6 times: {(isFair ? "yes" : "NO")}");
    return isFair;
}
