namespace LuoVerified.Check.Races;

/// <summary>What a lock, or a place, passes on to who comes next: a vector clock of those that had it for themselves, and one of
/// those that shared it.</summary>
/// <param name="threads">How many threads there are.</param>
internal sealed class LockClock(int threads)
{
    private readonly int[] _written = new int[threads];
    private readonly int[] _read = new int[threads];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_written);
        Array.Clear(_read);
    }

    /// <summary>What comes before who takes or touches it.</summary>
    /// <param name="clock">The clock of the thread; takes over what it has to.</param>
    /// <param name="writes">Whether for itself: then after the readers too.</param>
    public void Before(int[] clock, bool writes)
    {
        VectorClock.Join(clock, _written);
        if (writes)
        {
            VectorClock.Join(clock, _read);
        }
    }

    /// <summary>What comes after has to take over a clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="writes">Whether readers have to, or writers only.</param>
    public void Publish(int[] clock, bool writes) => VectorClock.Join(writes ? _written : _read, clock);
}
