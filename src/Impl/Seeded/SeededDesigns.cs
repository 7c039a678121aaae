using LuoVerified.Impl.Mainline;

namespace LuoVerified.Impl.Seeded;

/// <summary>The hardened design, or mainline's with its fix, with a bug put in on purpose, each with another: what the rules of the checker are
/// tried on. Two only look as if they had one. They are no designs to choose from, and not in <see cref="Design.All"/>.</summary>
public static class SeededDesigns
{
    /// <summary>Every one; the names begin with <c>seeded-</c>.</summary>
    public static IReadOnlyList<Design> All { get; } =
    [
        Of("duplicates", "Create makes another session of a name that exists.", p => new CreatesDuplicates(p)),
        Of("incoming-twice", "Each incoming session is listed twice.", p => new Shows(p, Shows.IncomingTwice)),
        Of("outgoing-without-names", "Outgoing sessions have empty names.", p => new Shows(p, Shows.OutgoingWithoutNames)),
        Of("blanks-names", "Abort takes the names out of the outgoing list, and puts them back.", p => new BlanksNames(p)),
        Of("outgoing-renamed", "Outgoing sessions are listed under another name.", p => new Shows(p, Shows.OutgoingRenamed)),
        Of("incoming-with-long-names", "Incoming sessions have names of 64 bytes.", p => new Shows(p, Shows.IncomingWithLongNames)),
        Of("counts-without-lock", "Create counts sessions without a lock.", p => new CountsWithoutLock(p)),
        Of("remembers-without-lock", "Create remembers the last name without a lock.", p => new RemembersWithoutLock(p)),
        Of("outgoing-and-another", "One outgoing session more is listed and counted.", p => new Shows(p, Shows.OutgoingAndAnother)),
        Of("incoming-miscounted", "The incoming count is one more than there are.", p => new Shows(p, Shows.IncomingMiscounted)),
        Of("miscounts-from-boot", "The outgoing count is one too many from the beginning.", p => new Shows(p, Shows.OutgoingMiscounted)),
        Of("quiesces-regardless", "Quiesce succeeds whatever there is.", p => new QuiescesRegardless(p)),
        Of("empties-image", "Serialize leaves the image empty.", p => new SpoilsImage(p, fill: 0)),
        Of("spoils-image", "Serialize leaves an image that cannot be read.", p => new SpoilsImage(p, fill: byte.MaxValue)),
        Of("outgoing-reversed", "The outgoing list is not in the order of the image.", p => new Shows(p, Shows.OutgoingReversed)),
        Of("hands-out-twice", "Retrieve hands out a session that was handed out.", p => new HandsOutTwice(p)),
        Of("incoming-without-first", "The first of the sessions handed over is missing.", p => new Shows(p, Shows.IncomingWithoutFirst)),
        Of("answers-before-it-is-done", "The second deserialize succeeds before the first is done.", p => new AnswersBeforeItIsDone(p)),
        Of("incoming-and-another", "An incoming session is listed that nobody handed over.", p => new Shows(p, Shows.IncomingAndAnother)),
        Of("deserializes-once-only", "The second deserialize answers EIO.", p => new DeserializesOnceOnly(p)),
        Of("refuses-sessions", "Boot refuses what was handed over.", p => new RefusesSessions(p)),
        Of("aborts-nothing", "Abort succeeds though nothing is frozen.", p => new AbortsNothing(p)),
        Of("answers-while-quiesced", "Once frozen, serialize answers EBUSY though it must wait for the resume.", p => new AnswersWhileQuiesced(p)),
        MainlineDesign.SmallestFixed with
        {
            Name = Named("answers-once-frozen"),
            Summary = "Once frozen, create answers EBUSY though it must wait for the next kernel.",
            Create = platform => new AnswersOnceFrozen(platform),
        },
        Of("waits-to-refuse", "Create waits for the resume before it looks at the name.", p => new WaitsToRefuse(p)),
        MainlineDesign.SmallestFixed with
        {
            Name = Named("waits-when-done"),
            Summary = "Create has made its session when it waits for the next kernel.",
            Create = platform => new WaitsWhenDone(platform),
            Keeps = [new KeptLock("serialize", Lock: null, Until: null)],
        },
        Of("refuses-while-busy", "Create answers EBUSY while another is under way.", p => new RefusesWhileBusy(p)),
        Of("shows-less", "Nothing is shown of being frozen, quiesced, or handed sessions that wait.", p => new Shows(p, Shows.Less)),
        OnCreate("uses-freed-object", "uses an object that it has freed", MisusedMemory.UseFreedObject),
        OnCreate("reads-freed-memory", "reads memory that it has freed", MisusedMemory.ReadFreedMemory),
        OnCreate("locks-within-freed", "takes a mutex that is part of an object which it has freed", MisusedLocks.LockWithinFreed),
        OnCreate("frees-while-locked", "frees an object before it gives up the mutex in it", MisusedLocks.FreeWhileLocked),
        OnCreate("frees-object-twice", "frees an object twice", MisusedMemory.FreeObjectTwice),
        OnCreate("frees-memory-twice", "frees memory twice", MisusedMemory.FreeMemoryTwice),
        Of("frees-shared-memory", "Each create frees the same memory.", p => new FreesSharedMemory(p)),
        OnCreate("reads-freed-memory-past-the-end", "reads past the end of memory that it has freed", MisusedMemory.ReadFreedMemoryPastTheEnd),
        OnCreate("reads-null", "follows a null pointer", MisusedMemory.ReadNull),
        OnCreate("reads-past-the-end", "reads past the end of its memory", MisusedMemory.ReadPastTheEnd),
        OnCreate("writes-past-the-end", "writes past the end of its memory", MisusedMemory.WritePastTheEnd),
        OnCreate("reads-past-handed-over", "reads past the end of what was handed over", MisusedMemory.ReadPastWhatWasHandedOver),
        OnCreate("reads-unallocated", "reads where nothing was allocated", MisusedMemory.ReadUnallocated),
        OnCreate("reads-uninitialised", "answers with a variable that has no value", MisusedMemory.ReadUninitialised),
        OnCreate("restores-its-own", "gives back as handed over what it has preserved", MisusedMemory.RestoreWhatIsOurs),
        OnCreate("unpreserves-handed-over", "unpreserves what was handed over", MisusedMemory.UnpreserveWhatWasHandedOver),
        OnCreate("forgets-memory", "forgets memory that it has preserved", MisusedMemory.ForgetMemory),
        OnCreate("forgets-object", "forgets an object that it has made", MisusedMemory.ForgetObject),
        Of("hands-out-nothing", "Create hands out no file.", p => new HandsOutNothing(p)),
        Of("hands-out-beside-an-error", "Retrieve hands out a file beside an error.", p => new HandsOutBesideAnError(p)),
        Of("closes-nothing", "What was retrieved stays when it is closed.", p => new ClosesNothing(p)),
        Of("locks-in-both-orders", "Create and serialize take two locks in opposite orders.", p => new LocksInBothOrders(p)),
        Of("monitors-in-both-orders", "The same with locks of the runtime.", p => new MonitorsInBothOrders(p)),
        Of("locks-against-order", "Create takes the outer lock under the inner.", p => new NestsLocks(p, "inner", "outer")) with
        {
            LockHierarchy = ["outer", "inner"],
        },
        Of("locks-of-one-class", "Create takes a lock under another of its class.", p => new NestsLocks(p, "one", "one")),
        Of("locks-under-itself", "Create takes a semaphore that it holds.", p => new NestsLocks(p, "one", "one", same: true)),
        OnCreate("locks-twice", "takes a mutex that it holds", MisusedLocks.LockTwice),
        OnCreate("leaves-written", "returns with a lock held for writing", MisusedLocks.LeaveWritten),
        OnCreate("leaves-read", "returns with a lock held for reading", MisusedLocks.LeaveRead),
        OnCreate("leaves-locked", "returns with a mutex held", MisusedLocks.LeaveLocked),
        OnCreate("releases-unwritten", "releases a free lock as if it had been taken for writing", MisusedLocks.ReleaseUnwritten),
        OnCreate("releases-unread", "releases a free lock as if it had been taken for reading", MisusedLocks.ReleaseUnread),
        OnCreate("releases-read-as-written", "releases for writing what it holds for reading", MisusedLocks.ReleaseReadAsWritten),
        OnCreate("releases-written-as-read", "releases for reading what it holds for writing", MisusedLocks.ReleaseWrittenAsRead),
        Of("releases-for-others", "Abort releases a lock that only create holds.", p => new ReleasesForOthers(p)),
        OnCreate("spins-for-ever", "waits in a loop for what nobody does", MisusedMemory.SpinForEver),
        OnCreate("throws", "throws", _ => throw new InvalidOperationException("list corruption")),
        Of("throws-after-refusal", "Create throws, perhaps after a resume that was refused.", p => new ThrowsAfterRefusal(p)),
        Of("cannot-be-shown", "Its state cannot be shown once there is a session.", p => new Shows(p, Shows.Nothing)),
        OnCreate("unpreserves-first", "unpreserves a file that is not preserved", p => p.Handler.Unpreserve(1)),
        OnCreate("finishes-unasked", "finishes a file that can_finish was not asked about", p => p.Handler.Finish(1, retrieved: null)),
        Of("keeps-no-lock", "Says that serialize keeps the gate, which it gives up.", p => new OnCreate(p, _ => { })) with
        {
            Keeps = [new KeptLock("serialize", "gate", Until: null)],
        },
        Of("gives-up-kept-lock", "Abort gives up what serialize keeps until the next kernel.", p => new GivesUpKeptLock(p)) with
        {
            Keeps = [new KeptLock("serialize", "kept", Until: null)],
        },
        Of("lists-first", "No bug: deserialize lists sessions, then counts them, under one lock.", p => new ShowsInSteps(p, countFirst: false)),
        Of("counts-first", "No bug: deserialize counts sessions, then lists them, under one lock.", p => new ShowsInSteps(p, countFirst: true)),
        Of("resumes-half", "Resume gives up one of the two locks that quiesce keeps.", p => new ResumesHalf(p)),
    ];

    /// <summary>Finds one.</summary>
    /// <param name="bug">Its name, without the prefix.</param>
    /// <returns>The design.</returns>
    /// <exception cref="InvalidOperationException">There is none of this name, or more than one.</exception>
    public static Design With(string bug) => All.Single(design => design.Name == Named(bug));

    private static string Named(string bug) => $"seeded-{bug}";

    private static Design OnCreate(string bug, string summary, Action<KernelPlatform> does) =>
        Of(bug, $"Create {summary}.", platform => new OnCreate(platform, does));

    private static Design Of(string bug, string summary, Func<KernelPlatform, ISessionService> create) =>
        new(Named(bug), summary, create);
}
