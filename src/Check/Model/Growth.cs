using System.Numerics;
using System.Threading;

namespace LuoVerified.Check.Model;

/// <summary>Watches whether a set has room for more states, and lets it grow while nobody adds.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="set">The set.</param>
/// <param name="maxStates">The most states.</param>
/// <param name="maxBytes">The most bytes that it may take.</param>
/// <param name="margin">As many states as can be added between two looks at the set.</param>
internal sealed class Growth<T>(StateSet<T> set, long maxStates, long maxBytes, long margin)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private bool _isDue;
    private bool _isOver;

    /// <summary>Whether the set should grow before more is added.</summary>
    public bool IsDue => Volatile.Read(ref _isDue);

    /// <summary>Whether a bound is reached: nothing more is to be added, and the set grows no more.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>Looks at the set; several threads may.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="isFull">Whether a writer found no room.</param>
    public void Watch(long states, bool isFull)
    {
        if (isFull || states > maxStates || set.Bytes > maxBytes)
        {
            Volatile.Write(ref _isOver, true);
        }
        else if (states + margin > set.Comfortable)
        {
            Volatile.Write(ref _isDue, true);
        }
    }

    /// <summary>Lets the set grow if it is due and there is memory for it.</summary>
    /// <param name="crew">Who puts the states back.</param>
    public void GrowIfDue(Crew crew)
    {
        if (!_isDue)
        {
            return;
        }

        _isDue = false;
        if (_isOver || !Start())
        {
            _isOver = true;
            return;
        }

        int next = 0;
        crew.Do(_ =>
        {
            for (int segment; (segment = Interlocked.Increment(ref next) - 1) < set.SegmentCount;)
            {
                set.Reinsert(segment);
            }
        });
    }

    private bool Start()
    {
        if (!set.CanGrow || set.Bytes + set.GrowingBytes > maxBytes)
        {
            return false;
        }

        try
        {
            set.StartGrowing();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
