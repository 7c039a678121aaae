namespace LuoVerified.Core.Locking;

/// <summary>The kernel's <c>struct mutex</c>: one holder, not recursive.</summary>
public sealed class DomainMutex
{
    private readonly DomainLock _lock;

    internal DomainMutex(DomainLock @lock) => _lock = @lock;

    /// <summary><c>guard(mutex)</c>: takes the mutex until the guard is disposed of.</summary>
    /// <returns>The guard.</returns>
    public LockGuard Lock()
    {
        _lock.Acquire(exclusive: true);
        return new LockGuard(_lock, exclusive: true);
    }
}
