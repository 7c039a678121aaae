using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline.Files;

/// <summary>A failed retrieve is not remembered: the handler is asked again, and finish is told that it was never tried.</summary>
internal sealed class RetrievesAgain(KernelPlatform platform, PreservedFiles preserved, int filesPerBlock)
    : LuoFileSet(platform, preserved, filesPerBlock)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = FileFix.Without(
        "-retrieves-again",
        "that forgets that a file could not be retrieved.",
        MainlineDesign.Kernel with { NewFileSet = (platform, preserved, filesPerBlock) => new RetrievesAgain(platform, preserved, filesPerBlock) },
        ("two-retrieves-of-a-file", "handler-contract"));

    private readonly KernelPlatform _platform = platform;

    /// <inheritdoc/>
    protected override Errno RetrieveOne(LuoFile file)
    {
        if (file.RetrieveStatus is not null)
        {
            return Errno.Ok;
        }

        Errno err = _platform.Handler.Retrieve(file.SerializedData);
        file.RetrieveStatus = err == Errno.Ok ? err : null;
        return err;
    }
}
