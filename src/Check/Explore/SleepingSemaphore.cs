using System.Runtime.InteropServices;
using Semaphore = System.Threading.Semaphore;

namespace LuoVerified.Check.Explore;

/// <summary>A semaphore on which who waits sleeps at once: that of the C library if there is one, as it wakes a
/// thread sooner.</summary>
/// <remarks><see cref="System.Threading.SemaphoreSlim"/> yields the processor some times before it sleeps. With each yield a
/// thread gives up a whole time slice to any other program that wants the processor (Linux 6.18, yield_task_fair):
/// <c>bench/Explorer --busy</c>.</remarks>
internal sealed class SleepingSemaphore : IDisposable
{
    /// <summary>At least the size of sem_t: 32 bytes in the C libraries of Linux.</summary>
    private const int Bytes = 64;

    /// <summary>EINTR: a signal has ended the wait.</summary>
    private const int Interrupted = 4;

    private readonly nint _native;
    private readonly Semaphore? _managed;

    /// <summary>Makes one that lets nobody through.</summary>
    public SleepingSemaphore()
    {
        if (OperatingSystem.IsLinux())
        {
            _native = Marshal.AllocHGlobal(Bytes);
            Succeeds(Initialize(_native, 0, 0));
        }
        else
        {
            _managed = new Semaphore(0, int.MaxValue);
        }
    }

    /// <summary>Lets one thread through, now or later.</summary>
    public void Release()
    {
        if (_managed is not null)
        {
            _managed.Release();
        }
        else
        {
            Succeeds(Post(_native));
        }
    }

    /// <summary>Sleeps until it is the turn of the calling thread.</summary>
    public void Wait()
    {
        if (_managed is not null)
        {
            _managed.WaitOne();
            return;
        }

        int result;
        do
        {
            result = Wait(_native);
        }
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        Succeeds(result);
    }

    /// <summary>Nobody waits any more.</summary>
    public void Dispose()
    {
        if (_managed is not null)
        {
            _managed.Dispose();
        }
        else
        {
            Succeeds(Destroy(_native));
            Marshal.FreeHGlobal(_native);
        }
    }

    private static void Succeeds(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"a semaphore of the C library answers errno {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", EntryPoint = "sem_init", SetLastError = true)]
    private static extern int Initialize(nint semaphore, int shared, uint count);

    [DllImport("libc", EntryPoint = "sem_post", SetLastError = true)]
    private static extern int Post(nint semaphore);

    [DllImport("libc", EntryPoint = "sem_wait", SetLastError = true)]
    private static extern int Wait(nint semaphore);

    [DllImport("libc", EntryPoint = "sem_destroy", SetLastError = true)]
    private static extern int Destroy(nint semaphore);
}
