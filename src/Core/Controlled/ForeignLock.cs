using LuoVerified.Core.Locking;

namespace LuoVerified.Core.Controlled;

/// <summary>The lock that stands for one of the runtime's: as that, it may be taken by its holder once more.</summary>
/// <param name="domainLock">What is taken and given up.</param>
/// <param name="isRecursive">Whether it may.</param>
internal sealed class ForeignLock(DomainLock domainLock, bool isRecursive)
{
    /// <summary>How often the holder has taken it beyond the first time.</summary>
    private int _again;

    public bool IsHeld => domainLock.IsHeld(exclusive: true);

    public void Enter(bool exclusive = true)
    {
        if (isRecursive && IsHeld)
        {
            _again++;
        }
        else
        {
            domainLock.Acquire(exclusive);
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
            domainLock.Release(exclusive);
        }
    }
}
