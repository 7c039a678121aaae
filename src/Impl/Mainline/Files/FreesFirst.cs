namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 291dcd37c8c8: unpreserve and finish free a file, and look at it once more when they take it off the list.</summary>
internal sealed class FreesFirst(KernelPlatform platform, PreservedFiles preserved, int filesPerBlock)
    : LuoFileSet(platform, preserved, filesPerBlock)
{
    /// <inheritdoc/>
    protected override void Discard(LuoFile file)
    {
        file.Free();
        Unlink(file);
    }
}
