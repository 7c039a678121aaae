namespace LuoVerified.Core.Locking;

/// <summary>A thread gave up a lock that it does not hold: undefined in the kernel, an error here.</summary>
public sealed class LockNotHeldException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="label">The lock.</param>
    public LockNotHeldException(string label)
        : base($"{label} is not held by the thread that releases it")
    {
    }
}
