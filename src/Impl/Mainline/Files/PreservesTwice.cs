namespace LuoVerified.Impl.Mainline.Files;

/// <summary>There is no table of preserved files: one can be preserved twice.</summary>
internal sealed class PreservesTwice(KernelPlatform platform) : PreservedFiles(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = FileFix.Without(
        "-preserves-twice",
        "without the table of preserved files.",
        MainlineDesign.Kernel with { NewPreservedFiles = platform => new PreservesTwice(platform) },
        ("one-file-in-two-sessions", "handler-contract"),
        ("one-file-under-two-tokens", "handler-contract"),
        ("preserves-that-are-refused", "handler-contract"),
        ("preserve-that-fails-against-another", "handler-contract"));

    /// <inheritdoc/>
    protected override bool Insert(ulong file) => true;
}
