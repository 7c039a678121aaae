namespace LuoVerified.Impl.TestBodies;

/// <summary>What is wrong with a copy of the fair lock.</summary>
public enum Defect
{
    /// <summary>Nothing: the copy itself is right.</summary>
    None,

    /// <summary>Giving up the lock wakes nobody.</summary>
    ForgetsToWake,

    /// <summary>Giving up the lock wakes one waiting thread, whichever it is.</summary>
    WakesOnlyOne,

    /// <summary>A woken thread does not look again whether it is its turn.</summary>
    LooksOnlyOnce,

    /// <summary>A reader goes in beside other readers although threads wait.</summary>
    ReadersPassTheQueue,

    /// <summary>A thread that finds the lock free goes in although threads wait.</summary>
    LateComersPassTheQueue,

    /// <summary>A writer does not wait for readers.</summary>
    WritersIgnoreReaders,

    /// <summary>A reader does not wait for the writer.</summary>
    ReadersIgnoreTheWriter,

    /// <summary>Readers keep each other out.</summary>
    ReadersExclude,

    /// <summary>Whoever holds the lock may take it again.</summary>
    Recursive,

    /// <summary>Whoever gives the lock up is taken to hold it.</summary>
    TrustsTheReleaser,

    /// <summary>The lock is cleared before it is found that the releaser does not hold it.</summary>
    ReleasesBeforeChecking,

    /// <summary>A thread that wakes because its kernel was left goes on waiting.</summary>
    WaitsOnAfterHalt,

    /// <summary>A kernel that is left does not wake the threads that wait.</summary>
    SleepsThroughHalt,

    /// <summary>A thread that comes when its kernel was left already lies down to wait.</summary>
    WaitsThoughHalted,
}
