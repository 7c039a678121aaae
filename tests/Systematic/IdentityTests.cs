using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Traces;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Coyote;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Sessions;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Sampling;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Systematic.Tests;

/// <summary>Threads are those of the program, whichever thread of the runtime they run on; requests are refused at their step;
/// and the ways to run a program share their scheduling points.</summary>
public class IdentityTests
{
    /// <summary>What the set-up has quiesced belongs to the first thread that resumes, in every mode and every schedule.</summary>
    [Theory]
    [InlineData("setup quiesce\nthread resume\nthread abort; abort", "A: resume -> ok; B: abort -> -EINVAL; B: abort -> -EINVAL")]
    [InlineData("setup quiesce\nthread abort\nthread resume; quiesce; resume", "A: abort -> -EINVAL; B: resume -> ok; B: quiesce -> true; B: resume -> ok")]
    [InlineData("setup quiesce; resume\nthread resume\nthread quiesce", "A: resume -> unlock-not-held; B: quiesce -> true")]
    [InlineData("setup quiesce\nthread resume\nthread resume", "A: resume -> ok; B: resume -> unlock-not-held")]
    public void WhatTheSetUpHoldsItsHeirGivesBack(string threads, string outcome)
    {
        Scenario scenario = Small.Parse(threads);
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            ExploreReport report = Explorer.Explore(scenario, Design.Hardened, new ExploreOptions { Reduction = reduction });
            Assert.Equal(Verdict.Pass, report.Verdict);
            Assert.Equal([outcome], report.Outcomes);
        }

        CheckResult sampled = SessionSampling.Check(scenario, Design.Hardened, new CheckOptions { BargingSchedules = 50, VolumeSchedules = 200 });
        Assert.Equal(Verdict.Pass, sampled.Verdict);
    }

    /// <summary>What is kept until the next kernel nobody inherits: a resume of the set-up's heir is none of it.</summary>
    [Fact]
    public void WhatTheSetUpHoldsUntilTheNextKernelItKeeps()
    {
        Design design = Design.All.Single(each => each.Name == "as-posted-list-gate");
        ExploreReport report = Explorer.Explore(Small.Parse("setup serialize\nthread resume\nthread resume"), design);
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal(["A: resume -> unlock-not-held; B: resume -> unlock-not-held"], report.Outcomes);
    }

    [Fact]
    public void WhatTheSetUpHoldsNobodyElseGivesBack()
    {
        Scenario scenario = Small.Parse("setup create a; serialize; corrupt count; reboot; quiesce\nthread deserialize\nthread abort");
        Finding deadlock = Explorer.Explore(scenario, Design.AsPosted).Findings.Single(IsDeadlock);
        Assert.Equal("A (deserialize) waits for incoming.rwsem, held by the set-up", deadlock.Violation.Message);
    }

    [Fact]
    public void ADeadlockNamesItsHoldersAndShowsWhoWaits()
    {
        Scenario parsed = Small.Parse("setup create a; serialize; corrupt count; reboot\nthread quiesce\nthread deserialize; abort");
        string[] rules = [.. SessionChecks.All.Select(check => check.Name).Where(rule => rule != Checks.DataRace)];
        Scenario scenario = parsed with
        {
            Expectations = new Dictionary<string, Expectation> { [Design.AsPosted.Name] = new([Checks.Deadlock], rules) },
        };
        const string message = "B (deserialize) waits for incoming.rwsem, held by A, which has ended";
        Finding explored = Explorer.Explore(scenario, Design.AsPosted).Findings.Single(IsDeadlock);
        Finding sampled = SessionSampling.Check(scenario, Design.AsPosted, new CheckOptions()).Findings.Single(IsDeadlock);
        foreach (Finding finding in new[] { explored, sampled })
        {
            Trace trace = TraceText.Parse(TraceText.Format(Trace.Of(scenario, Design.AsPosted.Name, finding, seed: 0)), "trace");
            string picture = Interleaving.Render(trace.Steps, trace.Violation);
            ReplayResult replay = Replayer.Replay(trace, Design.AsPosted);
            Assert.True(replay.Reproduces(trace), replay.Divergence);
            Assert.Equal(message, finding.Violation.Message);
            Assert.Equal(message, replay.Violation!.Message);
            Assert.Contains("acquire-write incoming.rwsem ...", picture, StringComparison.Ordinal);
            Assert.Equal(["A", "B"], picture.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        }
    }

    private static bool IsDeadlock(Finding finding) => finding.Violation.Check == Checks.Deadlock;

    /// <summary>Two threads wait at a request, of which one may be refused: never both are.</summary>
    [Fact]
    public void ARequestIsRefusedAtItsStepAndNotBefore()
    {
        Scenario scenario = Small.Parse("faults session-allocation 1\nsetup create a; kexec\nthread create b\nthread deserialize");
        string[] outcomes =
        [
            "A: create b -> -ENOMEM; B: deserialize -> ok", "A: create b -> ok; B: deserialize -> -ENOMEM", "A: create b -> ok; B: deserialize -> ok",
        ];
        Assert.Equal(outcomes, Explorer.Explore(scenario, Design.Hardened).Outcomes);
        Assert.Equal(outcomes, Explorer.Explore(scenario, Design.Hardened, new ExploreOptions { Reduction = Reduction.None }).Outcomes);
        Assert.Equal(outcomes, Explorer.Explore(scenario, Design.Hardened, new ExploreOptions { Reduction = Reduction.None, Preemptions = 60 }).Outcomes);
    }

    /// <summary>The bug needs a switch between an acquire and the refusal that comes before the next acquire.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ARequestIsASchedulingPointInEveryMode(bool barging)
    {
        var design = new Design("marks-late", "Marks a session after its file is made.", p => new MarksLate(p));
        Scenario scenario = Small.Parse("faults file-creation 1\nsetup create a; kexec; deserialize\nthread retrieve a\nthread retrieve a");
        Assert.Contains("handed-out-once", Rules(Explorer.Explore(scenario, design).Findings));
        CheckResult sampled = SessionSampling.Check(
            scenario, design, new CheckOptions { BargingSchedules = barging ? 500 : 0, VolumeSchedules = barging ? 0 : 2_000 });
        Assert.Subset(new HashSet<string> { "handed-out-once", Checks.Linearizable }, Rules(sampled.Findings).ToHashSet());
        Assert.NotEmpty(sampled.Findings);
    }

    private static IEnumerable<string> Rules(IEnumerable<Finding> findings) => findings.Select(finding => finding.Violation.Check);

    /// <summary>Looks a session up under a lock taken for shared use, and marks it when its file is made.</summary>
    private sealed class MarksLate : SeededSessions
    {
        private readonly RwSemaphore _lock;
        private readonly HashSet<ByteString> _marked = [];

        public MarksLate(KernelPlatform platform)
            : base(platform) => _lock = platform.NewRwSemaphore("marks");

        public override SessionSnapshot Inspect()
        {
            SessionSnapshot sound = base.Inspect();
            return sound with { Incoming = [.. sound.Incoming.Select(session => session with { Retrieved = _marked.Contains(session.Name) })] };
        }

        public override Errno Retrieve(ByteString name, out ISessionFile? file)
        {
            file = null;
            using (_lock.Read())
            {
                if (_marked.Contains(name))
                {
                    return Errno.EINVAL;
                }

                Errno err = Platform.CreateFile(() => { }, out file);
                if (err == Errno.Ok)
                {
                    _marked.Add(name);
                }

                return err;
            }
        }
    }
}
