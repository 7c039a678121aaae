using LuoVerified.Impl.TestBodies;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>Who may be inside together, and that everybody gets inside.</summary>
public class ExclusionTests
{
    [Theory]
    [InlineData(PulseMode.Delayed, 400)]
    [InlineData(PulseMode.Exact, 500)]
    public void AWriterIsAloneAndEverybodyGetsTheLock(PulseMode mode, uint schedules) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(Body(LockUnderTest.Real, mode), mode, schedules));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void InSomeScheduleTwoReadersAreInsideTogether(PulseMode mode) =>
        Assert.Equal(2, MostReaders(LockUnderTest.Real, mode));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ReadersThatKeepEachOtherOutAreNoticed(PulseMode mode) =>
        Assert.Equal(1, MostReaders(LockUnderTest.Copy(Defect.ReadersExclude), mode));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ACopyWithoutDefectHolds(PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(Body(LockUnderTest.Copy(Defect.None), mode), mode, 100));

    [Theory]
    [InlineData(PulseMode.Delayed, Defect.WritersIgnoreReaders, "while another holds it")]
    [InlineData(PulseMode.Exact, Defect.WritersIgnoreReaders, "while another holds it")]
    [InlineData(PulseMode.Delayed, Defect.ReadersIgnoreTheWriter, "while another holds it")]
    [InlineData(PulseMode.Exact, Defect.ReadersIgnoreTheWriter, "while another holds it")]
    [InlineData(PulseMode.Exact, Defect.LooksOnlyOnce, "while another holds it")]
    [InlineData(PulseMode.Delayed, Defect.LooksOnlyOnce, "while another holds it")]
    [InlineData(PulseMode.Delayed, Defect.ForgetsToWake, "Deadlock detected")]
    [InlineData(PulseMode.Exact, Defect.ForgetsToWake, "Deadlock detected")]
    [InlineData(PulseMode.Delayed, Defect.WakesOnlyOne, "Deadlock detected")]
    [InlineData(PulseMode.Exact, Defect.WakesOnlyOne, "Deadlock detected")]
    public void ADefectOfExclusionOrOfWakingIsCaught(PulseMode mode, Defect defect, string report) =>
        CoyoteRun.AssertFound(CoyoteRun.Sample(Body(LockUnderTest.Copy(defect), mode), mode, 3_000), report);

    private static Action Body(LockUnderTest kind, PulseMode mode) =>
        LockBodies.TwoWritersAndTwoReaders(kind, mode, _ => { });

    private static int MostReaders(LockUnderTest kind, PulseMode mode)
    {
        int most = 0;
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.TwoWritersAndTwoReaders(kind, mode, readers => most = Math.Max(most, readers)), mode, 100));
        return most;
    }
}
