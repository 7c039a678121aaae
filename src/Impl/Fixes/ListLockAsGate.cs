using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>For defect B, asked for in review and not taken: serialize keeps the lock of the outgoing list, and no lock is
/// added.</summary>
internal sealed class ListLockAsGate(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <inheritdoc/>
    public override Errno Serialize()
    {
        Outgoing.RwSem.DownWrite();
        WriteImage();
        return Errno.Ok;
    }
}
