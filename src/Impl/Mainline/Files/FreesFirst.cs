namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 291dcd37c8c8: unpreserve and finish free a file, and look at it once more when they take it off the list.</summary>
internal sealed class FreesFirst(KernelPlatform platform, PreservedFiles preserved, int filesPerBlock)
    : LuoFileSet(platform, preserved, filesPerBlock)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = FileFix.Without(
        "-frees-first",
        "that frees a file before it takes it off the list, as before 291dcd37c8c8.",
        MainlineDesign.Kernel with { NewFileSet = (platform, preserved, filesPerBlock) => new FreesFirst(platform, preserved, filesPerBlock) },
        ("one-file-in-two-sessions", "use-after-free"),
        ("freeze-that-fails", "use-after-free"),
        ("two-retrieves-of-a-file", "use-after-free"),
        ("two-finishes", "use-after-free"),
        ("close-that-cannot-finish", "use-after-free; also leak, linearizable"),
        ("reply-that-cannot-be-copied", "use-after-free; also nothing-lost, linearizable"),
        ("one-file-under-two-tokens", "use-after-free"),
        ("preserves-that-are-refused", "use-after-free"));

    /// <inheritdoc/>
    protected override void Discard(LuoFile file)
    {
        file.Free();
        Unlink(file);
    }
}
