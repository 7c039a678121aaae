namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 307e0c5859b0: a deserialize that cannot make the files of a session goes on as if it had.</summary>
internal static class IgnoresFileErrors
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = FileFix.Without(
        "-ignores-file-errors",
        "whose deserialize overlooks errors of files, as before 307e0c5859b0.",
        MainlineDesign.Kernel with { IgnoresFileErrors = true },
        ("preserve-against-kexec", "linearizable"),
        ("files-without-memory", "linearizable"));
}
