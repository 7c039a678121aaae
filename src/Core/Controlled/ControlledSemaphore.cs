using System.Runtime.CompilerServices;
using SemaphoreSlim = System.Threading.SemaphoreSlim;

namespace LuoVerified.Core.Controlled;

/// <summary>In the place of <see cref="SemaphoreSlim"/>: steps in a run, the real one outside. For woven code. In a run the
/// count is the real one's when it is first used, and from then on a number under a lock in which threads wait until it is more
/// than 0; who comes first may take what another was woken for.</summary>
public static class ControlledSemaphore
{
    private static readonly ConditionalWeakTable<SemaphoreSlim, StrongBox<int>> Counts = [];

    /// <summary>As <see cref="SemaphoreSlim.Wait()"/>.</summary>
    /// <param name="semaphore">The semaphore.</param>
    public static void Wait(SemaphoreSlim semaphore)
    {
        if (Control.LockOf(semaphore) is not { } known)
        {
            semaphore.Wait();
            return;
        }

        known.Enter();
        StrongBox<int> count = CountOf(semaphore);
        while (count.Value == 0)
        {
            known.Wait();
        }

        count.Value--;
        known.Exit();
    }

    /// <summary>As <see cref="SemaphoreSlim.Release()"/>.</summary>
    /// <param name="semaphore">The semaphore.</param>
    /// <returns>The count before.</returns>
    public static int Release(SemaphoreSlim semaphore) => Release(semaphore, 1);

    /// <summary>As <see cref="SemaphoreSlim.Release(int)"/>. In a run there is no greatest count.</summary>
    /// <param name="semaphore">The semaphore.</param>
    /// <param name="releaseCount">How many, 1 and up.</param>
    /// <returns>The count before.</returns>
    public static int Release(SemaphoreSlim semaphore, int releaseCount)
    {
        if (releaseCount < 1 || Control.LockOf(semaphore) is not { } known)
        {
            return semaphore.Release(releaseCount);
        }

        known.Enter();
        StrongBox<int> count = CountOf(semaphore);
        int before = count.Value;
        count.Value = before + releaseCount;
        known.PulseAll();
        known.Exit();
        return before;
    }

    /// <summary>As <see cref="SemaphoreSlim.CurrentCount"/>.</summary>
    /// <param name="semaphore">The semaphore.</param>
    /// <returns>The count.</returns>
    public static int get_CurrentCount(SemaphoreSlim semaphore)
    {
        if (Control.LockOf(semaphore) is not { } known)
        {
            return semaphore.CurrentCount;
        }

        known.Enter();
        int count = CountOf(semaphore).Value;
        known.Exit();
        return count;
    }

    private static StrongBox<int> CountOf(SemaphoreSlim semaphore) =>
        Counts.GetValue(semaphore, made => new StrongBox<int>(made.CurrentCount));
}
