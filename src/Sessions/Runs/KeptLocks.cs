using LuoVerified.Check;
using LuoVerified.Check.Runs;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Runs;

/// <summary>The locks with which operations return, as the design says, in the running kernel: whether it is so, and who may wait for
/// them without end.</summary>
/// <param name="design">The design.</param>
internal sealed class KeptLocks(Design design)
{
    private readonly List<DomainLock> _forEver = [];

    /// <summary>By thread, the one that runs the set-up first: how many locks it kept when its operation was called.</summary>
    private readonly Dictionary<int, int> _before = [];

    /// <summary>The kernel was left.</summary>
    public void Clear()
    {
        _forEver.Clear();
        _before.Clear();
    }

    /// <summary>An operation begins.</summary>
    public void Called(LogicalThread thread) => _before[thread.Index] = thread.Kept;

    /// <summary>An operation returns: from now on its thread keeps what the design says.</summary>
    /// <returns>How that is not so; null if it is.</returns>
    public Violation? Returned(LogicalThread thread, SessionCall call)
    {
        SpecOperation operation = call.Action.Operation;
        bool succeeded = call.Outcome.Succeeded;
        bool gives = succeeded && design.Keeps.Any(each => each.Until == operation.Word);
        if (thread.Kept < _before.GetValueOrDefault(thread.Index) && !gives)
        {
            return Broken(_forEver.Find(each => each.Holders().Count == 0) is { } gone
                ? $"{call.Label} gives back {gone.Label}, which is kept until the next kernel"
                : $"{call.Label} gives back a lock that is kept until {string.Join(" or ", design.Keeps.Select(each => each.Until).OfType<string>())}");
        }

        if (gives && thread.Kept > thread.KeptForEver)
        {
            return Broken($"{thread.Held[thread.Kept - 1].Lock.Label} is still held");
        }

        return succeeded && design.Keeps.FirstOrDefault(each => each.Operation == operation.Word) is { } keeps ? Keep(thread, keeps) : null;
    }

    /// <summary>Whether a thread waits where the design says that operations wait for ever: for a lock that is kept until the next
    /// kernel; or for one whose holders do.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="depth">How many threads may wait one for another, this one included.</param>
    /// <param name="threads">The threads by index.</param>
    public bool WaitsAsStated(LogicalThread thread, int depth, Func<int, LogicalThread> threads)
    {
        if (depth == 0 || thread.Pending is not { Step: var step } || step.Target is not DomainLock wanted
            || !step.Acquires || thread.Current is not SessionCall call)
        {
            return false;
        }

        string word = call.Action.Operation.Word;
        bool waits = design.WaitsOnceFrozen.Contains(word);
        return (waits && _forEver.Contains(wanted)) || ((waits || design.WaitsForOpener.Contains(word))
            && wanted.Holders() is { Count: > 0 } holders && holders.All(holder => holder >= 0 && WaitsAsStated(threads(holder), depth - 1, threads)));
    }

    private Violation? Keep(LogicalThread thread, KeptLock keeps)
    {
        List<HeldLock> taken = thread.Held[thread.Kept..];
        List<HeldLock> kept = keeps.Lock is { } name ? taken.FindAll(held => held.Lock.Class == name) : taken;
        if (keeps.Lock is not null && kept.Count == 0)
        {
            return Broken($"{keeps.Lock} is not held, which the design says {keeps.Operation} keeps");
        }

        if (kept.Count == taken.Count)
        {
            // Else the others are left over, and seen to be.
            thread.Kept = thread.Held.Count;
            if (keeps.Until is null)
            {
                thread.KeptForEver = thread.Held.Count;
                _forEver.AddRange(kept.Select(held => held.Lock));
            }
        }

        return null;
    }

    private static Violation Broken(string message) => new(Checks.LockKept, message);
}
