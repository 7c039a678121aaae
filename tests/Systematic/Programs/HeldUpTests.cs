using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Systematic.Tests.Programs;

/// <summary>Who waits for a resume that never comes waits by the specification: such a run is judged as it stands. Who must answer, and waits all
/// the same, is in a deadlock.</summary>
public class HeldUpTests
{
    private static readonly Design WaitsForAPulse = new("waits-for-a-pulse", "Create waits for a pulse that nobody gives.", platform => new Waiting(platform));

    [Theory]
    [InlineData("setup quiesce\nthread create a")]
    [InlineData("thread quiesce\nthread create a")]
    [InlineData("thread quiesce\nthread quiesce")]
    [InlineData("thread quiesce; resume\nthread quiesce\nthread create a")]
    [InlineData("thread quiesce; resume\nthread quiesce\nthread create a; create b")]
    [InlineData("setup create a\nthread quiesce\nthread kexec\nnext kernel\nthread deserialize; retrieve a")]
    public void TheHardenedDesignWaitsAsItMust(string program)
    {
        ExploreReport report = Explorer.Explore(Small.Parse(program), Design.Hardened);
        Assert.Empty(report.AllFindings);
        Assert.True(report.Exhausted);
        Assert.True(WellFormed.Is(Small.Parse(program)));
    }

    [Fact]
    public void WhoDoesNotWaitIsFound()
    {
        Design mutant = Mutant.All().First(each => each.Name.EndsWith("drop _gate.Read()", StringComparison.Ordinal)).Design!;
        ExploreReport report = Explorer.Explore(Small.Parse("thread quiesce\nthread create a"), mutant);
        Assert.Contains(Invariants.QuiescedIsEmpty.Name, report.Findings.Select(finding => finding.Violation.Check));
    }

    [Theory]
    [InlineData("thread create a", Checks.Deadlock)]
    [InlineData("thread resume\nthread create a", Checks.Deadlock)]
    [InlineData("setup quiesce\nthread resume\nthread create a", Checks.Deadlock)]
    [InlineData("setup quiesce\nthread create a", "")]
    public void WhoWaitsThoughNothingIsQuiescedIsInADeadlock(string program, string rule)
    {
        ExploreReport report = Explorer.Explore(Small.Parse(program), WaitsForAPulse);
        Assert.Equal(rule, string.Join(' ', report.AllFindings.Select(finding => finding.Violation.Check)));
    }

    /// <summary>Where others wait for the resume, or for the next kernel, but it must answer.</summary>
    [Fact]
    public void WhoMustAnswerAndWaitsIsInADeadlock()
    {
        ExploreReport report = Explorer.Explore(Small.Parse("setup quiesce\nthread create"), SeededDesigns.With("waits-to-refuse"));
        Violation found = Assert.Single(report.AllFindings).Violation;
        Assert.Equal((Checks.Deadlock, "A (create) waits for first, held by the set-up; by the specification create must answer -EINVAL"), (found.Check, found.Message));
        Assert.Empty(Explorer.Explore(Small.Parse("setup quiesce\nthread create"), Design.Hardened).AllFindings);
        Assert.Empty(Explorer.Explore(Small.Parse("setup quiesce\nthread create a"), SeededDesigns.With("waits-to-refuse")).AllFindings);
    }

    /// <summary>Though somebody has quiesced: no resume would free them.</summary>
    [Fact]
    public void WhoWaitForEachOtherAreInADeadlock()
    {
        Scenario program = Small.Parse("setup quiesce\nthread serialize\nthread create a");
        ExploreReport report = Explorer.Explore(program, SeededDesigns.With("monitors-in-both-orders"));
        Assert.Equal(Checks.Deadlock, Assert.Single(report.AllFindings).Violation.Check);
        Assert.Empty(Explorer.Explore(program, Design.Hardened).AllFindings);
    }

    /// <summary>Who has serialized waits for the next kernel, too, where it must.</summary>
    [Fact]
    public void WhoHasSerializedWaitsForTheNextKernelItself() =>
        Assert.Empty(Explorer.Explore(Small.Parse("thread serialize; create a"), SmallPrograms.MainlineFixed).AllFindings);

    /// <summary>Though it opens a device, and somebody who has it open waits.</summary>
    [Fact]
    public void WhoWaitsForNobodyIsInADeadlock()
    {
        Scenario program = Small.Parse("setup create a; kexec; create b; serialize\nthread create c\nthread deserialize");
        ExploreReport report = Explorer.Explore(program, SmallPrograms.MainlineFixed with { Create = platform => new WaitingOpener(platform) });
        Assert.Equal(Checks.Deadlock, Assert.Single(report.AllFindings).Violation.Check);
        Assert.Empty(Explorer.Explore(program, SmallPrograms.MainlineFixed).AllFindings);
    }

    /// <summary>Who waits for the next kernel must not have made its session.</summary>
    [Fact]
    public void WhoWaitsHasDoneNothingYet()
    {
        Scenario program = Small.Parse("thread serialize\nthread create a");
        ExploreReport report = Explorer.Explore(program, SeededDesigns.With("waits-when-done"));
        Assert.Equal(Checks.StateAgrees, Assert.Single(report.AllFindings).Violation.Check);
        Assert.Empty(Explorer.Explore(program, SmallPrograms.MainlineFixed).AllFindings);
    }

    /// <summary>In the set-up, too, which then cannot be performed.</summary>
    [Fact]
    public void ASetUpThatWaitsForAPulseIsRefused() => Assert.Throws<UnusableScenarioException>(
        () => Explorer.Explore(Small.Parse("setup create b\nthread create a"), WaitsForAPulse));

    /// <summary>Nothing but that is at fault itself.</summary>
    [Theory]
    [InlineData("thread quiesce; create a", false)]
    [InlineData("thread quiesce; resume; create a", true)]
    [InlineData("setup create a\nthread quiesce; create b", true)]
    [InlineData("setup quiesce\nthread create a\nthread resume; create b", true)]
    [InlineData("setup quiesce\nthread create a; resume", false)]
    [InlineData("thread quiesce; create", true)]
    [InlineData("thread quiesce; retrieve; resume", true)]
    public void AThreadThatWaitsForItselfIsNotWellFormed(string program, bool isWellFormed) =>
        Assert.Equal(isWellFormed, WellFormed.Is(Small.Parse(program)));

    private sealed class WaitingOpener(KernelPlatform platform) : DelegatingLuoSerSessions(SmallPrograms.MainlineFixed.Create(platform))
    {
        private readonly object _pulse = new();

        public override Errno Deserialize()
        {
            lock (_pulse)
            {
                Monitor.Wait(_pulse);
            }

            return base.Deserialize();
        }
    }

    private sealed class Waiting(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
    {
        private readonly object _pulse = new();

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            lock (_pulse)
            {
                Monitor.Wait(_pulse);
            }

            return base.Create(name, out file);
        }
    }
}
