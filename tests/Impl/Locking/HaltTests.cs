using LuoVerified.Impl.TestBodies;

namespace LuoVerified.Impl.Tests.Locking;

/// <summary>When the machine leaves a kernel, the threads of that kernel end, also those that wait for a lock.</summary>
public class HaltTests
{
    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void AThreadThatWaitsForALockEndsWithItsKernel(PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.JumpWhileHeld(LockUnderTest.Real, mode, awaitWaiting: true), mode, 150));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void AThreadThatComesToALockEndsWithItsKernel(PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.JumpWhileHeld(LockUnderTest.Real, mode, awaitWaiting: false), mode, 400));

    [Theory]
    [InlineData(PulseMode.Delayed)]
    [InlineData(PulseMode.Exact)]
    public void ACopyThatLooksBeforeItWaitsEndsWithItsKernel(PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(
            LockBodies.JumpWhileHeld(LockUnderTest.Copy(Defect.None), mode, awaitWaiting: false), mode, 400));

    [Theory]
    [InlineData(PulseMode.Delayed, Defect.SleepsThroughHalt, true)]
    [InlineData(PulseMode.Exact, Defect.SleepsThroughHalt, true)]
    [InlineData(PulseMode.Delayed, Defect.WaitsOnAfterHalt, true)]
    [InlineData(PulseMode.Exact, Defect.WaitsOnAfterHalt, true)]
    [InlineData(PulseMode.Delayed, Defect.WaitsThoughHalted, false)]
    public void ALockThatKeepsAThreadOfALeftKernelIsCaught(PulseMode mode, Defect defect, bool awaitWaiting) =>
        CoyoteRun.AssertFound(
            CoyoteRun.Sample(LockBodies.JumpWhileHeld(LockUnderTest.Copy(defect), mode, awaitWaiting), mode, 2_000),
            "Deadlock detected");

    public static TheoryData<string, PulseMode> DesignsAndModes => new()
    {
        { Design.AsPosted.Name, PulseMode.Delayed },
        { Design.AsPosted.Name, PulseMode.Exact },
        { Design.Hardened.Name, PulseMode.Delayed },
        { Design.Hardened.Name, PulseMode.Exact },
    };

    [Theory]
    [MemberData(nameof(DesignsAndModes))]
    public void AKernelMayBeLeftWhileASessionIsCreated(string design, PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(KernelBodies.JumpBesideCreate(Named(design), mode), mode, 200));

    [Theory]
    [MemberData(nameof(DesignsAndModes))]
    public void AKernelMayBeLeftWhileACreateWaitsForAQuiesce(string design, PulseMode mode) =>
        CoyoteRun.AssertHolds(CoyoteRun.Sample(KernelBodies.JumpWhileQuiesced(Named(design), mode), mode, 200));

    private static Design Named(string name) => Design.All.Single(design => design.Name == name);
}
