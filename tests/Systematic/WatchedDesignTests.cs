using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Traces;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>Every access to a field, an array element or a collection of a design is seen by the exploration, whether or not its
/// author thought of it.</summary>
public class WatchedDesignTests
{
    /// <summary>Each of these touches plain memory in every create.</summary>
    [Theory]
    [InlineData("field", "CountsPlainly._count")]
    [InlineData("list", "CountsPlainly._names")]
    [InlineData("element", "CountsPlainly._slots[0]")]
    public void AnAccessThatNoLockOrdersIsADataRaceWithFileAndLine(string what, string member)
    {
        var design = new Design("plain", "Counts without a lock.", p => new CountsPlainly(p, what, locked: null));
        ExploreReport report = Explorer.Explore(TwoCreates, design);
        DataRace race = report.DataRaces.First(each => each.Race.Field.EndsWith(member, StringComparison.Ordinal));
        Assert.Equal(Verdict.Violation, report.Verdict);
        Assert.Contains("WatchedDesignTests.cs:", race.Finding.Violation.Message, StringComparison.Ordinal);
        Assert.Contains("no lock held", race.Finding.Violation.Message, StringComparison.Ordinal);

        Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(TwoCreates, design.Name, race.Finding, seed: 0)), "trace");
        ReplayResult replay = Replayer.Replay(trace, design);
        Assert.True(replay.Reproduces(trace), $"{replay.Divergence} {replay.Violation}");
    }

    [Theory]
    [InlineData("field")]
    [InlineData("list")]
    [InlineData("element")]
    public void ALockTakenForReadingDoesNotOrderWrites(string what)
    {
        var design = new Design("shared", "Counts under a lock for reading.", p => new CountsPlainly(p, what, locked: false));
        ExploreReport report = Explorer.Explore(TwoCreates, design);
        Assert.NotEmpty(report.DataRaces);
        Assert.Contains("holding own", report.DataRaces[0].Finding.Violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("field")]
    [InlineData("list")]
    [InlineData("element")]
    public void TheSameUnderALockIsNone(string what)
    {
        var design = new Design("locked", "Counts under a lock.", p => new CountsPlainly(p, what, locked: true));
        ExploreReport report = Explorer.Explore(TwoCreates, design);
        Assert.Empty(report.DataRaces);
        Assert.Equal(Verdict.Pass, report.Verdict);
    }

    private static Scenario TwoCreates { get; } =
        ScenarioText.Parse("scenario two\nsummary Two creates.\nthread create a\nthread create b\n", "two");

    private sealed class CountsPlainly : SeededSessions
    {
        private readonly RwSemaphore _lock;
        private readonly string _what;
        private readonly bool? _locked;
        private readonly List<ByteString> _names = [];
        private readonly int[] _slots = new int[2];
        private int _count;

        public CountsPlainly(KernelPlatform platform, string what, bool? locked)
            : base(platform)
        {
            _lock = platform.NewRwSemaphore("own");
            (_what, _locked) = (what, locked);
        }

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            switch (_locked)
            {
                case true:
                    using (_lock.Write())
                    {
                        Count(name);
                    }

                    break;
                case false:
                    using (_lock.Read())
                    {
                        Count(name);
                    }

                    break;
                default:
                    Count(name);
                    break;
            }

            return base.Create(name, out file);
        }

        private void Count(ByteString name)
        {
            switch (_what)
            {
                case "field":
                    _count++;
                    break;
                case "list":
                    _names.Add(name);
                    break;
                default:
                    _slots[0]++;
                    break;
            }
        }
    }
}
