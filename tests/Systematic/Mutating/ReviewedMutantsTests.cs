using LuoVerified.Mutation;

namespace LuoVerified.Systematic.Tests.Mutating;

/// <summary>What somebody has written about mutants.</summary>
public class ReviewedMutantsTests
{
    [Fact]
    public void AMutantStandsInALineAndTheArgumentBelowIt()
    {
        ReviewedMutants reviewed = ReviewedMutants.Parse("# words\n\nA.cs: M: drop x;\n  because\n  of this\nB.cs: N: drop y;\n  z\n", "f");
        Assert.Equal([new("A.cs: M: drop x;", "because of this"), new("B.cs: N: drop y;", "z")], reviewed.Arguments);
        Assert.Equal(["A.cs: M: drop x;", "B.cs: N: drop y;"], reviewed.Stale(CodePart.All));
    }

    [Theory]
    [InlineData("A.cs: M: drop x;\n", "f:2: nothing is said of 'A.cs: M: drop x;'")]
    [InlineData("A.cs: M: drop x;\nB.cs: M: drop x;\n  y\n", "f:2: nothing is said of 'A.cs: M: drop x;'")]
    [InlineData("A\n  y\nA\n  y\n", "f:3: 'A' stands there twice")]
    [InlineData("  y\n", "f:1: an argument without a mutant above it")]
    public void WhatIsWrongIsSaidWithItsLine(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ReviewedMutants.Parse(text, "f")).Message);

    [Fact]
    public void EveryArgumentIsAboutAMutantOfToday()
    {
        Assert.NotEmpty(ReviewedMutants.Equivalent.Arguments);
        Assert.Empty(ReviewedMutants.Equivalent.Stale(CodePart.All));
    }
}
