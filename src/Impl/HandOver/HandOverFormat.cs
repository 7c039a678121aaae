using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;

namespace LuoVerified.Impl.HandOver;

/// <summary>How one kernel tells the next what it preserved: what luo_core does around the session service while a kernel
/// boots.</summary>
public abstract class HandOverFormat
{
    /// <summary>A device tree and one block of sessions: the patch, and every design by default.</summary>
    public static HandOverFormat DeviceTree { get; } = new DeviceTreeFormat();

    /// <summary>A chain of blocks of sessions: <c>luo-v5</c>, for a service that is an <see cref="ILuoSerSessions"/>.</summary>
    /// <param name="entriesPerBlock">How many sessions a block holds, 1 to 51, the kernel's number and the default. With fewer the
    /// boundaries of blocks are reached with few sessions.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    public static HandOverFormat BlockChain(int entriesPerBlock = KhoBlock.Capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entriesPerBlock, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entriesPerBlock, KhoBlock.Capacity);
        return new LuoSerFormat(entriesPerBlock);
    }

    /// <summary>Its name in reports.</summary>
    public abstract string Name { get; }

    /// <summary><c>luo_early_startup</c>: reads what was handed over, then gives back the page with it.</summary>
    /// <param name="platform">The platform of the kernel that boots.</param>
    /// <param name="sessions">Its session service.</param>
    /// <param name="handedOver">The physical address of that page.</param>
    /// <param name="number">The number of live updates that led here; 0 after an error.</param>
    /// <returns>EINVAL if what was handed over is not as it must be.</returns>
    internal abstract Errno ReadIncoming(KernelPlatform platform, ISessionService sessions, ulong handedOver, out ulong number);

    /// <summary>Preserves a page for the next kernel and writes it.</summary>
    /// <param name="platform">The platform of the kernel that boots.</param>
    /// <param name="sessions">Its session service.</param>
    /// <param name="number">The number of the next live update.</param>
    /// <param name="page">The physical address of the page; 0 after an error.</param>
    /// <returns>ENOMEM if no memory can be preserved; ENOSPC if it does not fit. Nothing stays preserved then.</returns>
    internal abstract Errno WriteOutgoing(KernelPlatform platform, ISessionService sessions, ulong number, out ulong page);

    /// <summary>The service as the format needs it.</summary>
    private protected TService Of<TService>(ISessionService sessions)
        where TService : class, ISessionService =>
        sessions as TService ?? throw new InvalidOperationException($"a service that writes {Name} implements {typeof(TService).Name}");
}
