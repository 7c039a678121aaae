using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect A (d3ae9e7fddb4): the lock under which retrieve looks a session up is kept until the session
/// is marked as retrieved.</summary>
internal sealed class RetrieveKeepsListLock(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Fix.Of(
        "fix-a",
        "The patch with a retrieve that keeps the list's lock to its end, as upstream fixed defect A.",
        platform => new RetrieveKeepsListLock(platform)) with
    {
        Expect = new Dictionary<string, string> { ["retrieve-against-retrieve-and-close"] = Fix.Pass },
    };

    /// <inheritdoc/>
    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        using (Incoming.RwSem.Read())
        {
            return FindIncoming(name) is { } session ? HandOut(session, out file) : Errno.ENOENT;
        }
    }
}
