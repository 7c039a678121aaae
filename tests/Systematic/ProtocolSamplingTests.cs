using LuoVerified.Check;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Sample;
using LuoVerified.Check.Traces;
using LuoVerified.Coyote;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Systematic.Tests;

/// <summary>Coyote samples any protocol: what is wrong with it is found in both modes and replays, what is right
/// passes.</summary>
public class ProtocolSamplingTests
{
    private static readonly Specification<int, int> Counting =
        Specification.Of(0, (int value, int add) => (value + add, value + add));

    public static TheoryData<SamplingMode> Modes() => [.. Enum.GetValues<SamplingMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public void ALostIncrementIsFoundAndReplays(SamplingMode mode)
    {
        Subject subject = Of(new CounterSections(IsOne: false));
        SampleReport report = CoyoteChecker.Sample(subject, Options(mode));

        Finding found = Assert.Single(report.Findings);
        Assert.Equal((Checks.Linearizable, Verdict.Violation), (found.Violation.Check, report.Verdict));
        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(subject, found)), "trace", subject);
        Assert.True(Replayer.Replay(trace, subject).Reproduces(trace));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void OneSectionPasses(SamplingMode mode)
    {
        SampleReport report = CoyoteChecker.Sample(Of(new CounterSections(IsOne: true)), Options(mode));
        Assert.Equal((Verdict.Pass, 200), (report.Verdict, report.Barging + report.Volume));
        Assert.True(report.Digests.Count > 1);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void ThreadsThatWaitForAPulseAreSampledToo(SamplingMode mode)
    {
        SampleReport right = CoyoteChecker.Sample(OfTurns(isLoop: true), Options(mode));
        Assert.Equal((Verdict.Pass, 200), (right.Verdict, right.Barging + right.Volume));

        Subject subject = OfTurns(isLoop: false);
        Finding found = CoyoteChecker.Sample(subject, Options(mode)).Findings[0];
        Assert.Equal(Checks.Oops, found.Violation.Check);
        Trace trace = Trace.Of(subject, found);
        Assert.True(Replayer.Replay(trace, subject).Reproduces(trace));
    }

    /// <summary>A number that is written down: every process must come to it, though its hash codes of texts are its own.</summary>
    [Fact]
    public void QLearningDrawsTheSameInEveryProcess()
    {
        ulong digest = 0;
        CoyoteChecker.Sample(OfTurns(isLoop: true), Options(SamplingMode.Barging) with
        {
            Strategy = Strategy.All.Single(strategy => strategy.Name == "q-learning"),
            Ran = steps => digest = steps.Aggregate(digest, (before, step) => unchecked((before * 31) + (ulong)step.Thread)),
        });
        Assert.Equal(9_640_765_658_843_261UL, digest);
    }

    /// <summary>The first schedule shows that the field races, and cannot be judged: it does not count as one of those that were asked
    /// for.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public void AScheduleThatIsNotJudgedIsRunInVain(SamplingMode mode)
    {
        CheckOptions one = Options(mode) with
        {
            BargingSchedules = mode == SamplingMode.Barging ? 1 : 0,
            VolumeSchedules = mode == SamplingMode.Volume ? 1 : 0,
        };
        Subject unlocked = Protocol.Of("unlocked", _ => new Unlocked(), (Unlocked counter, int add) => counter.Add(add), Counting).Program([[1], [1]]);
        SampleReport report = CoyoteChecker.Sample(unlocked, one);
        Assert.Equal((Verdict.Violation, 2), (report.Verdict, report.Barging + report.Volume));
        Assert.Equal(2, Assert.Single(report.Findings).Schedule);

        SampledReport drawn = ScheduleSampler.Sample(unlocked, new SampleOptions { Schedules = 1 });
        Assert.Equal((2, 2), (drawn.Schedules, Assert.Single(drawn.Findings).Schedule));
    }

    /// <summary>Which thread is first in the first schedule of each iteration: by neighbouring seeds it would be one and the other in
    /// turn.</summary>
    [Fact]
    public void IterationsOfVolumeModeDrawIndependently()
    {
        const int batch = 50;
        List<int> first = [];
        CoyoteChecker.Sample(Of(new CounterSections(IsOne: true)), Options(SamplingMode.Volume) with
        {
            VolumeSchedules = 40 * batch,
            Ran = steps => first.Add(steps.First(step => step.Thread >= 0).Thread),
        });
        int[] begins = [.. first.Chunk(batch).Select(schedules => schedules[0])];
        Assert.InRange(begins.Zip(begins.Skip(1)).Count(each => each.First != each.Second), 10, 30);
    }

    [Fact]
    public void ASetUpThatCannotBePerformedIsSaidSo()
    {
        Subject subject = Protocol
            .Of("list", _ => new List<int>(), (List<int> system, int op) => op)
            .WithInvariant("is-empty", system => system, items => items.Count == 0)
            .Program([[1]]);
        Assert.Throws<UnusableProgramException>(() => CoyoteChecker.Sample(subject, Options(SamplingMode.Volume)));
    }

    private static Subject OfTurns(bool isLoop) => Protocol
        .Of("turns", _ => new Turns(isLoop), (Turns turns, int turn) => turns.Take(turn))
        .Program([[0], [1], [2]]);

    private static CheckOptions Options(SamplingMode mode) => new()
    {
        BargingSchedules = mode == SamplingMode.Barging ? 200 : 0,
        VolumeSchedules = mode == SamplingMode.Volume ? 200 : 0,
    };

    private static Subject Of(CounterSections sections) => Protocol
        .Of("counter", _ => new Counter(sections), (Counter counter, int add) => counter.Add(add), Counting)
        .Program([[1], [1]]);

    /// <summary>Threads take turns. Each wakes all others: who does not look again may come too early.</summary>
    private sealed class Turns(bool isLoop)
    {
        private readonly object _gate = new();
        private int _turn;

        public int Take(int turn)
        {
            lock (_gate)
            {
                do
                {
                    if (_turn != turn)
                    {
                        Monitor.Wait(_gate);
                    }
                }
                while (isLoop && _turn != turn);

                Monitor.PulseAll(_gate);
                return _turn++ == turn ? turn : throw new InvalidOperationException("out of turn");
            }
        }
    }

    private sealed record CounterSections(bool IsOne);

    private sealed class Unlocked
    {
        private int _value;

        public int Add(int add)
        {
            _value += add;
            return -1;
        }
    }

    private sealed class Counter(CounterSections sections)
    {
        private readonly object _gate = new();
        private int _value;

        public int Add(int add)
        {
            if (!sections.IsOne)
            {
                int seen = Get();
                lock (_gate)
                {
                    return _value = seen + add;
                }
            }

            lock (_gate)
            {
                return _value += add;
            }
        }

        private int Get()
        {
            lock (_gate)
            {
                return _value;
            }
        }
    }
}
