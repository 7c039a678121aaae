namespace LuoVerified.Check.Explore;

/// <summary>On which thread of the baton each thread of a program runs. It runs on one that is idle when it starts: on that of the
/// caller if it can, as no other has to be woken for it then. The thread that is to do the first step starts last: it goes
/// on at once.</summary>
/// <param name="threads">How many threads there are at most.</param>
internal sealed class Placement(int threads)
{
    private readonly int[] _placeOf = new int[threads];
    private readonly int[] _threadOn = new int[threads];

    /// <summary>The threads of the baton on which none runs, as a mask.</summary>
    private int _idle;

    /// <summary>The threads of the program that have not started, as a mask.</summary>
    private int _unstarted;

    /// <summary>Whether some thread has not started.</summary>
    public bool HasUnstarted => _unstarted != 0;

    /// <summary>A phase begins.</summary>
    /// <param name="count">How many threads it has.</param>
    public void Begin(int count) => (_unstarted, _idle) = ((1 << count) - 1, (1 << threads) - 1);

    /// <summary>The thread of the baton that a thread of the program runs on.</summary>
    /// <param name="thread">It: it has started.</param>
    public int PlaceOf(int thread) => _placeOf[thread];

    /// <summary>The thread of the program that runs on a thread of the baton, or that did last.</summary>
    /// <param name="place">The thread of the baton.</param>
    public int ThreadOn(int place) => _threadOn[place];

    /// <summary>Starts a thread.</summary>
    /// <param name="from">The thread of the baton that calls.</param>
    /// <param name="first">The thread that is likely to do the first step.</param>
    /// <returns>The thread of the baton that it runs on.</returns>
    public int Start(int from, int first)
    {
        int others = _unstarted & ~(1 << first);
        int thread = int.TrailingZeroCount(others != 0 ? others : _unstarted);
        int place = from != Baton.Owner && (_idle & (1 << from)) != 0 ? from : int.TrailingZeroCount(_idle);
        _unstarted &= ~(1 << thread);
        _idle &= ~(1 << place);
        (_placeOf[thread], _threadOn[place]) = (place, thread);
        return place;
    }

    /// <summary>A thread has ended.</summary>
    /// <param name="place">The thread of the baton that it ran on.</param>
    public void Ended(int place) => _idle |= 1 << place;

    /// <summary>Who has not started need not any more.</summary>
    /// <returns>They, as a mask.</returns>
    public int GiveUp()
    {
        int unstarted = _unstarted;
        _unstarted = 0;
        return unstarted;
    }
}
