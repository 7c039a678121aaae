using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Impl.Files;
using LuoVerified.Sessions.Programs;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Proving;

/// <summary>The seeded bugs: for each rule one at least, and one for each way in which it can be broken.</summary>
public static class SeededBugs
{
    private const string Create = "thread create a";
    private const string CreateTwice = "thread create a\nthread create a";
    private const string CreateTwo = "thread create a\nthread create b";
    private const string SerializeAndCreate = "thread serialize\nthread create a";
    private const string SerializeThenCreate = "thread serialize; abort; create a";
    private const string Serialize = "setup create a; create b\nthread serialize";
    private const string Deserialize = "setup create a; create b; kexec\nthread deserialize";

    private const string DeserializeAndCreate = "setup create a; kexec\nthread deserialize\nthread create b";

    /// <summary>Every one, in the order of <see cref="SessionChecks.All"/>.</summary>
    public static IReadOnlyList<SeededBug> All { get; } =
    [
        new(Invariants.UniqueNames.Name, "duplicates", CreateTwice),
        new(Invariants.UniqueNames.Name, "incoming-twice", Deserialize),
        new(Invariants.NamesIntact.Name, "outgoing-without-names", Create),
        new(Invariants.NamesIntact.Name, "blanks-names", "thread create a; abort"),
        new(Invariants.NamesIntact.Name, "outgoing-renamed", Create),
        new(Invariants.NamesIntact.Name, "incoming-with-long-names", "setup create a; kexec\nthread deserialize"),
        new(Invariants.CountMatches.Name, "counts-without-lock", CreateTwo) { Also = [Checks.DataRace] },
        new(Invariants.CountMatches.Name, "outgoing-and-another", $"capacity 1\n{Create}"),
        new(Invariants.CountMatches.Name, "incoming-miscounted", Deserialize),
        new(Invariants.CountMatches.Name, "miscounts-from-boot", "thread abort"),
        new(Invariants.QuiescedIsEmpty.Name, "quiesces-regardless", "setup create a\nthread quiesce"),
        new(Invariants.QuiescedIsEmpty.Name, "quiesces-regardless", "setup create a; kexec\nthread quiesce"),
        new(Invariants.QuiescedIsEmpty.Name, "quiesces-regardless", "setup create a; kexec; deserialize\nthread quiesce"),
        new(Invariants.ImageEqualsLive.Name, "empties-image", Serialize),
        new(Invariants.ImageEqualsLive.Name, "spoils-image", Serialize),
        new(Invariants.ImageEqualsLive.Name, "outgoing-reversed", Serialize),
        new(Invariants.HandedOutOnce.Name, "hands-out-twice", "setup create a; kexec; deserialize\nthread retrieve a\nthread retrieve a"),
        new(Invariants.NothingLost.Name, "incoming-without-first", Deserialize),
        new(Invariants.NothingLost.Name, "incoming-and-another", Deserialize),
        new(Invariants.NothingLost.Name, "answers-before-it-is-done", "setup create a; kexec\nthread deserialize\nthread deserialize"),
        new(Invariants.DeserializeOnce.Name, "deserializes-once-only", "thread deserialize; deserialize"),
        new(SessionChecks.HandOverRefused, "refuses-sessions", "thread create a; kexec\nthread create b\nnext kernel\nthread deserialize"),
        new(Checks.Linearizable, "aborts-nothing", "thread abort"),
        new(Checks.Linearizable, "refuses-while-busy", CreateTwo),
        new(Checks.Linearizable, "answers-once-frozen", "setup serialize\nthread create a")
        {
            Without = SmallPrograms.MainlineFixed,
        },
        new(Checks.Linearizable, "answers-while-quiesced", "setup serialize; quiesce\nthread resume\nthread serialize"),
        new(Checks.StateAgrees, "shows-less", SerializeAndCreate),
        new(Checks.StateAgrees, "waits-when-done", SerializeAndCreate)
        {
            Without = SmallPrograms.MainlineFixed,
        },
        new(RuntimeChecks.UseAfterFree, "uses-freed-object", Create),
        new(RuntimeChecks.UseAfterFree, "reads-freed-memory", Create),
        new(RuntimeChecks.UseAfterFree, "locks-within-freed", Create),
        new(RuntimeChecks.UseAfterFree, "frees-while-locked", Create),
        new(RuntimeChecks.UseAfterFree, "reads-freed-memory-past-the-end", Create),
        new(RuntimeChecks.DoubleFree, "frees-object-twice", SerializeAndCreate),
        new(RuntimeChecks.DoubleFree, "frees-memory-twice", Create),
        new(RuntimeChecks.DoubleFree, "frees-shared-memory", CreateTwo),
        new(RuntimeChecks.NullDereference, "reads-null", SerializeAndCreate),
        new(RuntimeChecks.NullDereference, "hands-out-nothing", Create),
        new(RuntimeChecks.OutOfBounds, "reads-past-the-end", SerializeAndCreate),
        new(RuntimeChecks.OutOfBounds, "writes-past-the-end", Create),
        new(RuntimeChecks.OutOfBounds, "reads-past-handed-over", $"setup kexec\n{Create}"),
        new(RuntimeChecks.OutOfBounds, "reads-unallocated", Create),
        new(RuntimeChecks.UninitialisedRead, "reads-uninitialised", Create),
        new(RuntimeChecks.NotPreserved, "restores-its-own", SerializeAndCreate),
        new(RuntimeChecks.NotPreserved, "unpreserves-handed-over", $"setup kexec\n{Create}"),
        new(Checks.Leak, "forgets-memory", SerializeAndCreate),
        new(Checks.Leak, "forgets-object", Create),
        new(Checks.Leak, "hands-out-beside-an-error", "thread retrieve a"),
        new(Checks.Leak, "closes-nothing", "setup create a; kexec; deserialize\nthread retrieve a; close a"),
        new(Checks.Deadlock, "locks-in-both-orders", SerializeAndCreate) { Also = [Checks.LockOrder] },
        new(Checks.Deadlock, "monitors-in-both-orders", SerializeAndCreate),
        new(Checks.Deadlock, "waits-to-refuse", "setup quiesce\nthread create"),
        new(Checks.LockOrder, "locks-against-order", SerializeAndCreate),
        new(Checks.LockOrder, "locks-of-one-class", Create),
        new(Checks.LockOrder, "locks-under-itself", Create),
        new(Checks.LockOrder, "locks-twice", Create),
        new(Checks.LockOrder, "locks-in-both-orders", SerializeThenCreate),
        new(Checks.DataRace, "remembers-without-lock", CreateTwo),
        new(Checks.LockLeftHeld, "leaves-written", SerializeAndCreate),
        new(Checks.LockLeftHeld, "leaves-read", Create),
        new(Checks.LockLeftHeld, "leaves-locked", Create),
        new(Checks.LockNotHeld, "releases-unwritten", SerializeAndCreate),
        new(Checks.LockNotHeld, "releases-unread", Create),
        new(Checks.LockNotHeld, "releases-read-as-written", Create),
        new(Checks.LockNotHeld, "releases-written-as-read", Create),
        new(Checks.LockNotHeld, "releases-for-others", "thread create a\nthread abort"),
        new(Checks.EveryOperationEnds, "spins-for-ever", Create),
        new(Checks.Oops, "throws", SerializeAndCreate),
        new(Checks.Oops, "throws-after-refusal", "thread resume; create a"),
        new(Checks.Oops, "cannot-be-shown", Create),
        new(FileHandler.Contract, "unpreserves-first", SerializeAndCreate),
        new(FileHandler.Contract, "finishes-unasked", SerializeAndCreate),
        new(Checks.LockKept, "keeps-no-lock", SerializeAndCreate),
        new(Checks.LockKept, "gives-up-kept-lock", "thread serialize; abort"),
        new(Checks.LockKept, "resumes-half", "setup quiesce\nthread resume"),
    ];

    /// <summary>What looks like a bug and is none: no rule may be broken. What is no name is refused while others wait for the resume.</summary>
    public static IReadOnlyList<SeededBug> Harmless { get; } =
    [
        new(SeededBug.None, "lists-first", DeserializeAndCreate),
        new(SeededBug.None, "counts-first", DeserializeAndCreate),
        new(SeededBug.None, "counts-first", "setup quiesce\nthread create\nthread resume"),
        new(SeededBug.None, "counts-first", "setup quiesce\nthread retrieve\nthread resume"),
    ];
}
