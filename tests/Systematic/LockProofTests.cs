using LuoVerified.Check;
using LuoVerified.Fuzz;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Systematic.Tests;

/// <summary>The lock on which real threads wait, under every schedule of small programs: as it is it passes, with one change it does
/// not. <see cref="Itself.FairLockTests"/> does the same with each access in it seen.</summary>
public class LockProofTests
{
    [Fact]
    public void TheLockIsRight() => Assert.InRange(LockProof.Require(() => false), 1_000, 10_000);

    [Theory]
    [InlineData("Take: drop Domain.ThrowIfHalted();")]
    [InlineData("WaitForTurn: drop _monitor.WakeAll();")]
    public void AMutantIsFound(string change)
    {
        CodePart part = CodePart.All.Single(each => each.Name == "locks");
        Mutation.Mutation mutant = Assert.Single(part.Mutations, each => each.Identity == $"Core/Locking/FairLock.cs: {change}");
        QuickVerdict? verdict = MutationRun.Judge(part, mutant, new MutationOptions { Sizes = ["1x1"] }, QuickProof.LockStage);
        Assert.Equal((Verdict.Violation, QuickProof.InternalError), (verdict!.Verdict, verdict.Rule));
        Assert.Contains("the lock on which real threads wait", verdict.Program, StringComparison.Ordinal);
    }
}
