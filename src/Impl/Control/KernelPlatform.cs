using System.Diagnostics.CodeAnalysis;
using LuoVerified.Abi;
using LuoVerified.Impl.Locking;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl.Control;

/// <summary>What one running kernel gives the session code: locks, objects, files and preserved memory, all of them
/// under an <see cref="IRunControl"/>.</summary>
public sealed class KernelPlatform
{
    private readonly Machine _machine;
    private readonly List<KernelLock> _locks = [];
    private int _halted;

    internal KernelPlatform(Machine machine)
    {
        _machine = machine;
        Itself = new KernelTarget(this);
    }

    /// <summary>The memory that survives a kexec.</summary>
    public PreservedMemory Memory => _machine.Memory;

    /// <summary>The most sessions that may be tracked for the next kernel, 1 to <see cref="Limits.SessionCapacity"/>.</summary>
    public int SessionCapacity => _machine.SessionCapacity;

    /// <summary>Whether the machine has left this kernel.</summary>
    public bool Halted => _halted != 0;

    /// <summary>Kernel objects that are allocated and not freed.</summary>
    public int LiveObjects { get; internal set; }

    /// <summary>Every lock of this kernel, in order of creation.</summary>
    public IReadOnlyList<KernelLock> Locks => _locks;

    /// <summary>The target of the steps that concern the kernel as a whole.</summary>
    public KernelTarget Itself { get; }

    /// <summary>Makes a lock that knows shared and exclusive use.</summary>
    /// <param name="lockClass">The class of the lock, as lockdep would name it.</param>
    /// <returns>The semaphore, free.</returns>
    public RwSemaphore NewRwSemaphore(string lockClass) => new(NewLock(lockClass, null));

    /// <summary>Makes a lock that knows exclusive use only.</summary>
    /// <param name="lockClass">The class of the lock, as lockdep would name it.</param>
    /// <param name="within">The object that the mutex is part of, if any; every use of the mutex touches that object.</param>
    /// <returns>The mutex, free.</returns>
    public Mutex NewMutex(string lockClass, KernelObject? within = null) => new(NewLock(lockClass, within));

    /// <summary><c>kzalloc</c>: makes an object unless the run control refuses.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="create">Makes the object.</param>
    /// <param name="created">The object.</param>
    /// <returns>False where the allocation fails (ENOMEM).</returns>
    public bool TryAllocate<T>(Func<T> create, [NotNullWhen(true)] out T? created)
        where T : KernelObject
    {
        created = _machine.Control.Refuses(FaultSite.SessionAllocation) ? null : create();
        return created is not null;
    }

    /// <summary><c>anon_inode_getfile</c>: makes the file of a session unless the run control refuses.</summary>
    /// <param name="release">What the last close of the file does.</param>
    /// <param name="file">The file.</param>
    /// <returns>ENFILE where the file cannot be made, else Ok.</returns>
    public Errno CreateFile(Action release, out SessionFile? file)
    {
        file = _machine.Control.Refuses(FaultSite.FileCreation) ? null : new SessionFile(release);
        return file is null ? Errno.ENFILE : Errno.Ok;
    }

    /// <summary>The checked code broke a rule; the run ends here.</summary>
    /// <param name="check">The rule, one of <see cref="RuntimeChecks"/>.</param>
    /// <param name="message">What happened, in one line.</param>
    [DoesNotReturn]
    public void Violation(string check, string message) => _machine.Control.Violation(check, message);

    /// <summary>Announces a step; ends the thread where the machine has left this kernel.</summary>
    /// <param name="step">The step to come.</param>
    /// <exception cref="KernelHaltedException">The machine has left this kernel.</exception>
    public void Before(in Step step)
    {
        ThrowIfHalted();
        _machine.Control.Before(step);
        ThrowIfHalted();
    }

    /// <summary>Reports that an announced step has happened.</summary>
    /// <param name="step">The step.</param>
    public void After(in Step step) => _machine.Control.After(step);

    /// <summary>Leaves this kernel: every thread in it ends at its next step, or where it waits for a lock.</summary>
    public void Halt()
    {
        _halted = 1;

        // Threads that have not noticed yet may still make locks meanwhile.
        for (int i = 0; i < _locks.Count; i++)
        {
            _locks[i].WakeAll();
        }
    }

    internal void ThrowIfHalted()
    {
        if (Halted)
        {
            throw new KernelHaltedException();
        }
    }

    private KernelLock NewLock(string lockClass, KernelObject? within)
    {
        KernelLock made = _machine.Locks == LockKind.Fair
            ? new FairLock(this, lockClass, within)
            : new ModelLock(this, lockClass, within);
        _locks.Add(made);
        return made;
    }
}
