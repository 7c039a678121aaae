using LuoVerified.Core;

namespace LuoVerified.Check;

/// <summary>The rules that do not depend on what the checked code is for, by name.</summary>
public static class Checks
{
    /// <summary>Results must be those of some order of the operations that respects real time.</summary>
    public const string Linearizable = "linearizable";

    /// <summary>What the design shows of its state must be what its answers imply.</summary>
    public const string StateAgrees = "state-agrees";

    /// <summary>Threads wait for each other in a cycle, or for what nobody will do.</summary>
    public const string Deadlock = "deadlock";

    /// <summary>Locks were taken in an order that may deadlock, or that the design rules out, even if nothing waited.</summary>
    public const string LockOrder = "lock-order";

    /// <summary>Two threads reached a field, one of them writing, and nothing ordered the two accesses.</summary>
    public const string DataRace = "data-race";

    /// <summary>An operation returned with a lock still held.</summary>
    public const string LockLeftHeld = "lock-left-held";

    /// <summary>A lock that a design says it keeps is not kept, or not for as long. A rule only for those who declare it.</summary>
    public const string LockKept = "lock-kept";

    /// <summary>A thread released a lock that it does not hold.</summary>
    public const string LockNotHeld = "lock-not-held";

    /// <summary>An operation took more steps than any that ends.</summary>
    public const string EveryOperationEnds = "every-operation-ends";

    /// <summary>Memory was left over that nobody will give back.</summary>
    public const string Leak = "leak";

    /// <summary>The checked code threw: an oops.</summary>
    public const string Oops = "oops";

    /// <summary>Every rule with its statement, in the order of the documentation.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Linearizable, "The results are those of the specification for some order of the operations."),
        new(StateAgrees, "The state that the design shows at the end is one that its answers allow."),
        new(RuntimeChecks.UseAfterFree, "Nothing that was freed is touched."),
        new(RuntimeChecks.DoubleFree, "Nothing is freed twice."),
        new(RuntimeChecks.NullDereference, "No null pointer is followed."),
        new(RuntimeChecks.OutOfBounds, "No access leaves its allocation."),
        new(RuntimeChecks.UninitialisedRead, "No variable is read before it has a value."),
        new(RuntimeChecks.NotPreserved, "Preserved memory is given back by the call that fits, and nothing shown at the end leads to memory that is gone."),
        new(Leak, "No object and no preserved memory is left over at the end."),
        new(Deadlock, "Some thread can always go on until all have ended."),
        new(LockOrder, "No lock is taken under itself, under one of its class, against the documented order, or in a cycle of orders."),
        new(DataRace, "Two accesses to a field, one of them a write, are ordered by a lock."),
        new(LockLeftHeld, "An operation returns without a lock."),
        new(LockNotHeld, "A lock is released only by a thread that holds it."),
        new(EveryOperationEnds, "Every operation ends."),
        new(Oops, "The code raises no exception."),
    ];
}
