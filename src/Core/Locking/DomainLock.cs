
namespace LuoVerified.Core.Locking;

/// <summary>A lock with the kernel's rules: held shared or exclusive, not recursive (a thread that takes it twice waits
/// for itself), given up only by a thread that holds it.</summary>
/// <remarks>Who holds the lock is kept here; the kind of lock decides how a thread waits.</remarks>
public abstract class DomainLock : StepTarget
{
    /// <summary>Holds a lock that nobody can take yet.</summary>
    private const int Nobody = int.MinValue;

    private readonly List<int> _readers = [];
    private int? _writer;

    /// <summary>Makes the lock, free.</summary>
    /// <param name="domain">The domain that it lives in.</param>
    /// <param name="lockClass">Its class, as lockdep would name it.</param>
    /// <param name="within">The object that it is part of, if any.</param>
    protected DomainLock(Domain domain, string lockClass, TrackedObject? within)
        : base(domain)
    {
        Class = lockClass;
        Within = within;
    }

    /// <summary>The class of the lock: all session mutexes are one class.</summary>
    public string Class { get; }

    /// <summary>Whether locks of its class have one order with those of others, and none among themselves; true by default.
    /// A lock that stands for one of the runtime's has not.</summary>
    public bool HasOrder { get; internal set; } = true;

    /// <inheritdoc/>
    public override string Label => Within is null ? Class : $"{Within.Label}.{Class}";

    /// <inheritdoc/>
    public override TrackedObject? Within { get; }

    /// <summary>Whether the lock is held for exclusive use.</summary>
    protected bool IsWritten => _writer is not null;

    /// <summary>Whether the lock is held for shared use.</summary>
    protected bool IsRead => _readers.Count > 0;

    private int Me => Domain.Control.Caller;

    /// <summary>Whether a step takes a lock that is not available: the thread would have to wait. Meaningful only while no
    /// other thread runs.</summary>
    /// <param name="step">A step that is to come.</param>
    /// <returns>True if it would.</returns>
    public static bool WouldWait(in Step step) =>
        step is { Acquires: true, Target: DomainLock wanted } && !wanted.IsAvailable(step.IsExclusive);

    /// <summary>Whether a step gives up a lock that the calling thread does not hold: it will be refused, and does not
    /// happen.</summary>
    /// <param name="step">A step that is to come.</param>
    /// <returns>True if it will.</returns>
    public static bool WillBeRefused(in Step step) =>
        step is { Releases: true, Target: DomainLock given }
        && !given.IsHeld(exclusive: step.Kind == StepKind.ReleaseWrite);

    /// <summary>Whether a thread that asked now would get the lock without waiting for a holder. Meaningful only while
    /// no other thread runs.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    /// <returns>True if it would.</returns>
    public virtual bool IsAvailable(bool exclusive) => !IsWritten && !(exclusive && IsRead);

    /// <summary>Who holds the lock, as <see cref="IRunControl.Caller"/> names threads; empty if it is free.</summary>
    /// <returns>The holders.</returns>
    public IReadOnlyCollection<int> Holders() =>
        _writer == Nobody ? [] : _writer is { } writer ? [writer] : [.. _readers];

    /// <summary>Lets another thread hold the lock in the place of one that does. Meaningful only while no other thread
    /// runs.</summary>
    /// <param name="from">A holder.</param>
    /// <param name="to">Who holds it from now on.</param>
    public void Bequeath(int from, int to)
    {
        _writer = _writer == from ? to : _writer;
        for (int i = 0; i < _readers.Count; i++)
        {
            _readers[i] = _readers[i] == from ? to : _readers[i];
        }
    }

    /// <summary>Makes a new lock one that no thread can take until somebody has taken it over and given it up.</summary>
    internal void Withhold() => _writer = Nobody;

    /// <summary>Lets the calling thread hold a lock that is withheld; it is about to give it up.</summary>
    internal void TakeOver() => Bequeath(Nobody, Me);

    /// <summary>Takes the lock, waiting as long as it must: one step.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    internal void Acquire(bool exclusive)
    {
        var step = new Step(exclusive ? StepKind.AcquireWrite : StepKind.AcquireRead, this);
        Domain.Before(step);
        Take(exclusive, step);
    }

    /// <summary>Gives the lock up: one step.</summary>
    /// <param name="exclusive">As it was taken.</param>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it so; nothing changed.</exception>
    internal void Release(bool exclusive)
    {
        if (Domain.Halted)
        {
            return;
        }

        var step = new Step(exclusive ? StepKind.ReleaseWrite : StepKind.ReleaseRead, this);
        Domain.Before(step);
        Give(exclusive, step);
    }

    /// <summary>Wakes every waiting thread so that it sees that its domain was left.</summary>
    internal abstract void WakeAll();

    /// <summary>Waits as long as it must, and calls <see cref="Grant"/>.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    /// <param name="step">The step to report.</param>
    protected abstract void Take(bool exclusive, in Step step);

    /// <summary>Calls <see cref="Withdraw"/>, and wakes whoever can go on.</summary>
    /// <param name="exclusive">As it was taken.</param>
    /// <param name="step">The step to report.</param>
    protected abstract void Give(bool exclusive, in Step step);

    /// <summary>The calling thread gets the lock: the step happens.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    /// <param name="step">The step to report.</param>
    /// <exception cref="InternalErrorException">Never both a writer and another holder: the kind of lock is at fault.</exception>
    protected void Grant(bool exclusive, in Step step)
    {
        // Not by IsAvailable: what the lock promises is checked apart from how it decides.
        if (_writer is not null || (exclusive && _readers.Count > 0))
        {
            throw new InternalErrorException(
                $"{Label} is granted for {(exclusive ? "exclusive" : "shared")} use while another holds it");
        }

        Happens(step);
        if (exclusive)
        {
            _writer = Me;
        }
        else
        {
            _readers.Add(Me);
        }
    }

    /// <summary>The calling thread no longer has the lock: the step happens.</summary>
    /// <param name="exclusive">As it was taken.</param>
    /// <param name="step">The step to report.</param>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it so; nothing changed.</exception>
    protected void Withdraw(bool exclusive, in Step step)
    {
        if (!IsHeld(exclusive))
        {
            throw new LockNotHeldException(Label);
        }

        Happens(step);
        Forget(exclusive, Me);
    }

    /// <summary>Whether the calling thread holds the lock.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    /// <returns>True if it does.</returns>
    internal bool IsHeld(bool exclusive) => exclusive ? _writer == Me : _readers.Contains(Me);

    /// <summary>Strikes a holder out.</summary>
    /// <param name="exclusive">The writer, whoever it is; else a reader.</param>
    /// <param name="reader">Which one.</param>
    protected void Forget(bool exclusive, int reader)
    {
        if (exclusive)
        {
            _writer = null;
        }
        else
        {
            _readers.Remove(reader);
        }
    }

    /// <summary>The step happens now: touches the object that the lock is part of, and reports the step.</summary>
    /// <param name="step">The step.</param>
    protected virtual void Happens(in Step step)
    {
        Within?.Touch();
        Domain.After(step);
    }
}
