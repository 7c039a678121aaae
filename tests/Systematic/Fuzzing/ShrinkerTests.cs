using LuoVerified.Check;
using LuoVerified.Check.Reports;
using LuoVerified.Fuzz;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Systematic.Tests.Fuzzing;

/// <summary>Programs get smaller, and as small as single steps make them.</summary>
public class ShrinkerTests
{
    [Fact]
    public void EveryReductionIsAnotherWellFormedProgramThatAFileCanHold()
    {
        foreach (Scenario program in Enumerable.Range(1, 120).Select(number => ProgramGenerator.Make(3, number)))
        {
            string before = ScenarioText.Format(program);
            foreach (Scenario reduced in Reductions.Of(program))
            {
                string text = ScenarioText.Format(reduced);
                Assert.True(WellFormed.Is(reduced), text);
                Assert.NotEqual(before, text);
                Assert.Equal(text, ScenarioText.Format(ScenarioText.Parse(text, "reduced")));
                Assert.True(ProgramLength.Operations(reduced) <= ProgramLength.Operations(program));
            }
        }
    }

    [Fact]
    public void TheReductionsOfAProgramAreThese()
    {
        Scenario program = Small.Parse("capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; close b; resume\nthread kexec\nnext kernel\nthread abort");
        string[] expected =
        [
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; close b; resume\nthread kexec\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; close b; resume\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; resume\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread close b; resume\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread close b\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; close b\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nthread quiesce; close b; resume\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nthread create a\nnext kernel\nthread abort\n",
            "capacity 2\nsetup create a\nthread quiesce; close b; resume\nthread kexec\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; close b; resume\nthread serialize\nnext kernel\nthread abort\n",
            "capacity 2\nfaults file-creation 1\nsetup create a\nthread quiesce; close a; resume\nthread kexec\nnext kernel\nthread abort\n",
            "faults file-creation 1\nsetup create a\nthread quiesce; close b; resume\nthread kexec\nnext kernel\nthread abort\n",
        ];
        IEnumerable<string> reductions = Reductions.Of(program)
            .Select(reduced => ScenarioText.Format(reduced).Replace("scenario test\nsummary A test.\n", "", StringComparison.Ordinal)).Distinct();
        Assert.Equal(expected.Order(), reductions.Order());
    }

    [Fact]
    public void TheResultBreaksTheSameRuleAndNoReductionOfItDoes()
    {
        const string Rule = "use-after-free";
        Scenario program = Small.Parse(
            "capacity 2\nfaults preserved-memory 2\nsetup create a; create c; kexec; deserialize\n"
            + "thread quiesce; abort; resume; retrieve c; close c\nthread create b; retrieve c\nthread kexec\nnext kernel\nthread deserialize");
        var judge = new Judge(Design.AsPosted, 20_000, () => false);
        Finding found = judge.Try(program, stopAt: Rule)!.Breaking(Rule)!;

        ShrunkProgram shrunk = Shrinker.Shrink(program, found, judge);

        Assert.True(shrunk.IsMinimal);
        Assert.Equal((Rule, 0), (shrunk.Finding.Violation.Check, shrunk.Undecided));
        Assert.Equal(
            "scenario test\nsummary A test.\nsetup create a; kexec; deserialize\nthread retrieve a; close a\nthread retrieve a\n",
            ScenarioText.Format(shrunk.Program));
        Assert.DoesNotContain(Reductions.Of(shrunk.Program), reduced => judge.Try(reduced)?.Breaking(Rule) is not null);
    }

    /// <summary>A quiesce that waits without end has not been answered, so who waits behind it is in a deadlock; without the serialize it would be answered.</summary>
    [Fact]
    public void WhatADeadlockNeedsIsKept()
    {
        Design design = Design.All.Single(each => each.Name == "as-posted-list-gate");
        Scenario program = Small.Parse("setup serialize\nthread retrieve a\nthread quiesce");
        Assert.True(WellFormed.Is(program, design));
        var judge = new Judge(design, 1_000, () => false);
        Finding found = judge.Try(program, stopAt: "deadlock")!.Breaking("deadlock")!;

        Assert.Equal(ScenarioText.Format(program), ScenarioText.Format(Shrinker.Shrink(program, found, judge).Program));
    }

    [Fact]
    public void WhereTheTimeIsUpTheResultIsNotCalledMinimal()
    {
        Scenario program = Small.Parse("setup create a\nthread serialize; close a; abort");
        Judgement found = new Judge(Design.AsPosted, 1_000, () => false).Try(program)!;

        ShrunkProgram shrunk = Shrinker.Shrink(program, found.Findings[0], new Judge(Design.AsPosted, 1_000, () => true));

        Assert.Equal((false, 0), (shrunk.IsMinimal, shrunk.Tried));
        Assert.Same(program, shrunk.Program);
    }

    [Fact]
    public void AProgramWhoseSetUpCannotBePerformedIsNotJudged()
    {
        var judge = new Judge(Design.Hardened, 10, () => false);
        Assert.Null(judge.Try(Small.Parse("setup serialize; corrupt duplicate; reboot\nthread deserialize")));
        Assert.Equal((true, -1), (judge.Try(Small.Parse("thread create a"))!.Exhausted, judge.Try(Small.Parse("thread create a"))!.Preemptions));
    }

    [Fact]
    public void AProgramThatIsTooLargeIsCoveredUpToSomePreemptions()
    {
        const string Times = "create x; close x; create x; close x; create x; close x; create x; close x";
        Scenario program = Small.Parse($"thread {Times}\nthread {Times.Replace('x', 'y')}");
        Judgement large = new Judge(Design.Hardened, 2_000, () => false).Try(program)!;
        Judgement one = new Judge(Design.Hardened, 1, () => false).Try(program)!;
        Assert.Equal((false, true, 0), (large.Exhausted, large.Preemptions >= 1, large.Findings.Count));
        Assert.Equal((false, -1), (one.Exhausted, one.Preemptions));
    }
}
