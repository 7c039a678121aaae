using LuoVerified.Check;
using LuoVerified.Fuzz;
using LuoVerified.Mutation;
using LuoVerified.Sessions.SelfChecks;

namespace LuoVerified.Systematic.Tests.Mutating;

/// <summary>Mutants of every part, judged by the proof of the smallest programs.</summary>
public class MutationRunTests
{
    private static readonly MutationOptions Small = new() { Sizes = ["1x1"] };

    [Fact]
    public void EveryPartHasMutantsAndNoTwoAreCalledTheSame()
    {
        string[] all = [.. CodePart.All.SelectMany(part => part.Mutations).Select(mutation => mutation.Identity)];
        Assert.All(CodePart.All, part => Assert.True(part.Mutations.Count > 100, part.Name));
        Assert.True(all.Length > 1_000, $"only {all.Length}");
        Assert.Equal(all.Distinct(), all);
    }

    [Theory]
    [InlineData("hardened", "Impl/Hardened/HardenedSessions.cs: Create: drop _lists.Write()", "oops")]
    [InlineData("mainline", "Impl/Mainline/LuoFileSet.Freezing.cs: Freeze: drop BinaryPrimitives.WriteUInt64LittleEndian(set[sizeof(ulong...", "state-agrees")]
    [InlineData("memory", "Impl/Memory/PreservedMemory.cs: Free: drop block.State = BlockState.Freed;", "leak")]
    [InlineData("locks", "Core/Locking/DomainLock.cs: Forget: drop _writer = null;", "deadlock")]
    [InlineData("specification", "Spec/Operations/Retrieve.cs: Apply: Errno.EBUSY as EINVAL", "linearizable")]
    [InlineData("specification", "Spec/Operations/Deserialize.cs: Returned: drop first == outcome ?", "deserialize-once")]
    [InlineData("format", "Abi/SessionBlock.cs: ReadEntry: negate !SessionName.TryCreate(new ByteString(field[..length]), o... #2", "linearizable")]
    public void AMutantIsFoundByARule(string part, string identity, string rule)
    {
        MutationOptions options = part == "mainline" ? Small with { Stages = ["mainline", "small programs on mainline"] } : Small;
        QuickVerdict? verdict = MutationRun.Judge(Part(part), Mutation(part, identity), options)?.Verdict;
        Assert.Equal((Verdict.Violation, rule), (verdict!.Verdict, verdict.Rule));
    }

    /// <summary>Programs are held against what the specification takes for a name, not against what the class of the code does.</summary>
    [Theory]
    [InlineData("Abi/SessionName.cs: Objection: drop if (bytes.Length == 0)", "oops")]
    [InlineData("Abi/SessionName.cs: Objection: drop if (bytes.Length > Limits.SessionNameMaxBytes)", "names-intact")]
    public void SmallProgramsFindAWrongName(string identity, string rule)
    {
        QuickVerdict? verdict = MutationRun.Judge(Part("format"), Mutation("format", identity), Small with { Stages = ["small programs on hardened"] })?.Verdict;
        Assert.Equal((Verdict.Violation, rule), (verdict!.Verdict, verdict.Rule));
    }

    /// <summary>A statement that was left out makes no step, and is not in the schedule; that this comes by where it stood is seen. What the
    /// change has nothing to do with is not run.</summary>
    [Theory]
    [InlineData("Create: drop _outgoing.Append(session);", "Create: drop _outgoing.Append(session);", true)]
    [InlineData("AbortSerialize: Errno.EINVAL as EBUSY", "AbortSerialize: Errno.EINVAL as EBUSY", true)]
    [InlineData("Create: drop _outgoing.Append(session);", "AbortSerialize: Errno.EINVAL as EBUSY", false)]
    public void TheScheduleThatShowsAMutantRunsTheChange(string change, string place, bool runs)
    {
        const string File = "Impl/Hardened/HardenedSessions.cs: ";
        Mutation.Mutation mutant = Mutation("hardened", File + change) with { Place = Mutation("hardened", File + place).Place };
        JudgedMutant? judged = MutationRun.Judge(Part("hardened"), mutant, Small with { Stages = ["hardened"] });
        Assert.Equal((Fate.Found, runs, false), (judged!.Fate, judged.RunsChange, judged.HoldsLine));
    }

    [Fact]
    public void WhetherAStepIsAtTheChangeIsSeen()
    {
        JudgedMutant? judged = MutationRun.Judge(
            Part("hardened"), Mutation("hardened", "Impl/Hardened/HardenedSessions.cs: Create: drop _lists.Write()"), Small with { Stages = ["hardened"] });
        Assert.Equal((Fate.Found, true, true), (judged!.Fate, judged.RunsChange, judged.HoldsLine));
    }

    /// <summary>Nothing could be said of a mutant, and it is no error of ours: the bound is too small.</summary>
    [Theory]
    [InlineData("hardened")]
    [InlineData("the other designs")]
    public void IfABoundIsTooSmallForTheCodeAsItIsNothingIsJudged(string stage)
    {
        MutationOptions options = Small with { Named = ["HardenedSessions.cs: Create: drop _lists.Write()"], Stages = [stage], MaxExecutions = 1 };
        var undecided = Assert.Throws<UndecidedCodeException>(() => MutationRun.Run(options));
        Assert.StartsWith("the code as it is is not proved: bound in ", undecided.Message, StringComparison.Ordinal);
    }

    /// <summary>No design of the catalogue breaks these rules: without a seeded bug nobody would notice that they are gone.</summary>
    [Theory]
    [InlineData("specification", "Spec/Invariants.cs: Duplicate: drop if (!seen.Add(session.Name))", "unique-names on seeded-duplicates", "found was leak: ")]
    [InlineData("locks", "Core/Locking/DomainLock.cs: HasOrder: turn round = true", "deadlock on seeded-locks-in-both-orders", "lock-order was not found")]
    public void ADeadRuleIsFoundByItsSeededBug(string part, string identity, string bug, string message)
    {
        MutationOptions seeded = Small with { Sizes = [], Stages = [QuickProof.RuleStage] };
        QuickVerdict? verdict = MutationRun.Judge(Part(part), Mutation(part, identity), seeded)?.Verdict;
        Assert.Equal((QuickProof.InternalError, bug), (verdict!.Rule, verdict.Program));
        Assert.StartsWith(message, verdict.Message, StringComparison.Ordinal);
    }

    /// <summary>Each stage is proved on the code as it is, which must pass, to see what it runs; memory runs no lock.</summary>
    [Fact]
    public void TheStagesThatRunAChangeSayWhatAllOfThemSay()
    {
        MutationOptions small = Small with { Sizes = [], Stages = [LockProof.Subject, QuickProof.RuleStage, MemoryProof.Subject] };
        MutationReport report = MutationRun.Run(small with { Parts = [Part("locks")], Named = ["FairLock.cs: Give: drop _monitor.WakeAll();"], Workers = 2 });
        JudgedMutant mutant = Assert.Single(report.Mutants);
        QuickVerdict? whole = MutationRun.Judge(mutant.Part, mutant.Mutation, small)?.Verdict;
        Assert.Equal(Verdict.Violation, whole!.Verdict);
        Assert.Equal((whole.Verdict, whole.Rule), (mutant.Verdict!.Verdict, mutant.Verdict.Rule));
    }

    /// <summary>At most one change of each kind begins at a line, and none is drawn that is no change.</summary>
    [Fact]
    public void TheSelectionHasOneChangeOfAKindAtALine() => Assert.All(CodePart.All, part =>
    {
        Mutation.Mutation[] drawn = [.. part.Selection];
        var places = drawn.SelectMany(each => each.Begins.Select(line => (each.File, line, each.Kind))).ToList();
        Assert.Equal(places.Distinct(), places);
        Assert.Equal(drawn, part.Mutations.Where(drawn.Contains));
        Assert.All(part.Mutations, each => Assert.Contains(
            drawn, other => other.File == each.File && other.Kind == each.Kind && other.Begins.Intersect(each.Begins).Any()));
    });

    /// <summary>A bound ends it, not a clock, so it is found; the code as it is comes nowhere near.</summary>
    [Fact]
    public void ALoopWithoutEndIsFound()
    {
        QuickVerdict? verdict = MutationRun.Judge(
            Part("memory"), Mutation("memory", "Impl/Memory/PreservedMemory.cs: LastUpTo: drop (first, end) = _blocks[middle].Address > address ? (first..."), Small)?.Verdict;
        Assert.Equal((Verdict.Violation, QuickProof.NoEnd), (verdict!.Verdict, verdict.Rule));
        Assert.EndsWith("a loop of a mutant went round too often", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASampleIsTheSameForEverySeedAndWorker()
    {
        string[] one = Drawn(1, 1);
        Assert.Equal(3, one.Length);
        Assert.Equal(one, Drawn(1, 2));
        Assert.NotEqual(one, Drawn(2, 2));
    }

    private static string[] Drawn(uint seed, int workers)
    {
        // All of them are said to be equivalent: none is judged.
        ReviewedMutants all = ReviewedMutants.Parse(
            string.Concat(Part("locks").Mutations.Select(mutation => $"{mutation.Identity}\n  so\n")), "all");
        MutationReport report = MutationRun.Run(Small with
        {
            Parts = [Part("locks")],
            Sample = 3,
            Seed = seed,
            Workers = workers,
            Equivalent = all,
        });
        Assert.All(report.Mutants, mutant => Assert.Equal(Fate.Equivalent, mutant.Fate));
        return [.. report.Mutants.Select(mutant => mutant.Mutation.Identity)];
    }

    private static CodePart Part(string name) => CodePart.All.Single(part => part.Name == name);

    private static Mutation.Mutation Mutation(string part, string identity) =>
        Assert.Single(Part(part).Mutations, mutation => mutation.Identity == identity);
}
