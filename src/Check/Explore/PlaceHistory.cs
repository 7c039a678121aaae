namespace LuoVerified.Check.Explore;

/// <summary>The last steps that touched a place, and the clocks that its next reader or writer takes over.</summary>
internal sealed class PlaceHistory
{
    private readonly int[] _written;
    private readonly int[] _read;

    /// <summary>A place that nothing has touched.</summary>
    /// <param name="threads">How many threads there are.</param>
    public PlaceHistory(int threads)
    {
        LastRead = new int[threads];
        _written = new int[threads];
        _read = new int[threads];
        Clear();
    }

    /// <summary>The last step that wrote it; -1 if there is none.</summary>
    public int LastWrite { get; private set; }

    /// <summary>The last step of each thread that read it since; -1 if there is none.</summary>
    public int[] LastRead { get; }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        LastWrite = -1;
        Array.Fill(LastRead, -1);
        Array.Clear(_written);
        Array.Clear(_read);
    }

    /// <summary>What comes before a step that touches the place.</summary>
    /// <param name="clock">The clock of the step; takes over what it has to.</param>
    /// <param name="writes">Whether the step writes.</param>
    public void Before(int[] clock, bool writes)
    {
        VectorClock.Join(clock, _written);
        if (writes)
        {
            VectorClock.Join(clock, _read);
        }
    }

    /// <summary>A step has touched the place.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="writes">Whether it wrote.</param>
    public void Touched(int index, int thread, bool writes)
    {
        if (writes)
        {
            LastWrite = index;
            Array.Fill(LastRead, -1);
        }
        else
        {
            LastRead[thread] = index;
        }
    }

    /// <summary>What comes after has to take over a clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="writes">Whether readers have to, or writers only.</param>
    public void Publish(int[] clock, bool writes) => VectorClock.Join(writes ? _written : _read, clock);
}
