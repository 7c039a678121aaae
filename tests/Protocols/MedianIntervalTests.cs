using LuoVerified.Sampling;

namespace LuoVerified.Protocols.Tests;

/// <summary>The confidence interval of bench/Sampling holds the median as often as it says.</summary>
public class MedianIntervalTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(10, 2)]
    [InlineData(20, 6)]
    [InlineData(50, 18)]
    public void TheRanksAreThoseOfTheTables(int count, int rank) => Assert.Equal(rank, MedianInterval.Rank(count));

    /// <summary>By counting: of all 2^n ways in which n numbers lie below or above the median, those in which the interval misses
    /// it are at most 5 %, and one rank more would miss it in more.</summary>
    [Fact]
    public void TheIntervalMissesTheMedianOnceInTwenty()
    {
        for (int count = 6; count <= 16; count++)
        {
            int rank = MedianInterval.Rank(count);
            Assert.True(Misses(count, rank) <= 0.05);
            Assert.True(Misses(count, rank + 1) > 0.05);
        }

        static double Misses(int count, int rank) =>
            (double)Enumerable.Range(0, 1 << count).Count(below => int.PopCount(below) < rank || int.PopCount(below) > count - rank) / (1 << count);
    }

    [Fact]
    public void WhatWasNotFoundIsLargerThanAllThatWas()
    {
        Assert.Equal("3 (1->9)", MedianInterval.Of([5, null, 1, 3, 2, null]).Text(9));
        Assert.Equal(">9", MedianInterval.Of([null, null, 1]).Text(9));
        Assert.Equal("4", MedianInterval.Of([4, 4, 4, 4, 4, 4]).Text(9));
    }
}
