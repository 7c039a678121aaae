namespace LuoVerified.Impl.Fixes;

/// <summary>The patch with one fix: each that upstream took, alone, and those that were proposed for defect B and not taken.</summary>
internal static class FixDesigns
{
    private const string Pass = "pass";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<Design> All { get; } =
    [
        Make("fix-a", "The patch with a retrieve that keeps the list's lock to its end, as upstream fixed defect A.", platform => new RetrieveKeepsListLock(platform)) with
        {
            Expect = new Dictionary<string, string> { ["retrieve-against-retrieve-and-close"] = Pass },
        },
        Make("fix-b", "The patch with a lock over all that serialize keeps, as upstream fixed defect B.", platform => new SerializeLock(platform)) with
        {
            Keeps = KeptForEver(SerializeLock.LockClass),
            WaitsOnceFrozen = ["create", "retrieve", "close", "serialize"],
            Lacks = ["abort"],
            Expect = new Dictionary<string, string>
            {
                ["serialize-against-create"] = Pass,
                ["serialize-against-close"] = Pass,
                ["serialize-against-failing-create"] = Pass,
                ["live-update-under-load"] = Pass,
                ["two-serializes"] = Pass,
                ["serialize-against-retrieve"] = Pass,
            },
        },
        Make("fix-f", "The patch with a deserialize that remembers every error, as upstream fixed defect F.", platform => new RememberedError(platform)) with
        {
            Expect = new Dictionary<string, string> { ["deserialize-without-memory"] = "leak; also linearizable" },
        },
        Make("fix-h", "The patch with a create that checks the length of names, as upstream fixed defect H.", platform => new CheckedNames(platform)) with
        {
            Expect = new Dictionary<string, string> { ["names-at-the-limits"] = Pass },
        },
        Make("closing-counter", "The patch with reference counts and a counter of closes in flight: not taken.", platform => new ClosingCounter(platform)) with
        {
            Keeps = KeptForEver(CountedSessions.RebootingLock),
            WaitsOnceFrozen = ["close"],
            Lacks = ["abort"],
            Expect = ExpectOfCounted,
        },
        Make("rebooting-gate", "The patch with reference counts and a flag that serialize sets before it pins: not taken.", platform => new RebootingGate(platform)) with
        {
            Keeps = KeptForEver(CountedSessions.RebootingLock),
            WaitsOnceFrozen = ["close"],
            Lacks = ["abort"],
            Expect = ExpectOfCounted,
        },
        Make("list-gate", "The patch with a serialize that keeps the list's lock: not taken.", platform => new ListLockAsGate(platform)) with
        {
            Keeps = KeptForEver("outgoing.rwsem"),
            WaitsOnceFrozen = ["create", "close", "serialize", "quiesce"],
            Lacks = ["abort"],
            Expect = new Dictionary<string, string>
            {
                ["serialize-against-create"] = Pass,
                ["serialize-against-close"] = Pass,
                ["serialize-against-failing-create"] = "state-agrees",
                ["live-update-under-load"] = "linearizable",
                ["two-serializes"] = Pass,
            },
        },
    ];

    /// <summary>A create that fails late takes its session out of the list without a look at the flag, and a retrieve does not look
    /// at it either.</summary>
    private static Dictionary<string, string> ExpectOfCounted => new()
    {
        ["retrieve-against-retrieve-and-close"] = Pass,
        ["serialize-against-create"] = Pass,
        ["serialize-against-close"] = Pass,
        ["live-update-under-load"] = "linearizable",
        ["two-serializes"] = Pass,
    };

    private static KeptLock[] KeptForEver(string lockClass) =>
        [KeptLock.OfQuiesce, new KeptLock("serialize", lockClass, Until: null)];

    private static Design Make(string name, string summary, Func<KernelPlatform, ISessionService> create) =>
        new($"as-posted-{name}", summary, create)
        {
            IsProvedWhole = false,
            BasedOn = "as-posted",
        };
}
