using System.Threading;
using LuoVerified.Check.Model;

namespace LuoVerified.Check.Tests;

/// <summary>The threads of an exploration.</summary>
public class ModelCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void EachMemberDoesEachWorkOnceAndTheFirstIsTheCaller(int size)
    {
        using var crew = new Crew(size);
        int[] done = new int[size];
        int caller = 0;
        for (int work = 0; work < 3; work++)
        {
            crew.Do(member =>
            {
                done[member]++;
                caller = member == 0 ? Environment.CurrentManagedThreadId : caller;
            });
        }

        Assert.All(done, times => Assert.Equal(3, times));
        Assert.Equal(Environment.CurrentManagedThreadId, caller);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void WhatAMemberThrowsIsThrownToTheCallerAndTheOthersCanTell(int who)
    {
        using var crew = new Crew(3);
        int told = 0;

        Assert.Throws<InvalidTimeZoneException>(() => crew.Do(member =>
        {
            if (member == who)
            {
                throw new InvalidTimeZoneException();
            }

            SpinWait.SpinUntil(() => crew.HasFailed);
            Interlocked.Increment(ref told);
        }));

        Assert.Equal(2, told);
    }
}
