using LuoVerified.Abi.Blocks;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Impl.HandOver;
using LuoVerified.Impl.Mainline.Fixed;

namespace LuoVerified.Impl.Mainline;

/// <summary>Sessions of Linux 7.2, with as many in a block as wanted, and as they are or without what was found in them.</summary>
internal static class MainlineDesign
{
    /// <summary>The class of the lock that serialize keeps.</summary>
    public const string SerializeRwSem = "luo_session_serialize_rwsem";

    /// <summary>The class of the lock that stands for the device.</summary>
    public const string DeviceLock = "device";

    /// <summary>The class of the lock of a file.</summary>
    public const string FileMutex = "luo_file.mutex";

    /// <summary>The class of the lock in the table of preserved files.</summary>
    public const string PreservedFilesLock = "luo_preserved_files";

    /// <summary>The class of the lock under which the mended design preserves a file.</summary>
    public const string PreservingLock = "preserving";

    /// <summary>Dropping the file is the last close of a session, and waits as any other.</summary>
    private const string LostReply = """
        scenario create-whose-reply-is-lost
        summary A create cannot tell user space which handle it has made, and a serialize comes: nobody has the session, so it must not be handed over.
        faults reply 1
        thread create a
        thread serialize
        expect mainline-7.2: state-agrees
        expect mainline-7.2-2: state-agrees
        """;

    /// <summary>A session without files takes the place in the block that one with a file had when it was frozen in vain.</summary>
    private const string FailedFreeze = """
        scenario session-after-a-failed-freeze
        summary A serialize freezes one file and is refused the next; what it wrote is not handed over with a session without files that moves up.
        faults file-freeze 1
        setup create a; preserve-fd a 1; create b; preserve-fd b 2; create c
        thread serialize; close a; close b; serialize
        expect mainline-7.2-frees-first: use-after-free
        """;

    /// <summary>As it is, 51 sessions and 63 files a block.</summary>
    public static Design As72 { get; } = Make("", "Sessions of Linux 7.2 function by function.", Kernel);

    /// <summary>As it is, 2 sessions and 2 files a block.</summary>
    public static Design Small { get; } = Make("-2", "The same with 2 sessions and 2 files a block in place of 51 and 63.", Two);

    /// <summary>Mended, 51 sessions a block.</summary>
    public static Design Fixed { get; } = Mended("", "mainline-7.2 without what was found in it.", Kernel);

    /// <summary>Mended, 2 sessions a block.</summary>
    public static Design SmallFixed { get; } = Mended("-2", "The same with 2 sessions and 2 files a block in place of 51 and 63.", Two);

    /// <summary>Mended, 1 session a block.</summary>
    public static Design SmallestFixed { get; } =
        Mended("-1", "The same with 1 session and 1 file a block in place of 51 and 63.", new MainlineParts(1, 1));

    /// <summary>The kernel's own parts.</summary>
    public static MainlineParts Kernel => new(KhoBlock.Capacity, Layouts.FilesV5.Capacity);

    private static MainlineParts Two => new(2, 2);

    /// <summary>A design of such parts.</summary>
    /// <param name="suffix">What its name ends with.</param>
    /// <param name="summary">What it is.</param>
    /// <param name="parts">The parts.</param>
    /// <returns>The design.</returns>
    public static Design Make(string suffix, string summary, MainlineParts parts) => new(
        $"mainline-7.2{suffix}", summary, platform => new LuoDevice(platform, parts))
    {
        LockHierarchy = [DeviceLock, SerializeRwSem, "outgoing.rwsem", "incoming.rwsem", "mutex", FileMutex, PreservedFilesLock],
        Keeps = [new KeptLock("serialize", SerializeRwSem, Until: null)],
        WaitsOnceFrozen = ["create", "retrieve", "close", "serialize", "preserve-fd", "retrieve-fd", "finish", "get-name"],
        WaitsForOpener = ["deserialize"],
        Lacks = ["abort", "quiesce", "resume", "reboot", "corrupt"],
        HasFiles = true,
        Capacity = KhoBlock.MaxBlocks * parts.EntriesPerBlock,
        Format = HandOverFormat.BlockChain(parts.EntriesPerBlock),
        GivesUpAfterFailedDeserialize = true,
        HasOwnBlocks = true,
        Specification = "mainline-7.2",
        Scenarios = [FullBlock(InFull(parts)), FileAtTheEnd(InFull(parts)), LostReply, FailedFreeze],
    };

    /// <summary>Mended, with the sizes of these parts.</summary>
    private static Design Mended(string suffix, string summary, MainlineParts sizes)
    {
        Design design = Make($"-fixed{suffix}", summary, sizes with
        {
            NewSessions = (platform, parts) => new FixedSessions(platform, parts),
            NewPreservedFiles = platform => new FixedPreservedFiles(platform),
        });
        return design with { LockHierarchy = [.. design.LockHierarchy.Except([PreservedFilesLock]), PreservingLock, PreservedFilesLock] };
    }

    /// <summary>How many sessions fill a block, or two of them if one does.</summary>
    private static int InFull(MainlineParts parts) => Math.Max(parts.EntriesPerBlock, 2);

    /// <summary>A block is full when a name is created that exists: too many operations for programs that nobody wrote.</summary>
    private static string FullBlock(int sessions) => $"""
        scenario duplicate-at-{sessions}-sessions
        summary When a block is full two threads create a name that exists, and one of them leaves for the next kernel.
        setup {Creates(sessions)}
        thread create s0; kexec
        thread create s0
        next kernel
        thread deserialize
        expect {Defective(sessions)}: hand-over-refused
        """;

    /// <summary>The last entry of a block, where the page ends, has a file; the next block is refused, if one is wanted.</summary>
    private static string FileAtTheEnd(int sessions) => $"""
        scenario file-in-session-{sessions}
        summary The last session of a full block has a file; a name is created that exists, perhaps without memory for another block; all go on.
        faults preserved-memory 1
        setup {Creates(sessions)}; preserve-fd s{sessions - 1} 1
        thread create s0; kexec
        next kernel
        thread deserialize; retrieve s{sessions - 1}; retrieve-fd s{sessions - 1} 1
        expect {Defective(sessions)}: hand-over-refused
        """;

    private static string Creates(int sessions) => string.Join("; ", Enumerable.Range(0, sessions).Select(i => $"create s{i}"));

    /// <summary>The design with the defect that has so many sessions a block.</summary>
    private static string Defective(int sessions) => $"mainline-7.2{(sessions == KhoBlock.Capacity ? "" : $"-{sessions}")}";
}
