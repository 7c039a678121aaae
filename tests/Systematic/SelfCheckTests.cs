using LuoVerified.Check;
using LuoVerified.Check.Model;
using LuoVerified.Fuzz;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.SelfChecks;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Systematic.Tests;

/// <summary>What every verdict rests on, checked by itself: as it is it passes, with one change it does not.
/// <see cref="Itself.FairLockTests"/> explores the lock with each access in it seen.</summary>
public class SelfCheckTests
{
    public static TheoryData<string> Subjects() => [.. SelfCheck.All.Select(check => check.Subject)];

    [Theory]
    [InlineData(HoldersProof.Subject, 10_000, 10_000)]
    [InlineData(LockProof.Subject, 1_000, 10_000)]
    [InlineData(MemoryProof.Subject, 1_000, 10_000)]
    [InlineData(SpecificationProof.Subject, 3_000, 10_000)]
    [InlineData(FactsProof.Subject, 10_000, 1_000_000)]
    [InlineData(ProgramsProof.Subject, 5_000, 50_000)]
    public void ItPasses(string subject, long least, long most) =>
        Assert.InRange(SelfCheck.All.Single(check => check.Subject == subject).Require(() => false), least, most);

    [Theory]
    [MemberData(nameof(Subjects))]
    public void WithoutTimeLittleIsLookedAt(string subject)
    {
        SelfCheck check = SelfCheck.All.Single(check => check.Subject == subject);
        Assert.InRange(check.Require(() => true), 0, 100);
    }

    [Theory]
    [InlineData(HoldersProof.Subject, "locks", "Core/Locking/DomainLock.cs: Holders: drop _writer == Nobody ?")]
    [InlineData(HoldersProof.Subject, "locks", "Core/Locking/DomainLock.cs: Holders: drop _writer is { } writer ?")]
    [InlineData(HoldersProof.Subject, "locks", "Core/Locking/DomainLock.cs: WillBeRefused: drop !given.IsHeld(exclusive: step.Kind == StepKind.ReleaseWrite)")]
    [InlineData(HoldersProof.Subject, "locks", "Core/Locking/DomainLock.cs: Bequeath: always _readers[i] == from ?")]
    [InlineData(HoldersProof.Subject, "locks", "Core/Locking/DomainLock.cs: Grant: drop _writer is not null")]
    [InlineData(LockProof.Subject, "locks", "Core/Locking/FairLock.cs: WaitForTurn: drop _monitor.WakeAll();")]
    [InlineData(LockProof.Subject, "locks", "Core/Locking/FairLock.cs: Give: take _monitor.Enter() only before if (_queue.Count > 0) { _monitor.WakeAll(); }")]
    [InlineData(MemoryProof.Subject, "memory", "Impl/Memory/PreservedMemory.cs: TryAllocPreserve: swap if (size > Limits.LargestAllocation || _machine.Control.R... | int bytes = (size + Limits.PageSize - 1) / Limits.PageSiz...")]
    [InlineData(SpecificationProof.Subject, "specification", "Spec/SpecState.cs: Equals: drop QuiescedBy == other.QuiescedBy")]
    [InlineData(SpecificationProof.Subject, "specification", "Spec/SessionView.cs: With: always parts.HasFlag(ViewParts.Incoming) ?")]
    [InlineData(FactsProof.Subject, "specification", "Spec/KernelFacts.cs: AbortReturned: drop _abortsPending--;")]
    [InlineData(ProgramsProof.Subject, "specification", "Spec/Operations/PreserveFd.cs: TakesToken: turn round => true")]
    public void AMutantIsFound(string subject, string name, string change)
    {
        CodePart part = CodePart.All.Single(each => each.Name == name);
        Mutation.Mutation mutant = Assert.Single(part.Mutations, each => each.Identity == change);
        QuickVerdict? verdict = MutationRun.Judge(part, mutant, new MutationOptions { Sizes = [], Stages = [subject] })?.Verdict;
        Assert.Equal((Verdict.Violation, QuickProof.InternalError, subject), (verdict!.Verdict, verdict.Rule, verdict.Program));
        Assert.Contains(subject, verdict.Message, StringComparison.Ordinal);
    }

    /// <summary>The model without its judge has as many states, and so has one that counts no two of them as one.</summary>
    [Fact]
    public void TheSpecificationHasAsManyStatesAsItsModel()
    {
        foreach ((ModelBounds bounds, long states, long transitions) in SpecificationProof.Known)
        {
            ModelResult result = ModelChecker.Run(new ModelOptions { Bounds = bounds });
            Assert.Equal((Verdict.Pass, states, transitions), (result.Verdict, result.States, result.Transitions));
        }
    }

    /// <summary>Else the number of states would not be looked at.</summary>
    [Fact]
    public void WhatIsKnownWasCountedWithTheOperationsThatThereAre() =>
        Assert.Equal(SessionOperation.All.Select(operation => operation.Word).Order(), SpecificationProof.Operations.Order());
}
