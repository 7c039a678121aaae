using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl;

/// <summary>The session service of one kernel. A design implements it together with what the format that it writes asks for:
/// <see cref="IDeviceTreeSessions"/> or <see cref="ILuoSerSessions"/>.</summary>
/// <remarks>
/// <para>The set-up calls and <see cref="Inspect"/> are the kernel's and the checker's; the others any thread may call at any
/// time, unless the design says otherwise (<see cref="Design"/>).</para>
/// <para>What <see cref="Inspect"/> reports may be half changed while an operation holds a lock for writing: rules are judged when
/// a change is final, which is when that lock is given up (docs/checks.md).</para>
/// </remarks>
public interface ISessionService : ISessionOperations
{
    /// <summary>The state, seen from outside: takes no lock and is no step. Meaningful only while no other thread runs.</summary>
    /// <returns>A copy of the state.</returns>
    SessionSnapshot Inspect();
}

/// <summary>A session service that is handed over in a device tree and a block: <c>luo-v1</c>.</summary>
public interface IDeviceTreeSessions : ISessionService
{
    /// <summary>Takes note of what the previous kernel handed over. Called once at early boot, by one thread.</summary>
    /// <param name="tree">The device tree that was handed over.</param>
    /// <returns>EINVAL if the tree has no proper session node; fatal for the kernel.</returns>
    Errno SetupIncoming(FdtReader tree);

    /// <summary>Preserves the session block and adds the session node to the outgoing tree. Called once at late boot, by
    /// one thread, with the root node open.</summary>
    /// <param name="tree">The tree being written.</param>
    /// <returns>ENOMEM if no memory can be preserved; ENOSPC if the tree is full. Nothing stays preserved then.</returns>
    Errno SetupOutgoing(FdtWriter tree);
}

/// <summary>A session service that is handed over in a chain of blocks: <c>luo-v5</c>.</summary>
public interface ILuoSerSessions : ISessionService
{
    /// <summary>Takes note of what the previous kernel handed over. Called once at early boot, by one thread.</summary>
    /// <param name="sessionsAddress">The physical address of the first block; 0 if there is none.</param>
    /// <returns>EINVAL if the chain is not as it must be; fatal for the kernel.</returns>
    Errno SetupIncoming(ulong sessionsAddress);

    /// <summary>Called once at late boot, by one thread.</summary>
    /// <param name="sessionsAddress">The physical address of the field <c>sessions_pa</c> for the next kernel, which is
    /// preserved and 0.</param>
    void SetupOutgoing(ulong sessionsAddress);
}
