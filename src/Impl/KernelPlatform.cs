using System.Diagnostics.CodeAnalysis;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Watching;
using LuoVerified.Impl.Files;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl;

/// <summary>What one running kernel gives the session code: locks, objects, files and preserved memory, all of them
/// under an <see cref="IRunControl"/>.</summary>
[Unwatched]
public sealed class KernelPlatform : Domain
{
    private readonly Machine _machine;

    internal KernelPlatform(Machine machine)
        : base(machine.Control, machine.Locks) => (_machine, Handler) = (machine, new FileHandler(this));

    /// <inheritdoc/>
    public override string Label => "kernel";

    /// <summary>The memory that survives a kexec.</summary>
    public PreservedMemory Memory => _machine.Memory;

    /// <summary>The handler of every file.</summary>
    public FileHandler Handler { get; }

    /// <summary>The most sessions that may be tracked for the next kernel, 1 to <see cref="Limits.SessionCapacity"/>.</summary>
    public int SessionCapacity => _machine.SessionCapacity;

    /// <summary><c>kzalloc</c>: makes an object unless the run control refuses.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="create">Makes the object.</param>
    /// <param name="created">The object.</param>
    /// <param name="site">What refuses it; <see cref="FaultSites.SessionAllocation"/> by default.</param>
    /// <returns>False if the allocation fails (ENOMEM).</returns>
    public bool TryAllocate<T>(Func<T> create, [NotNullWhen(true)] out T? created, FaultSite? site = null)
        where T : TrackedObject
    {
        created = Control.Refuses(site ?? FaultSites.SessionAllocation) ? null : create();
        return created is not null;
    }

    /// <summary><c>anon_inode_getfile</c>: makes the file of a session unless the run control refuses.</summary>
    /// <param name="release">What the last close of the file does.</param>
    /// <param name="file">The file.</param>
    /// <param name="ioctls">What it can be asked; null, the default, if it takes no requests.</param>
    /// <returns>ENFILE if the file cannot be made, else Ok.</returns>
    public Errno CreateFile(Action release, out ISessionFile? file, ISessionIoctls? ioctls = null)
    {
        file = Control.Refuses(FaultSites.FileCreation) ? null : new SessionFile(release, ioctls);
        return file is null ? Errno.ENFILE : Errno.Ok;
    }

    /// <summary><c>copy_to_user</c>: tells user space the descriptor of the session that it asked for, unless the run control
    /// refuses.</summary>
    /// <returns>EFAULT if it cannot be told, else Ok.</returns>
    public Errno Reply() => Control.Refuses(FaultSites.Reply) ? Errno.EFAULT : Errno.Ok;
}
