using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core.Controlled;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;
using LuoVerified.Monitors;

namespace LuoVerified.Core;

/// <summary>What checked code lives in: makes its locks, passes its steps on to an <see cref="IRunControl"/>, and can be left
/// as a whole, as a kernel is left by a kexec.</summary>
public class Domain
{
    private readonly LockKind _kind;
    private readonly List<DomainLock> _locks = [];
    private readonly HaltFlag _halted = new();
    private ForeignObjects? _foreign;

    /// <summary>Makes the domain, without a lock or an object.</summary>
    /// <param name="control">What stands over the run.</param>
    /// <param name="locks">What the locks are; real ones by default.</param>
    public Domain(IRunControl control, LockKind locks = LockKind.Fair)
    {
        Control = control;
        _kind = locks;
        Itself = new DomainTarget(this);
    }

    /// <summary>What stands over the run.</summary>
    public IRunControl Control { get; }

    /// <summary>Whether the domain was left.</summary>
    public bool Halted => _halted.IsUp;

    /// <summary>What messages call it.</summary>
    public virtual string Label => "domain";

    /// <summary>Objects with a lifetime that are allocated and not freed.</summary>
    public int LiveObjects { get; internal set; }

    /// <summary>Every lock, in order of creation.</summary>
    public IReadOnlyList<DomainLock> Locks => _locks;

    /// <summary>The target of the steps that concern the domain as a whole.</summary>
    public DomainTarget Itself { get; }

    /// <summary>What stands for the locks and fields of code that knows no domain.</summary>
    internal ForeignObjects Foreign => _foreign ??= new ForeignObjects(this, NewForeignLock);

    /// <summary>Makes a lock that knows shared and exclusive use.</summary>
    /// <param name="lockClass">The class of the lock, as lockdep would name it.</param>
    /// <returns>The semaphore, free.</returns>
    public RwSemaphore NewRwSemaphore(string lockClass) => new(NewLock(lockClass, null));

    /// <summary>Makes a lock that knows exclusive use only.</summary>
    /// <param name="lockClass">The class of the lock, as lockdep would name it.</param>
    /// <param name="within">The object that the mutex is part of, if any; every use of the mutex touches that object.</param>
    /// <returns>The mutex, free.</returns>
    public DomainMutex NewMutex(string lockClass, TrackedObject? within = null) => new(NewLock(lockClass, within));

    /// <summary>The target of the steps on a field, an element or a collection, if they are steps: the same for every access
    /// to it.</summary>
    /// <param name="access">An access to it.</param>
    /// <returns>The target.</returns>
    public FieldTarget TargetOf(in Access access) => Foreign.Field(access);

    /// <summary>The checked code broke a rule; the run ends here.</summary>
    /// <param name="check">The rule, such as one of <see cref="RuntimeChecks"/>.</param>
    /// <param name="message">What happened, in one line.</param>
    [DoesNotReturn]
    public void Violation(string check, string message) => Control.Violation(check, message);

    /// <summary>Announces a step; ends the thread if the domain was left.</summary>
    /// <param name="step">The step to come.</param>
    /// <exception cref="HaltedException">The domain was left.</exception>
    public void Before(in Step step)
    {
        ThrowIfHalted();
        Control.Before(step);
        ThrowIfHalted();
    }

    /// <summary>Reports that an announced step has happened.</summary>
    /// <param name="step">The step.</param>
    public void After(in Step step) => Control.After(step);

    /// <summary>Leaves the domain: every thread in it ends at its next step, or where it waits for a lock.</summary>
    public void Halt()
    {
        _halted.Raise();

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
            throw new HaltedException();
        }
    }

    /// <summary>A lock of the runtime has no class but its type, which says nothing about order.</summary>
    private DomainLock NewForeignLock(string lockClass)
    {
        DomainLock made = NewLock(lockClass, null);
        made.HasOrder = false;
        return made;
    }

    private DomainLock NewLock(string lockClass, TrackedObject? within)
    {
        DomainLock made = _kind switch
        {
            LockKind.Fair => new FairLock(this, lockClass, within, new RuntimeMonitor()),
            LockKind.Stepped => new FairLock(this, lockClass, within, new SteppedMonitor()),
            _ => new ModelLock(this, lockClass, within),
        };
        _locks.Add(made);
        return made;
    }
}
