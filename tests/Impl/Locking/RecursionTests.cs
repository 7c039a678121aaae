using LuoVerified.Impl.TestBodies;
using Microsoft.Coyote.SystematicTesting;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>The kernel's locks are not recursive: a thread that takes one twice waits for itself.</summary>
public class RecursionTests
{
    private const uint Schedules = 20;

    [Theory]
    [InlineData(PulseMode.Delayed, true, true)]
    [InlineData(PulseMode.Delayed, false, true)]
    [InlineData(PulseMode.Delayed, true, false)]
    [InlineData(PulseMode.Exact, true, true)]
    [InlineData(PulseMode.Exact, false, true)]
    [InlineData(PulseMode.Exact, true, false)]
    public void TakingItTwiceInOneThreadDeadlocksInEverySchedule(PulseMode mode, bool first, bool second)
    {
        TestReport report = CoyoteRun.SampleAll(LockBodies.TakeTwice(LockUnderTest.Real, mode, first, second), mode, Schedules);
        Assert.Equal((int)Schedules, report.NumOfFoundBugs);
        Assert.All(report.BugReports, bug => Assert.Contains("Deadlock detected", bug, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PulseMode.Delayed, true, true)]
    [InlineData(PulseMode.Exact, false, true)]
    public void ARecursiveLockIsNoticed(PulseMode mode, bool first, bool second) =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(LockBodies.TakeTwice(LockUnderTest.Copy(Defect.Recursive), mode, first, second), mode, Schedules),
            "while another holds it");

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void AReaderThatTakesItAgainBehindAWaitingWriterDeadlocks(PulseMode mode) =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(LockBodies.ReadTwiceBesideWriter(LockUnderTest.Real, mode), mode, 1_000), "Deadlock detected");

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ReadersThatPassTheQueueWouldNotDeadlockSo(PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.ReadTwiceBesideWriter(LockUnderTest.Copy(Defect.ReadersPassTheQueue), mode), mode, 100));
}
