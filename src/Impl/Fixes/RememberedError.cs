using LuoVerified.Abi;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>Upstream's fix of defect F: a deserialize that finds no memory remembers that.</summary>
internal sealed class RememberedError(KernelPlatform platform) : AsPostedSessions(platform)
{
    /// <inheritdoc/>
    protected override Errno WithoutMemory() => Remember(Errno.ENOMEM);
}
