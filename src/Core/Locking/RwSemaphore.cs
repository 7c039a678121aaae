namespace LuoVerified.Core.Locking;

/// <summary>The kernel's <c>struct rw_semaphore</c>: many readers or one writer, not recursive, fair to both.</summary>
public sealed class RwSemaphore
{
    private readonly DomainLock _lock;

    internal RwSemaphore(DomainLock @lock) => _lock = @lock;

    /// <summary><c>guard(rwsem_read)</c>: takes the semaphore for shared use until the guard is disposed of.</summary>
    /// <returns>The guard.</returns>
    public LockGuard Read()
    {
        DownRead();
        return new LockGuard(_lock, exclusive: false);
    }

    /// <summary><c>guard(rwsem_write)</c>: takes the semaphore for exclusive use until the guard is disposed of.</summary>
    /// <returns>The guard.</returns>
    public LockGuard Write()
    {
        DownWrite();
        return new LockGuard(_lock, exclusive: true);
    }

    /// <summary><c>down_read</c>: takes the semaphore for shared use.</summary>
    public void DownRead() => _lock.Acquire(exclusive: false);

    /// <summary><c>up_read</c>: gives it up.</summary>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it for shared use; nothing
    /// changed.</exception>
    public void UpRead() => _lock.Release(exclusive: false);

    /// <summary><c>down_write</c>: takes the semaphore for exclusive use.</summary>
    public void DownWrite() => _lock.Acquire(exclusive: true);

    /// <summary><c>lockdep_assert_held_write</c>, for the calling thread.</summary>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it for exclusive use.</exception>
    public void AssertHeldWrite()
    {
        if (!_lock.IsHeld(exclusive: true))
        {
            throw new LockNotHeldException(_lock.Label);
        }
    }

    /// <summary><c>up_write</c>: gives it up.</summary>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it for exclusive use; nothing changed.</exception>
    public void UpWrite() => _lock.Release(exclusive: true);
}
