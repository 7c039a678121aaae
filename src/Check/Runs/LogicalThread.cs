using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Runs;

/// <summary>A thread of the program under check, whichever threads of the runtime it runs on one after the other.</summary>
/// <param name="run">The run that it is part of.</param>
/// <param name="index">Its index from 0; -1 for the one that runs the set-up and what is between two epochs.</param>
public sealed class LogicalThread(Run run, int index) : IAccessObserver
{
    [ThreadStatic]
    private static LogicalThread? _current;

    /// <summary>Its index from 0; -1 for the one that runs the set-up and what is between two epochs.</summary>
    public int Index { get; } = index;

    /// <summary>Whether it runs the set-up and what is between two epochs: nobody schedules it.</summary>
    public bool IsDriver => Index < 0;

    /// <summary>The run that it is part of.</summary>
    internal Run Run { get; } = run;

    /// <summary>The call that it is in; null between two.</summary>
    internal Call? Current { get; set; }

    /// <summary>The target of the steps in which that is called and returns.</summary>
    internal CallTarget? CurrentTarget { get; set; }

    /// <summary>The step that is announced and has not happened: what the thread waits for.</summary>
    internal PendingStep? Pending { get; set; }

    /// <summary>A write that is a step and happens when the thread is seen again.</summary>
    internal (Step Step, Access Access)? Writing { get; set; }

    /// <summary>Whether it may have changed the state of the checked code since that was last looked at: it has written, or freed
    /// something.</summary>
    internal bool HasWritten { get; set; }

    /// <summary>Whether its operation was handed bytes to write: it may do so until it returns, and no access to them is
    /// seen.</summary>
    internal bool HoldsMemory { get; set; }

    /// <summary>Accesses to fields, elements and collections since its last step.</summary>
    internal int AccessesSinceStep { get; set; }

    /// <summary>Where the step at hand is, or the last one; null before the first.</summary>
    internal Site? Place { get; set; }

    /// <summary>The locks that it holds, in the order in which they were taken.</summary>
    internal List<HeldLock> Held { get; } = [];

    /// <summary>How many of them, the first ones, outlive the operation that took them.</summary>
    internal int Kept { get; set; }

    /// <summary>How many of them, the first ones, it is said to hold until the domain is left.</summary>
    internal int KeptForEver { get; set; }

    /// <summary>The innermost lock that it holds for exclusive use and will give up before its operation ends; null if there
    /// is none.</summary>
    internal HeldLock? Innermost
    {
        get
        {
            for (int i = Held.Count - 1; i >= Kept; i--)
            {
                if (Held[i].IsExclusive)
                {
                    return Held[i];
                }
            }

            return null;
        }
    }

    /// <summary>The logical thread that the calling thread of the runtime is at this time; null if it is none.</summary>
    internal static LogicalThread? OfCaller => _current;

    /// <summary>Its locks are gone with their domain.</summary>
    internal void HoldsNothing()
    {
        Held.Clear();
        (Kept, KeptForEver) = (0, 0);
    }

    /// <summary>Hands its locks to another thread, which is to give them back. Those that are held until the domain is left
    /// stay.</summary>
    /// <param name="heir">One that holds nothing.</param>
    internal void Bequeath(LogicalThread heir)
    {
        List<HeldLock> theirs = Held[KeptForEver..];
        theirs.ForEach(held => held.Lock.Bequeath(Index, heir.Index));
        heir.Held.AddRange(theirs);
        heir.Kept = Kept - KeptForEver;
        Held.RemoveRange(KeptForEver, theirs.Count);
        Kept = KeptForEver;
    }

    /// <summary>Does something as this thread, on the calling thread of the runtime.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="work">What to do.</param>
    /// <returns>What that answers.</returns>
    internal T Do<T>(Func<T> work)
    {
        LogicalThread? before = _current;
        _current = this;
        IAccessObserver? observer = Watch.Observer;
        Watch.Observer = this;
        try
        {
            return work();
        }
        finally
        {
            _current = before;
            Watch.Observer = observer;
        }
    }

    /// <inheritdoc/>
    void IAccessObserver.Accessed(in Access access) => Run.Accessed(this, access);

    /// <inheritdoc/>
    void IAccessObserver.At(Site site) => Place = site;
}
