using ReaderWriterLockSlim = System.Threading.ReaderWriterLockSlim;

namespace LuoVerified.Core.Controlled;

/// <summary>In the place of <see cref="ReaderWriterLockSlim"/>: steps in a run, the real one outside. For woven
/// code.</summary>
public static class ControlledReaderWriterLock
{
    /// <summary>As <see cref="ReaderWriterLockSlim.EnterReadLock"/>.</summary>
    /// <param name="entered">The lock.</param>
    public static void EnterReadLock(ReaderWriterLockSlim entered)
    {
        if (Control.LockOf(entered) is { } known)
        {
            known.Enter(exclusive: false);
        }
        else
        {
            entered.EnterReadLock();
        }
    }

    /// <summary>As <see cref="ReaderWriterLockSlim.ExitReadLock"/>.</summary>
    /// <param name="entered">The lock.</param>
    public static void ExitReadLock(ReaderWriterLockSlim entered)
    {
        if (Control.LockOf(entered) is { } known)
        {
            known.Exit(exclusive: false);
        }
        else
        {
            entered.ExitReadLock();
        }
    }

    /// <summary>As <see cref="ReaderWriterLockSlim.EnterWriteLock"/>.</summary>
    /// <param name="entered">The lock.</param>
    public static void EnterWriteLock(ReaderWriterLockSlim entered)
    {
        if (Control.LockOf(entered) is { } known)
        {
            known.Enter();
        }
        else
        {
            entered.EnterWriteLock();
        }
    }

    /// <summary>As <see cref="ReaderWriterLockSlim.ExitWriteLock"/>.</summary>
    /// <param name="entered">The lock.</param>
    public static void ExitWriteLock(ReaderWriterLockSlim entered)
    {
        if (Control.LockOf(entered) is { } known)
        {
            known.Exit();
        }
        else
        {
            entered.ExitWriteLock();
        }
    }
}
