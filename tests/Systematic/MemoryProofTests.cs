using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Fuzz;
using LuoVerified.Impl.Memory;
using LuoVerified.Mutation;
using LuoVerified.Sessions.SelfChecks;

namespace LuoVerified.Systematic.Tests;

/// <summary>Preserved memory against the plain model of it: as it is it passes, with one fault it does not.</summary>
public class MemoryProofTests
{
    [Fact]
    public void TheMemoryIsRight() => Assert.InRange(MemoryProof.Require(() => false), 2_000, 10_000);

    [Fact]
    public void WithoutTimeLittleIsAsked() => Assert.Equal(0, MemoryProof.Require(() => true));

    [Fact]
    public void TheModelIsRightToItself() => Assert.InRange(
        MemoryProof.Require(
            () => false,
            () =>
            {
                var model = new PlainMemory(PlainMemory.Page);
                model.Boot();
                return model;
            }),
        2_000,
        10_000);

    /// <summary>Each breaks another promise, and in no program of sessions would most of them show.</summary>
    [Theory]
    [InlineData("a string goes on behind its NUL", "read a string")]
    [InlineData("fresh memory is not zero", "allocate")]
    [InlineData("two blocks are one behind the other", "allocate")]
    [InlineData("an access goes past the end", RuntimeChecks.OutOfBounds)]
    [InlineData("a second free passes", RuntimeChecks.DoubleFree)]
    [InlineData("what was freed is read", RuntimeChecks.UseAfterFree)]
    [InlineData("what another call should give back is given back", RuntimeChecks.NotPreserved)]
    [InlineData("a kexec loses a byte", "kexec")]
    [InlineData("what was not given back stays", "kexec")]
    [InlineData("a read is announced and not done", "not done")]
    [InlineData("an image is cut short", "the image")]
    public void AFaultIsFound(string fault, string message)
    {
        var pages = new PagePool();
        InternalErrorException found = Assert.Throws<InternalErrorException>(
            () => MemoryProof.Require(() => false, () => new FaultyMemory(new WatchedMemory(pages), fault)));
        Assert.StartsWith($"{MemoryProof.Subject} is wrong: ", found.Message, StringComparison.Ordinal);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMutantIsFound()
    {
        const string change = "PreservedMemory.cs: ReadString: 0 as 1 in nul < 0";
        CodePart part = CodePart.All.Single(each => each.Name == "memory");
        Mutation.Mutation mutant = Assert.Single(part.Mutations, each => each.Identity == $"Impl/Memory/{change}");
        QuickVerdict? verdict = MutationRun.Judge(part, mutant, new MutationOptions { Sizes = [], Stages = [MemoryProof.Subject] })?.Verdict;
        Assert.Equal((Verdict.Violation, QuickProof.InternalError), (verdict!.Verdict, verdict.Rule));
        Assert.Equal(MemoryProof.Subject, verdict.Program);
    }

    [Fact]
    public void TheFirstBlockIsAtAPage()
    {
        InternalErrorException found = Assert.Throws<InternalErrorException>(() => MemoryProof.Require(
            () => false,
            () =>
            {
                var model = new PlainMemory(PlainMemory.Page + 1);
                model.Boot();
                return model;
            }));
        Assert.Contains("0x1001, which is no page", found.Message, StringComparison.Ordinal);
    }
}
