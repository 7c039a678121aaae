using LuoVerified.Abi;
using LuoVerified.Check.Explore;
using LuoVerified.Core;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Systematic.Tests.Fuzzing;

/// <summary>What the random programs are like.</summary>
public class ProgramGeneratorTests
{
    private static readonly IReadOnlyList<Scenario> Programs = [.. Enumerable.Range(1, 1_000).Select(number => ProgramGenerator.Make(1, number))];

    [Fact]
    public void EverythingThatAProgramCanHoldComesUp()
    {
        Operation[] setups = [.. Programs.SelectMany(program => program.Setup)];
        Operation[] operations = [.. Programs.SelectMany(program => program.Phases.SelectMany(phase => phase.SelectMany(thread => thread)))];
        ByteString[] names = [.. operations.Select(operation => operation.Name)];

        Assert.Equal(
            SessionOperation.All.Where(operation => !operation.IsOnFiles).ToHashSet(),
            operations.Select(operation => operation.Service).OfType<SessionOperation>().ToHashSet());
        Assert.Equal(
            [MachineStep.None, MachineStep.Kexec, MachineStep.Reboot], operations.Select(operation => operation.Machine).Distinct().Order());
        Assert.Equal(
            Corruptions.With(files: 0),
            setups.Where(operation => operation.Machine == MachineStep.Corrupt).Select(operation => operation.Corruption).Distinct().Order());
        Assert.Equal(FaultSites.All.ToHashSet(), Programs.SelectMany(program => program.Faults.Keys).ToHashSet());
        Assert.Equal([1, 2, Limits.SessionCapacity], Programs.Select(program => program.Capacity).Distinct().Order());
        Assert.Equal([1, 2], Programs.Select(program => program.Phases.Count).Distinct().Order());
        Assert.Equal([2, 3, 4], Programs.SelectMany(program => program.Phases.Select(phase => phase.Count)).Distinct().Order());
        Assert.Equal(
            [1, 2, 3, 4, 5, 6], Programs.SelectMany(program => program.Phases.SelectMany(phase => phase.Select(thread => thread.Count))).Distinct().Order());
        Assert.Equal([0, 1, 64], names.Select(name => name.Length).Distinct().Order());
        Assert.Equal(5, operations.Where(operation => operation.Service == SessionOperation.Create).Select(operation => operation.Name).Distinct().Count());
    }

    [Fact]
    public void EveryProgramIsWellFormedAndSurvivesItsText()
    {
        foreach (Scenario program in Programs)
        {
            Assert.True(WellFormed.Is(program), ScenarioText.Format(program));
            string text = ScenarioText.Format(program);
            Assert.Equal(text, ScenarioText.Format(ScenarioText.Parse(text, program.Name)));
        }
    }

    [Fact]
    public void AProgramDependsOnSeedAndNumberAlone()
    {
        Assert.Equal(ScenarioText.Format(Programs[499]), ScenarioText.Format(ProgramGenerator.Make(1, 500)));
        IEnumerable<string> others = Programs.Select(program => program.Name)
            .Concat(Enumerable.Range(1, 1_000).Select(number => ProgramGenerator.Make(2, number).Name));
        Assert.Equal(2_000, others.Distinct().Count());
        Assert.True(Programs.Select(Anonymous).Distinct().Count() > 950, "programs repeat");
        Assert.True(
            Programs.Zip(Enumerable.Range(1, 1_000)).Count(each => Anonymous(each.First) == Anonymous(ProgramGenerator.Make(2, each.Second))) < 50,
            "seeds make no difference");

        static string Anonymous(Scenario program) => ScenarioText.Format(program with { Name = "p", Summary = "p" });
    }

    /// <summary>Such programs wait for ever on a right design: nothing that a design could be blamed for.</summary>
    [Theory]
    [InlineData("thread quiesce; create a; resume\nthread abort")]
    [InlineData("thread quiesce; quiesce; resume\nthread abort")]
    [InlineData("thread quiesce; kexec; resume\nthread abort")]
    [InlineData("thread quiesce; serialize; resume\nthread abort")]
    [InlineData("thread quiesce; retrieve a; resume\nthread abort")]
    [InlineData("thread quiesce; create a\nthread reboot")]
    public void AProgramThatBlocksItselfIsNotWellFormedAndWouldDeadlock(string threads)
    {
        Scenario program = Small.Parse(threads);
        Assert.False(WellFormed.Is(program));
        Assert.Contains(
            Explorer.Explore(program, Design.Hardened).Findings, finding => finding.Violation.Check is "deadlock" or "lock-order");
    }

    [Theory]
    [InlineData("thread quiesce; close a; deserialize; abort; resume; create a\nthread create a")]
    [InlineData("thread resume; close a; retrieve a; abort\nthread quiesce; resume; kexec")]
    [InlineData("thread quiesce; reboot; resume\nthread create a")]
    [InlineData("thread quiesce")]
    [InlineData("thread quiesce\nthread abort; deserialize")]
    [InlineData("thread quiesce\nthread create a\nthread reboot")]
    [InlineData("setup quiesce\nthread reboot\nthread create a")]
    [InlineData("setup create a\nthread quiesce\nthread create b")]
    [InlineData("setup create a; kexec\nthread deserialize; quiesce\nthread create b")]
    [InlineData("thread create a; quiesce\nthread serialize")]
    [InlineData("thread quiesce; resume; quiesce\nthread kexec")]
    [InlineData("setup quiesce\nthread retrieve a")]
    [InlineData("setup create a\nthread close a\nthread quiesce\nthread serialize")]
    [InlineData("faults session-allocation 1\nthread create a; quiesce\nthread serialize")]
    [InlineData("faults session-allocation 1\nsetup create a; kexec\nthread deserialize; quiesce\nthread create b")]
    [InlineData("thread quiesce\nthread create a; reboot")]
    [InlineData("thread quiesce\nthread create a")]
    public void AnyOtherErrorOfAProgramHasAnAnswer(string threads)
    {
        Scenario program = Small.Parse(threads);
        Assert.True(WellFormed.Is(program));
        Assert.Empty(Explorer.Explore(program, Design.Hardened).Findings);
    }
}
