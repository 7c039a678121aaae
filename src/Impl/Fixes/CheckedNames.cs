using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect H (e947433cd0d2): a create refuses names of 0 and of more than 63 bytes.</summary>
internal sealed class CheckedNames(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <inheritdoc/>
    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;
        return CString.Length(name) is 0 or > Limits.SessionNameMaxBytes ? Errno.EINVAL : base.Create(name, out file);
    }
}
