using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>Which choices a search tries.</summary>
internal interface IPolicy
{
    /// <summary>An execution begins.</summary>
    void BeginExecution();

    /// <summary>Makes a choice that nobody has made, and notes what else is to be tried there.</summary>
    /// <param name="node">The choice; knows the threads that can go on.</param>
    /// <param name="parent">The choice before.</param>
    /// <param name="current">The thread that did the last step of the epoch; -1 before the first.</param>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    /// <returns>False if nothing is to be tried there.</returns>
    bool Begin(SearchNode node, SearchNode parent, int current, PendingStep?[] pending);

    /// <summary>A step comes: new, or as in the executions before.</summary>
    /// <param name="node">The choice.</param>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    void Comes(SearchNode node, PendingStep?[] pending);

    /// <summary>A step has happened, of the last choice.</summary>
    void Happened();

    /// <summary>The threads of an epoch have ended, or nothing is to be tried any more.</summary>
    /// <param name="phaseStart">The first choice of the epoch.</param>
    /// <param name="cutOff">The steps that were announced and then cut off, by a jump, a deadlock or a
    /// violation.</param>
    /// <param name="aborted">Whether a violation ended it all.</param>
    void Ends(int phaseStart, PendingStep?[] cutOff, bool aborted);

    /// <summary>Stays with the running thread if that is possible.</summary>
    /// <param name="candidates">The threads, as a mask; not 0.</param>
    /// <param name="current">The running thread; -1 if there is none.</param>
    /// <returns>One of them.</returns>
    static int Preferred(int candidates, int current) =>
        current >= 0 && (candidates & (1 << current)) != 0 ? current : int.TrailingZeroCount(candidates);
}
