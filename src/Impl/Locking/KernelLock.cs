using LuoVerified.Impl.Control;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Impl.Locking;

/// <summary>A lock with the kernel's rules: held shared or exclusive, not recursive (a thread that takes it twice waits
/// for itself), given up only by a thread that holds it.</summary>
/// <remarks>The template that every kind of lock follows; the kind decides how a thread waits.</remarks>
public abstract class KernelLock : StepTarget
{
    /// <summary>Makes the lock, free.</summary>
    /// <param name="platform">The kernel that it lives in.</param>
    /// <param name="lockClass">Its class, as lockdep would name it.</param>
    /// <param name="within">The object that it is part of, if any.</param>
    protected KernelLock(KernelPlatform platform, string lockClass, KernelObject? within)
        : base(platform)
    {
        Class = lockClass;
        Within = within;
    }

    /// <summary>The class of the lock: all session mutexes are one class.</summary>
    public string Class { get; }

    /// <inheritdoc/>
    public override string Label => Within is null ? Class : $"{Within.Label}.{Class}";

    /// <inheritdoc/>
    public override KernelObject? Within { get; }

    /// <summary>Whether a thread that asked now would get the lock without waiting for a holder. Meaningful only while
    /// no other thread runs.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    /// <returns>True where it would.</returns>
    public abstract bool IsAvailable(bool exclusive);

    /// <summary>Who holds the lock, by managed thread number; empty where it is free.</summary>
    /// <returns>The holders.</returns>
    public abstract IReadOnlyCollection<int> Holders();

    /// <summary>Whether a thread holds the lock for exclusive use.</summary>
    /// <param name="thread">The managed thread number.</param>
    /// <returns>True where it does.</returns>
    public abstract bool IsWriter(int thread);

    /// <summary>Takes the lock, waiting as long as it must: one step.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    internal void Acquire(bool exclusive)
    {
        var step = new Step(exclusive ? StepKind.AcquireWrite : StepKind.AcquireRead, this);
        Platform.Before(step);
        Take(exclusive, step);
    }

    /// <summary>Gives the lock up: one step.</summary>
    /// <param name="exclusive">As it was taken.</param>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it so; nothing changed.</exception>
    internal void Release(bool exclusive)
    {
        if (Platform.Halted)
        {
            return;
        }

        var step = new Step(exclusive ? StepKind.ReleaseWrite : StepKind.ReleaseRead, this);
        Platform.Before(step);
        Give(exclusive, step);
    }

    /// <summary>Wakes every waiting thread so that it sees that its kernel was left.</summary>
    internal abstract void WakeAll();

    /// <summary>Takes the lock and calls <see cref="Happens"/> at the moment of taking.</summary>
    /// <param name="exclusive">For exclusive use, else for shared use.</param>
    /// <param name="step">The step to report.</param>
    protected abstract void Take(bool exclusive, in Step step);

    /// <summary>Gives the lock up and calls <see cref="Happens"/> at that moment.</summary>
    /// <param name="exclusive">As it was taken.</param>
    /// <param name="step">The step to report.</param>
    protected abstract void Give(bool exclusive, in Step step);

    /// <summary>The step happens now: touches the object that the lock is part of, and reports the step.</summary>
    /// <param name="step">The step.</param>
    protected void Happens(in Step step)
    {
        Within?.Touch();
        Platform.After(step);
    }
}
