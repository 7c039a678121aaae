namespace LuoVerified.Impl.Mainline;

/// <summary>What a design of Linux 7.2 is made of: the kernel's own parts, or others in their place.</summary>
/// <param name="EntriesPerBlock">How many sessions a block holds.</param>
/// <param name="FilesPerBlock">How many files a block holds.</param>
internal sealed record MainlineParts(int EntriesPerBlock, int FilesPerBlock)
{
    /// <summary>Makes the service, of these parts.</summary>
    public Func<KernelPlatform, MainlineParts, MainlineSessions> NewSessions { get; init; } =
        (platform, parts) => new MainlineSessions(platform, parts);

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
