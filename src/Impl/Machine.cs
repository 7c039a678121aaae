using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl;

/// <summary>A machine: the preserved memory, and the kernels that run on it one after the other.</summary>
[Unwatched]
public sealed class Machine
{
    private readonly Design _design;

    /// <summary>Makes a machine that is switched off.</summary>
    /// <param name="control">What stands over the run.</param>
    /// <param name="design">How the session service of each kernel is built.</param>
    /// <param name="sessionCapacity">The most sessions tracked for the next kernel, 1 to
    /// <see cref="Limits.SessionCapacity"/> (the default); of no account for a design with a capacity of its own.</param>
    /// <param name="locks">What the locks of its kernels are; real ones by default.</param>
    /// <param name="pages">Where its memory comes from; one of its own by default.</param>
    public Machine(
        IRunControl control,
        Design design,
        int sessionCapacity = Limits.SessionCapacity,
        LockKind locks = LockKind.Fair,
        PagePool? pages = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sessionCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sessionCapacity, Limits.SessionCapacity);
        Control = control;
        _design = design;
        SessionCapacity = design.Capacity ?? sessionCapacity;
        Locks = locks;
        Memory = new PreservedMemory(this, pages ?? new PagePool());
        Platform = new KernelPlatform(this);
    }

    /// <summary>The memory that survives a kexec.</summary>
    public PreservedMemory Memory { get; }

    /// <summary>The running kernel; null before the first boot and where a boot failed.</summary>
    public Kernel? Kernel { get; private set; }

    /// <summary>The platform of the running kernel, or of the one that boots.</summary>
    public KernelPlatform Platform { get; private set; }

    /// <summary>The most sessions tracked for the next kernel.</summary>
    public int SessionCapacity { get; }

    internal IRunControl Control { get; }

    internal LockKind Locks { get; }

    /// <summary>The first boot: nothing was handed over.</summary>
    /// <returns>ENOMEM if no memory can be preserved, else Ok.</returns>
    public Errno ColdBoot() => Boot(0);

    /// <summary>The jump of a kexec: <see cref="Leave"/>, then the next kernel boots with what was handed over.</summary>
    /// <returns>As <see cref="Boot"/>.</returns>
    public Errno Jump() => Boot(Leave());

    /// <summary>The running kernel ends where it stands; what its outgoing tree and block hold at this moment is handed over.
    /// Does not serialize.</summary>
    /// <returns>The physical address of the tree.</returns>
    public ulong Leave()
    {
        Kernel!.Platform.Halt();
        Memory.HandOver();
        return Kernel.OutgoingTree;
    }

    /// <summary>Boots a kernel.</summary>
    /// <param name="handedOverTree">What <see cref="Leave"/> answered; 0 if nothing was handed over.</param>
    /// <returns>The answer of the boot; see <see cref="Kernel.Boot"/>. There is no kernel unless it is Ok.</returns>
    public Errno Boot(ulong handedOverTree)
    {
        Platform = new KernelPlatform(this);
        if (Core.Controlled.Control.Domain is not null)
        {
            // What the design locks from here on are locks of this kernel.
            Core.Controlled.Control.Domain = Platform;
        }

        Errno err = Impl.Kernel.Boot(Platform, _design, handedOverTree, out Kernel? kernel);
        Kernel = kernel;
        return err;
    }
}
