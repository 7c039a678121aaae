namespace LuoVerified.Core.Locking;

/// <summary>Holds a lock until it is disposed of, in the manner of the kernel's <c>guard()</c>.</summary>
public readonly ref struct LockGuard
{
    private readonly DomainLock _lock;
    private readonly bool _exclusive;

    internal LockGuard(DomainLock @lock, bool exclusive)
    {
        _lock = @lock;
        _exclusive = exclusive;
    }

    /// <summary>Gives the lock up.</summary>
    public void Dispose() => _lock.Release(_exclusive);
}
