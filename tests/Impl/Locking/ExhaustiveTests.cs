using LuoVerified.Impl.TestBodies;
using Microsoft.Coyote.SystematicTesting;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>Two threads, one visit each: every schedule is tried.</summary>
public class ExhaustiveTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void EveryScheduleOfTwoVisitsHolds(bool first, bool second)
    {
        (TestReport report, bool complete) = Search(LockUnderTest.Real, first, second, out int mostReaders);
        CoyoteRun.AssertHolds(report);
        Assert.True(complete, "the search stopped before its end");
        Assert.Equal((first ? 0 : 1) + (second ? 0 : 1), mostReaders);
    }

    [Theory]
    [InlineData(Defect.WritersIgnoreReaders, true, false)]
    [InlineData(Defect.ReadersIgnoreTheWriter, true, false)]
    [InlineData(Defect.ForgetsToWake, true, true)]
    public void ADefectShowsInSomeScheduleOfTwoVisits(Defect defect, bool first, bool second) =>
        Assert.Equal(1, Search(LockUnderTest.Copy(defect), first, second, out _).Report.NumOfFoundBugs);

    private static (TestReport Report, bool Complete) Search(
        LockUnderTest kind, bool first, bool second, out int mostReaders)
    {
        int most = 0;
        (TestReport, bool) result = CoyoteRun.Exhaust(
            LockBodies.Pair(kind, PulseMode.Exact, first, second, readers => most = Math.Max(most, readers)), PulseMode.Exact);
        mostReaders = most;
        return result;
    }
}
