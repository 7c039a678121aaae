namespace LuoVerified.Impl.Mainline.Files;

/// <summary>There is no table of preserved files: one can be preserved twice.</summary>
internal sealed class PreservesTwice(KernelPlatform platform) : PreservedFiles(platform)
{
    /// <inheritdoc/>
    public override bool Insert(ulong file) => true;
}
