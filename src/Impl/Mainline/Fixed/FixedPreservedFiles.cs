using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Mainline.Fixed;

/// <summary>Preserves a file before anybody else can look it up. The lock is one under which a handler may sleep; that of an xarray is
/// not.</summary>
internal sealed class FixedPreservedFiles(KernelPlatform platform) : PreservedFiles(platform)
{
    private readonly DomainMutex _preserving = platform.NewMutex(MainlineDesign.PreservingLock);

    /// <inheritdoc/>
    public override Errno Preserve(ulong file, Func<Errno> preserve)
    {
        using (_preserving.Lock())
        {
            return base.Preserve(file, preserve);
        }
    }
}
