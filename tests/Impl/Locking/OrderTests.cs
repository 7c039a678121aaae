using LuoVerified.Impl.TestBodies;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>Nobody starves: who waits is served before whoever comes later, reader or writer.</summary>
public class OrderTests
{
    private const string Passed = "passed by one that came later";

    public static TheoryData<PulseMode, bool, bool[]> Queues => new()
    {
        { PulseMode.Delayed, true, [true, false, true] },
        { PulseMode.Delayed, true, [false, true, false] },
        { PulseMode.Delayed, false, [true, false, false] },
        { PulseMode.Delayed, true, [false, false, true] },
        { PulseMode.Exact, true, [true, false, true] },
        { PulseMode.Exact, true, [false, true, false] },
        { PulseMode.Exact, false, [true, false, false] },
        { PulseMode.Exact, true, [false, false, true] },
    };

    [Theory]
    [MemberData(nameof(Queues))]
    public void AThreadThatWaitsIsNotPassedByOneThatComesLater(PulseMode mode, bool holder, bool[] exclusive) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.QueueBehindHolder(LockUnderTest.Real, mode, holder, exclusive), mode, 150));

    [Fact]
    public void ThreadsGetTheLockInTheOrderInWhichTheyCome() =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.FirstComeFirstServed(LockUnderTest.Real, [true, false, true, false]), PulseMode.Exact, 500));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ReadersThatPassAWaitingWriterAreCaught(PulseMode mode) =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(
                LockBodies.QueueBehindHolder(
                    LockUnderTest.Copy(Defect.ReadersPassTheQueue), mode, holder: true, [true, false, false]),
                mode,
                3_000),
            Passed);

    [Fact]
    public void ALateComerThatPassesAWokenThreadIsCaught() =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(
                LockBodies.QueueBehindHolder(
                    LockUnderTest.Copy(Defect.LateComersPassTheQueue), PulseMode.Delayed, holder: true, [true, true, true]),
                PulseMode.Delayed,
                3_000),
            Passed);

    [Fact]
    public void ReadersThatPassAnyQueueAreCaughtByTheOrderOfArrival() =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(
                LockBodies.FirstComeFirstServed(LockUnderTest.Copy(Defect.ReadersPassTheQueue), [false, true, false]),
                PulseMode.Exact,
                3_000),
            Passed);

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ReadersThatWaitSideBySideGoInTogether(PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(LockBodies.ReadersMeetInside(LockUnderTest.Real, mode), mode, 200));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ReadersThatWaitForEachOtherAreCaught(PulseMode mode) =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(LockBodies.ReadersMeetInside(LockUnderTest.Copy(Defect.ReadersExclude), mode), mode, 200),
            "Deadlock detected");
}
