using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl;

/// <summary>The session service of one kernel: what every design implements.</summary>
/// <remarks>
/// <para>All but the two set-up calls and <see cref="Inspect"/> may be called by any thread at any time. Call each with no
/// session lock held (between a successful <see cref="Quiesce"/> and <see cref="Resume"/> the calling thread may hold
/// locks; what it may then call without waiting for itself is the design's matter).</para>
/// <para>A change to a list, its counter, and the flags that <see cref="Inspect"/> reports holds no scheduling point:
/// between two steps they agree, so far as the design makes them agree.</para>
/// </remarks>
public interface ISessionService
{
    /// <summary>Takes note of what the previous kernel handed over. Called once at early boot, by one thread.</summary>
    /// <param name="tree">The device tree that was handed over.</param>
    /// <returns>EINVAL where the tree has no proper session node; fatal for the kernel.</returns>
    Errno SetupIncoming(FdtReader tree);

    /// <summary>Preserves the session block and adds the session node to the outgoing tree. Called once at late boot, by
    /// one thread, with the root node open.</summary>
    /// <param name="tree">The tree being written.</param>
    /// <returns>ENOMEM where no memory can be preserved; ENOSPC where the tree is full. Nothing stays preserved then.</returns>
    Errno SetupOutgoing(FdtWriter tree);

    /// <summary>Makes a session that the next kernel shall receive.</summary>
    /// <param name="name">Any bytes; which are refused is the design's matter.</param>
    /// <param name="file">The file of the session; null unless the answer is Ok.</param>
    /// <returns>The kernel's answer.</returns>
    Errno Create(ByteString name, out SessionFile? file);

    /// <summary>Hands out a session that the previous kernel preserved.</summary>
    /// <param name="name">Any bytes.</param>
    /// <param name="file">The file of the session; null unless the answer is Ok.</param>
    /// <returns>The kernel's answer.</returns>
    Errno Retrieve(ByteString name, out SessionFile? file);

    /// <summary>Writes the sessions of the outgoing list, in its order, into the block for the next kernel.</summary>
    /// <returns>The kernel's answer.</returns>
    Errno Serialize();

    /// <summary>The reboot that <see cref="Serialize"/> was for does not happen.</summary>
    /// <returns>The kernel's answer.</returns>
    Errno AbortSerialize();

    /// <summary>Makes the sessions visible that the previous kernel handed over.</summary>
    /// <returns>The kernel's answer.</returns>
    Errno Deserialize();

    /// <summary>Stops sessions from coming into being, if there are none.</summary>
    /// <returns>True where there are none; then, until <see cref="Resume"/>, there will be none.</returns>
    bool Quiesce();

    /// <summary>Ends what a successful <see cref="Quiesce"/> began.</summary>
    /// <exception cref="LockNotHeldException">The calling thread has not quiesced; nothing changed.</exception>
    void Resume();

    /// <summary>The state, seen from outside: takes no lock and is no step. Meaningful only while no other thread runs.</summary>
    /// <returns>A copy of the state.</returns>
    SessionSnapshot Inspect();
}
