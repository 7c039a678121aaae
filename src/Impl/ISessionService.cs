using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl;

/// <summary>The session service of one kernel: what every design implements.</summary>
/// <remarks>
/// <para>The two set-up calls and <see cref="Inspect"/> are the kernel's and the checker's; the others any thread may call at any
/// time.</para>
/// <para>What <see cref="Inspect"/> reports may be half changed while an operation holds a lock for writing: rules are judged when
/// a change is final, which is when that lock is given up (docs/checks.md).</para>
/// </remarks>
public interface ISessionService : ISessionOperations
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

    /// <summary>The state, seen from outside: takes no lock and is no step. Meaningful only while no other thread runs.</summary>
    /// <returns>A copy of the state.</returns>
    SessionSnapshot Inspect();
}
