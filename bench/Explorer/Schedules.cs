using BenchmarkDotNet.Attributes;
using LuoVerified.Check.Explore;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Benchmarks;

/// <summary>Schedules a second on the hardened design, every check included: under Coyote as it comes (new threads for each
/// schedule), under Coyote in batches, and in the exhaustive search without reduction, by one worker.</summary>
public class Schedules
{
    private const int Plain = 500;
    private const int Batched = 4_000;
    private const int Explored = 20_000;

    private Scenario _scenario = null!;

    /// <summary>The scenario.</summary>
    [Params("two-retrieves", "retrieve-against-retrieve-and-close", "serialize-against-create")]
    public string Name { get; set; } = "";

    /// <summary>Looks the scenario up.</summary>
    [GlobalSetup]
    public void SetUp() => _scenario = Catalogue.Find(Name)!;

    /// <summary>One Coyote iteration a schedule.</summary>
    [Benchmark(OperationsPerInvoke = Plain)]
    public void PlainCoyote() => Sample(new CheckOptions { BargingSchedules = Plain, VolumeSchedules = 0 });

    /// <summary>50 schedules a Coyote iteration.</summary>
    [Benchmark(OperationsPerInvoke = Batched)]
    public void BatchedCoyote() => Sample(new CheckOptions { BargingSchedules = 0, VolumeSchedules = Batched });

    /// <summary>The explorer, from the start again when it has run all.</summary>
    [Benchmark(OperationsPerInvoke = Explored)]
    public void Explorer()
    {
        using var explorer = new Check.Explore.Explorer(_scenario.On(Design.Hardened));
        for (long left = Explored; left > 0;)
        {
            ExploreReport report = explorer.Explore(new ExploreOptions { Reduction = Reduction.None, MaxExecutions = left });
            left -= report.Executions + report.Redundant;
        }
    }

    private void Sample(CheckOptions options)
    {
        CheckReport(SessionSampling.Check(_scenario, Design.Hardened, options).Complete);

        static void CheckReport(bool complete)
        {
            if (!complete)
            {
                throw new InvalidOperationException("not all schedules were run");
            }
        }
    }
}
