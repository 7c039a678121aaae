using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Systematic.Tests;

/// <summary>Lines <c>exists</c> of a scenario: answers that some run must show.</summary>
public class ExpectedAnswersTests
{
    private const string Creates = "faults file-creation 1\nthread create a\nthread create a; create b";

    [Theory]
    [InlineData("A: create a -> -ENFILE", Verdict.Pass)]
    [InlineData("A: create a -> ok; B: create a -> -EEXIST", Verdict.Pass)]
    [InlineData("A: create a -> -EFAULT", Verdict.Violation)]
    public void AnAnswerThatMustExistIsShownOrMissed(string answers, Verdict against)
    {
        Proof proof = Prove($"{Creates}\nexists hardened: {answers}");
        Assert.Equal((Verdict.Pass, against), (proof.Verdict, proof.AgainstExpectation));
        Assert.Equal(against == Verdict.Pass ? [] : [answers], proof.MissingAnswers.Select(each => $"{each}"));
    }

    /// <summary>Each of the two is shown, by different runs.</summary>
    [Fact]
    public void AnswersMustBeShownTogether()
    {
        Assert.Equal(Verdict.Pass, Prove($"{Creates}\nexists hardened: A: create a -> ok\nexists hardened: B: create a -> ok").AgainstExpectation);
        Assert.Equal(Verdict.Violation, Prove($"{Creates}\nexists hardened: A: create a -> ok; B: create a -> ok").AgainstExpectation);
    }

    /// <summary>An answer that stands twice is shown twice.</summary>
    [Theory]
    [InlineData("A: serialize -> ok", Verdict.Pass)]
    [InlineData("A: serialize -> -EBUSY; A: serialize -> -EBUSY", Verdict.Pass)]
    [InlineData("A: serialize -> ok; A: serialize -> ok", Verdict.Violation)]
    public void AnAnswerThatStandsTwiceIsShownTwice(string answers, Verdict against) =>
        Assert.Equal(against, Prove($"thread serialize; serialize; serialize\nexists hardened: {answers}").AgainstExpectation);

    /// <summary>A kexec serializes; what a later kernel answers counts, too.</summary>
    [Theory]
    [InlineData("A: serialize -> ok", Verdict.Pass)]
    [InlineData("A: deserialize -> ok", Verdict.Pass)]
    [InlineData("A: serialize -> ok; A: deserialize -> ok", Verdict.Violation)]
    public void AnswersBelongToOneKernel(string answers, Verdict against) =>
        Assert.Equal(against, Prove($"thread kexec\nnext kernel\nthread deserialize\nexists hardened: {answers}").AgainstExpectation);

    [Fact]
    public void OnAnotherDesignNothingIsAsked() =>
        Assert.Equal(Verdict.Pass, Prove($"{Creates}\nexists as-posted: A: create a -> -EFAULT").AgainstExpectation);

    [Fact]
    public void WhatWasNotShownYetIsUndecidedWhereSchedulesAreLeft()
    {
        Proof proof = Prover.Prove(
            Small.Parse("thread create a; create b\nthread create c; create d\nthread create e\nexists hardened: A: create a -> -EFAULT"),
            Design.Hardened,
            new ExploreOptions { MaxExecutions = 100, Preemptions = 0 });
        Assert.False(proof.CoversAll);
        Assert.Equal(Verdict.Inconclusive, proof.AgainstExpectation);
    }

    private static Proof Prove(string text) => Prover.Prove(Small.Parse(text), Design.Hardened, new ExploreOptions { MaxExecutions = 10_000 });
}
