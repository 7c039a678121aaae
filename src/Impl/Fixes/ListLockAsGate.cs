using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>For defect B, asked for in review and not taken: serialize keeps the lock of the outgoing list, and no lock is
/// added.</summary>
internal sealed class ListLockAsGate(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Fix.Of(
        "list-gate",
        "The patch with a serialize that keeps the list's lock: not taken.",
        platform => new ListLockAsGate(platform)) with
    {
        Keeps = Fix.KeptForEver("outgoing.rwsem"),
        WaitsOnceFrozen = ["create", "close", "serialize", "quiesce"],
        ClosesRetrievedOnceFrozen = true,
        Lacks = ["abort"],
        Expect = new Dictionary<string, string>
        {
            ["serialize-against-create"] = Fix.Pass,
            ["serialize-against-close"] = Fix.Pass,
            ["serialize-against-failing-create"] = "state-agrees",
            ["live-update-under-load"] = "linearizable",
            ["two-serializes"] = Fix.Pass,
        },
    };

    /// <inheritdoc/>
    public override Errno Serialize()
    {
        Outgoing.RwSem.DownWrite();
        WriteImage();
        return Errno.Ok;
    }
}
