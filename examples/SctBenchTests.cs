using SctBench;

namespace Examples;

/// <summary>Each program of SCTBench has its bug, the exhaustive search finds it, and the schedule runs again.</summary>
public class SctBenchTests
{
    public static TheoryData<string> Names() => [.. Benchmark.All.Select(benchmark => benchmark.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheBugIsFoundAndReplays(string name)
    {
        Benchmark benchmark = Benchmark.All.Single(each => each.Name == name);
        ExploreReport report = Explorer.Explore(benchmark.Subject, new ExploreOptions { StopAt = benchmark.Rule });
        Finding found = Assert.Single(report.Findings, finding => finding.Violation.Check == benchmark.Rule);
        Trace trace = Trace.Of(benchmark.Subject, found);
        Assert.True(Replayer.Replay(trace, benchmark.Subject).Reproduces(trace));
    }
}
