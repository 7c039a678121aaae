using LuoVerified.Core.Locking;

namespace LuoVerified.Core.Controlled;

/// <summary>The lock that stands for one of the runtime's: as that, it may be taken by its holder once more, and threads may
/// wait in it for a pulse.</summary>
/// <param name="lockClass">The class of the lock.</param>
/// <param name="newLock">Makes a lock of a class.</param>
/// <param name="isRecursive">Whether it may be taken once more.</param>
internal sealed class ForeignLock(string lockClass, Func<string, DomainLock> newLock, bool isRecursive)
{
    private readonly DomainLock _lock = newLock(lockClass);

    /// <summary>One for each thread that waits for a pulse, in order of arrival: a lock that nobody holds and nobody can take
    /// until the pulse gives it up. Changes while the lock is held only.</summary>
    private readonly Queue<DomainLock> _waiting = new();

    /// <summary>How often the holder has taken it beyond the first time.</summary>
    private int _again;

    public bool IsHeld => _lock.IsHeld(exclusive: true);

    public void Enter(bool exclusive = true)
    {
        if (isRecursive && IsHeld)
        {
            _again++;
        }
        else
        {
            _lock.Acquire(exclusive);
        }
    }

    public void Exit(bool exclusive = true)
    {
        if (_again > 0 && IsHeld)
        {
            _again--;
        }
        else
        {
            _lock.Release(exclusive);
        }
    }

    /// <summary>Gives the lock up, as often as it was taken, waits for a pulse, and takes it again. A pulse wakes nobody who has
    /// not begun to wait, and nobody wakes without one.</summary>
    /// <exception cref="LockNotHeldException">The calling thread does not hold it.</exception>
    public void Wait()
    {
        RequireHeld();
        DomainLock pulse = newLock($"pulse({lockClass})");
        pulse.Withhold();
        _waiting.Enqueue(pulse);
        int again = _again;
        _again = 0;
        _lock.Release(exclusive: true);
        pulse.Acquire(exclusive: true);
        pulse.Release(exclusive: true);
        _lock.Acquire(exclusive: true);
        _again = again;
    }

    /// <summary>Wakes the thread that has waited longest; nobody if none waits.</summary>
    /// <exception cref="LockNotHeldException">The calling thread does not hold the lock.</exception>
    public void Pulse()
    {
        RequireHeld();
        if (_waiting.TryDequeue(out DomainLock? pulse))
        {
            pulse.TakeOver();
            pulse.Release(exclusive: true);
        }
    }

    /// <summary>Wakes every thread that waits.</summary>
    /// <exception cref="LockNotHeldException">The calling thread does not hold the lock.</exception>
    public void PulseAll()
    {
        RequireHeld();
        while (_waiting.Count > 0)
        {
            Pulse();
        }
    }

    private void RequireHeld()
    {
        if (!IsHeld)
        {
            throw new LockNotHeldException(_lock.Label);
        }
    }
}
