using LuoVerified.Impl.TestBodies;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>Only a holder gives a lock up.</summary>
public class ReleaseTests
{
    [Theory]
    [InlineData(PulseMode.Delayed, true)]
    [InlineData(PulseMode.Delayed, false)]
    [InlineData(PulseMode.Exact, true)]
    [InlineData(PulseMode.Exact, false)]
    public void AThreadThatDoesNotHoldTheLockCannotGiveItUp(PulseMode mode, bool exclusive) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.ReleaseByAnother(LockUnderTest.Real, mode, exclusive), mode, 80));

    [Theory]
    [InlineData(Defect.TrustsTheReleaser, "by a thread that does not hold it")]
    [InlineData(Defect.ReleasesBeforeChecking, "a refused release changes the holders")]
    public void ALockThatTakesTheReleaserAtItsWordIsCaught(Defect defect, string report) =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(
                LockBodies.ReleaseByAnother(LockUnderTest.Copy(defect), PulseMode.Exact, exclusive: true), PulseMode.Exact, 200),
            report);
}
