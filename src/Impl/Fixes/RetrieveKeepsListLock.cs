using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect A (d3ae9e7fddb4): the lock under which retrieve looks a session up is kept until the session
/// is marked as retrieved.</summary>
internal sealed class RetrieveKeepsListLock(KernelPlatform platform) : AsPostedSessions(platform)
{
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
