using LuoVerified.Abi;

namespace LuoVerified.Impl.TestBodies;

/// <summary>What threads do with one kernel that the machine leaves.</summary>
public static class KernelBodies
{
    /// <summary>A thread creates a session, which makes a lock in one design, while the machine leaves the kernel.</summary>
    public static Action JumpBesideCreate(Design design, PulseMode mode) => () =>
    {
        var machine = new Machine(new LockControl(mode), design);
        machine.ColdBoot();
        ISessionService sessions = machine.Kernel!.Sessions;
        var thread = new System.Threading.Thread(() => LockBodies.EndsWithItsKernel(
            () => sessions.Create(ByteString.FromUtf8("a"), out _)));
        thread.Start();
        machine.Jump();
        thread.Join();
        Scene.Require(machine.Kernel!.Sessions.Inspect().Outgoing.Count == 0, "the next kernel has a session of the last one");
    };

    /// <summary>A thread waits for a quiesce to end when the machine leaves the kernel.</summary>
    public static Action JumpWhileQuiesced(Design design, PulseMode mode) => () =>
    {
        var machine = new Machine(new LockControl(mode), design);
        machine.ColdBoot();
        ISessionService sessions = machine.Kernel!.Sessions;
        Scene.Require(sessions.Quiesce(), "a kernel without sessions cannot be quiesced");
        bool ended = false;
        var thread = new System.Threading.Thread(() => ended = LockBodies.EndsWithItsKernel(
            () => sessions.Create(ByteString.FromUtf8("a"), out _)));
        thread.Start();
        machine.Jump();
        thread.Join();
        Scene.Require(ended, "a create got through a quiesce");
    };
}
