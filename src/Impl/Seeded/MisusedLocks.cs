using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>What nobody may do to a lock; each for <see cref="OnCreate"/>.</summary>
internal static class MisusedLocks
{
    public static void LeaveWritten(KernelPlatform platform) => platform.NewRwSemaphore("forgotten").DownWrite();

    public static void LeaveRead(KernelPlatform platform) => platform.NewRwSemaphore("forgotten").DownRead();

    public static void LeaveLocked(KernelPlatform platform) => platform.NewMutex("forgotten").Lock();

    public static void ReleaseUnwritten(KernelPlatform platform) => platform.NewRwSemaphore("free").UpWrite();

    public static void ReleaseUnread(KernelPlatform platform) => platform.NewRwSemaphore("free").UpRead();

    /// <summary>It is held, for shared use.</summary>
    public static void ReleaseReadAsWritten(KernelPlatform platform)
    {
        RwSemaphore semaphore = platform.NewRwSemaphore("read");
        semaphore.DownRead();
        semaphore.UpWrite();
    }

    /// <summary>It is held, for exclusive use.</summary>
    public static void ReleaseWrittenAsRead(KernelPlatform platform)
    {
        RwSemaphore semaphore = platform.NewRwSemaphore("written");
        semaphore.DownWrite();
        semaphore.UpRead();
    }

    public static void LockTwice(KernelPlatform platform)
    {
        DomainMutex mutex = platform.NewMutex("once");
        using (mutex.Lock())
        using (mutex.Lock())
        {
        }
    }

    /// <summary>Takes a mutex that is part of an object which is freed.</summary>
    public static void LockWithinFreed(KernelPlatform platform)
    {
        var thing = new MisusedMemory.Thing(platform);
        DomainMutex mutex = platform.NewMutex("mutex", thing);
        thing.Free();
        using (mutex.Lock())
        {
        }
    }

    /// <summary>Frees an object before it gives up the mutex that is part of it.</summary>
    public static void FreeWhileLocked(KernelPlatform platform)
    {
        var thing = new MisusedMemory.Thing(platform);
        using (platform.NewMutex("mutex", thing).Lock())
        {
            thing.Free();
        }
    }
}
