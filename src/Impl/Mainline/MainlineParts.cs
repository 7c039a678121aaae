namespace LuoVerified.Impl.Mainline;

/// <summary>What a design of Linux 7.2 is made of: the kernel's own parts, or others in their place.</summary>
/// <param name="EntriesPerBlock">How many sessions a block holds.</param>
/// <param name="FilesPerBlock">How many files a block holds.</param>
internal sealed record MainlineParts(int EntriesPerBlock, int FilesPerBlock)
{
    /// <summary>Whether a create looks for its name before it makes room; 7.2 makes room first.</summary>
    public bool LooksUpFirst { get; init; }

    /// <summary>Whether a deserialize that cannot make the files of a session goes on as if it had; 7.2 does not.</summary>
    public bool IgnoresFileErrors { get; init; }

    /// <summary>Makes the table of the preserved files.</summary>
    public Func<KernelPlatform, PreservedFiles> NewPreservedFiles { get; init; } = platform => new PreservedFiles(platform);

    /// <summary>Makes the files of a session: so many to a block.</summary>
    public Func<KernelPlatform, PreservedFiles, int, LuoFileSet> NewFileSet { get; init; } =
        (platform, preserved, filesPerBlock) => new LuoFileSet(platform, preserved, filesPerBlock);

    /// <summary>Makes what the descriptor of a session can be asked.</summary>
    public Func<MainlineSessions, LuoSession, LuoSessionIoctls> NewIoctls { get; init; } =
        (sessions, session) => new LuoSessionIoctls(sessions, session);
}
