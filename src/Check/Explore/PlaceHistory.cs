using LuoVerified.Check.Races;

namespace LuoVerified.Check.Explore;

/// <summary>The last steps that touched a place, and the clocks that its next reader or writer takes over.</summary>
internal sealed class PlaceHistory
{
    private readonly LockClock _clock;

    /// <summary>The last step of each thread that read it since the last write; -1 if there is none.</summary>
    private readonly int[] _lastRead;

    /// <summary>The last step that wrote it; -1 if there is none.</summary>
    private int _lastWrite;

    /// <summary>A place that nothing has touched.</summary>
    /// <param name="threads">How many threads there are.</param>
    public PlaceHistory(int threads)
    {
        _lastRead = new int[threads];
        _clock = new LockClock(threads);
        Clear();
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _lastWrite = -1;
        Array.Fill(_lastRead, -1);
        _clock.Clear();
    }

    /// <summary>What comes before a step that touches the place.</summary>
    /// <param name="clock">The clock of the step; takes over what it has to.</param>
    /// <param name="writes">Whether the step writes.</param>
    public void Before(int[] clock, bool writes) => _clock.Before(clock, writes);

    /// <summary>A step has touched the place.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="writes">Whether it wrote.</param>
    public void Touched(int index, int thread, bool writes)
    {
        if (writes)
        {
            _lastWrite = index;
            Array.Fill(_lastRead, -1);
        }
        else
        {
            _lastRead[thread] = index;
        }
    }

    /// <summary>The last steps that conflict with one that is to come.</summary>
    /// <param name="writes">Whether that one writes.</param>
    /// <param name="steps">Takes their positions, and -1 if there is none.</param>
    public void AddConflicting(bool writes, List<int> steps)
    {
        steps.Add(_lastWrite);
        if (writes)
        {
            steps.AddRange(_lastRead.AsSpan());
        }
    }

    /// <summary>What comes after has to take over a clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="writes">Whether readers have to, or writers only.</param>
    public void Publish(int[] clock, bool writes) => _clock.Publish(clock, writes);
}
