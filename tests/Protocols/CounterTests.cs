using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Protocols.Tests;

/// <summary>Each lock and each atomic access that can be controlled, under the explorer: what it excludes,
/// exactly.</summary>
public class CounterTests
{
    public enum Op
    {
        Get,
        Increment,
    }

    private static readonly Specification<Op, int> Counting = Specification.Of(
        0, (int value, Op op) => op == Op.Increment ? (value + 1, value + 1) : (value, value));

    private static readonly Dictionary<string, Func<Core.Domain, ICounter>> Counters = new()
    {
        ["unlocked"] = _ => new UnlockedCounter(),
        ["lock"] = _ => new LockedCounter(),
        ["torn"] = _ => new TornCounter(),
        ["monitor"] = _ => new MonitorCounter(),
        ["new lock"] = _ => new NewLockCounter(),
        ["slim"] = _ => new SlimCounter(),
        ["shared slim"] = _ => new SharedSlimCounter(),
        ["interlocked"] = _ => new InterlockedCounter(),
        ["volatile"] = _ => new VolatileCounter(),
        ["exchange"] = _ => new ExchangeCounter(),
        ["element"] = _ => new ElementCounter(isRight: true),
        ["torn element"] = _ => new ElementCounter(isRight: false),
        ["domain"] = domain => new DomainCounter(domain),
    };

    [Theory]
    [InlineData("lock", 2)]
    [InlineData("monitor", 2)]
    [InlineData("new lock", 2)]
    [InlineData("slim", 2)]
    [InlineData("interlocked", 2)]
    [InlineData("element", 2)]
    [InlineData("domain", 2)]
    public void TwoIncrementsExcludeEachOther(string counter, int executions)
    {
        ExploreReport report = Explorer.Explore(Protocol(counter), [[Op.Increment], [Op.Increment]]);

        Assert.True(report.Verdict == Verdict.Pass, report.ToString());
        Assert.Equal(["A=1 B=2", "A=2 B=1"], report.Outcomes);
        Assert.Equal((executions, 0), (report.Executions, report.Redundant));
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("new lock")]
    [InlineData("slim")]
    [InlineData("interlocked")]
    [InlineData("element")]
    [InlineData("domain")]
    public void AReaderSeesEachNumberOnItsWay(string counter)
    {
        ExploreReport report = Explorer.Explore(
            Protocol(counter), [[Op.Increment, Op.Increment], [Op.Get, Op.Get]]);

        Assert.True(report.Verdict == Verdict.Pass, report.ToString());
        Assert.Equal(
            ["A=1,2 B=0,0", "A=1,2 B=0,1", "A=1,2 B=0,2", "A=1,2 B=1,1", "A=1,2 B=1,2", "A=1,2 B=2,2"],
            report.Outcomes);
        Assert.Equal(6, report.Executions);
    }

    [Theory]
    [InlineData("torn", "A=1 B=1", "A=1 B=2", "A=2 B=1")]
    [InlineData("volatile", "A=1 B=1", "A=1 B=2", "A=2 B=1")]
    [InlineData("torn element", "A=1 B=1", "A=1 B=2", "A=2 B=1")]
    [InlineData("exchange", "A=-1 B=1", "A=1 B=-1", "A=1 B=2", "A=2 B=1")]
    public void ALostIncrementIsFoundAndReplays(string counter, params string[] possible)
    {
        Protocol<ICounter, Op, int> free = LuoVerified.Check.Protocols.Protocol.Of(
            "counter", Counters[counter], (ICounter system, Op op) => Perform(system, op));
        Assert.Equal(possible, Explorer.Explore(free, [[Op.Increment], [Op.Increment]]).Outcomes);

        Subject subject = Protocol(counter).Program([[Op.Increment], [Op.Increment]]);
        ExploreReport report = Explorer.Explore(subject);
        Finding found = Assert.Single(report.AllFindings);
        Assert.Equal(Checks.Linearizable, found.Violation.Check);
        Replaying.Replays(subject, found);
    }

    [Theory]
    [InlineData("unlocked")]
    [InlineData("shared slim")]
    public void AMissingLockIsADataRaceAndReplays(string counter)
    {
        Subject subject = Protocol(counter).Program([[Op.Increment], [Op.Increment]]);
        ExploreReport report = Explorer.Explore(subject);

        Assert.Equal(Verdict.Violation, report.Verdict);
        Assert.NotEmpty(report.DataRaces);
        Assert.All(report.AllFindings, found => Replaying.Replays(subject, found));
        Assert.Contains("Counter._value", report.DataRaces[0].Finding.Violation.Message, StringComparison.Ordinal);
        Assert.Contains("Counters.cs:", report.DataRaces[0].Finding.Violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TheReductionLosesNoOutcomeAndNoFinding(string counter)
    {
        foreach (IReadOnlyList<IReadOnlyList<Op>> threads in (IReadOnlyList<IReadOnlyList<Op>>[])
            [[[Op.Increment, Op.Get], [Op.Increment]], [[Op.Increment], [Op.Get], [Op.Increment]]])
        {
            ExploreReport reduced = Explorer.Explore(Protocol(counter), threads);
            ExploreReport whole = Explorer.Explore(
                Protocol(counter), threads, new ExploreOptions { Reduction = Reduction.None });
            Assert.Equal(whole.Outcomes, reduced.Outcomes);
            Assert.Equal(Rules(whole), Rules(reduced));
            Assert.Equal(Races(whole), Races(reduced));
            Assert.True(reduced.CoversAll && whole.CoversAll);
        }
    }

    public static TheoryData<string> All() => [.. Counters.Keys];

    private static Protocol<ICounter, Op, int> Protocol(string counter) => LuoVerified.Check.Protocols.Protocol.Of(
        "counter", Counters[counter], Perform, Counting);

    private static int Perform(ICounter counter, Op op) => op == Op.Increment ? counter.Increment() : counter.Get();

    private static IEnumerable<string> Races(ExploreReport report) => report.DataRaces.Select(race => $"{race.Race}");

    private static IEnumerable<string> Rules(ExploreReport report) =>
        report.Findings.Select(finding => finding.Violation.Check).Order(StringComparer.Ordinal);
}
