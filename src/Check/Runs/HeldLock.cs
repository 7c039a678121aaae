using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Runs;

/// <summary>A lock that a thread holds, and the place where it was taken.</summary>
/// <param name="Lock">The lock.</param>
/// <param name="IsExclusive">Whether it is held for exclusive use.</param>
/// <param name="Call">The call that took it; null if that was none.</param>
/// <param name="Thread">The index of the thread; -1 for the set-up.</param>
/// <param name="Step">The number of the step in the run, from 1; 0 in the set-up.</param>
public readonly record struct HeldLock(DomainLock Lock, bool IsExclusive, Call? Call, int Thread, int Step)
{
    /// <summary>The operation that took it, such as <c>create a</c>; empty if that was none.</summary>
    public string Operation => Call?.Label ?? "";

    /// <summary>Operation, thread and step, as messages have them.</summary>
    public string Place => Step == 0 ? $"{Operation} in the set-up" : $"{Operation} by {ThreadName.Of(Thread)}, step {Step}";

    /// <summary>What is wrong with asking for a lock while others are held, in the manner of lockdep: judged from the classes
    /// when the lock is asked for, whether or not anybody ever waits.</summary>
    /// <param name="hierarchy">The classes of locks in the order that the design documents, outermost first.</param>
    /// <param name="held">The locks that the thread holds.</param>
    /// <param name="wanted">The lock that it asks for, and where.</param>
    /// <returns>What is wrong, with both places; null if nothing is.</returns>
    public static string? Contradiction(IReadOnlyList<string> hierarchy, IReadOnlyList<HeldLock> held, in HeldLock wanted)
    {
        for (int i = 0; i < held.Count; i++)
        {
            HeldLock outer = held[i];
            string? wrong = outer.Lock == wanted.Lock ? "the thread waits for itself"
                : !(outer.Lock.HasOrder && wanted.Lock.HasOrder) ? null
                : outer.Lock.Class == wanted.Lock.Class ? $"both are of the class {wanted.Lock.Class}, which has no order in itself"
                : IsAgainst(hierarchy, outer.Lock.Class, wanted.Lock.Class) ? $"documented is {string.Join(" -> ", hierarchy)}"
                : null;
            if (wrong is not null)
            {
                return $"{outer.Lock.Label} ({outer.Place}) -> {wanted.Lock.Label} ({wanted.Place}): {wrong}";
            }
        }

        return null;
    }

    /// <summary>Documented is that the other is the outer one.</summary>
    private static bool IsAgainst(IReadOnlyList<string> hierarchy, string outer, string inner)
    {
        bool isInnerFirst = false;
        for (int i = 0; i < hierarchy.Count; i++)
        {
            if (hierarchy[i] == outer)
            {
                return isInnerFirst;
            }

            isInnerFirst |= hierarchy[i] == inner;
        }

        return false;
    }
}
