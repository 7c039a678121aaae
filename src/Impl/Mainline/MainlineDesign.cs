using LuoVerified.Abi.Blocks;
using LuoVerified.Impl.HandOver;

namespace LuoVerified.Impl.Mainline;

/// <summary>Sessions of Linux 7.2, with as many in a block as wanted, and with or without the defect in their create.</summary>
internal static class MainlineDesign
{
    /// <summary>The class of the lock that serialize keeps.</summary>
    public const string SerializeRwSem = "luo_session_serialize_rwsem";

    /// <summary>The class of the lock that stands for the device.</summary>
    public const string DeviceLock = "device";

    /// <summary>As it is, 51 sessions a block.</summary>
    public static Design As72 { get; } = Make("", "Sessions of Linux 7.2 function by function, without files.", KhoBlock.Capacity, looksUpFirst: false);

    /// <summary>As it is, 2 sessions a block.</summary>
    public static Design Small { get; } = Make("-2", "The same with 2 sessions a block in place of 51.", 2, looksUpFirst: false);

    /// <summary>Mended, 51 sessions a block.</summary>
    public static Design Fixed { get; } = Make("-fixed", "mainline-7.2 whose create looks for the name before it makes room.", KhoBlock.Capacity, looksUpFirst: true);

    /// <summary>Mended, 2 sessions a block.</summary>
    public static Design SmallFixed { get; } = Make("-fixed-2", "The same with 2 sessions a block in place of 51.", 2, looksUpFirst: true);

    private static Design Make(string suffix, string summary, int entriesPerBlock, bool looksUpFirst) => new(
        $"mainline-7.2{suffix}", summary, platform => new LuoDevice(platform, entriesPerBlock, looksUpFirst))
    {
        LockHierarchy = [DeviceLock, SerializeRwSem, "outgoing.rwsem", "incoming.rwsem", "mutex"],
        Keeps = [new KeptLock("serialize", SerializeRwSem, Until: null)],
        WaitsOnceFrozen = ["create", "retrieve", "close", "serialize"],
        WaitsForOpener = ["deserialize"],
        Lacks = ["abort", "quiesce", "resume", "reboot", "corrupt"],
        Capacity = KhoBlock.MaxBlocks * entriesPerBlock,
        Format = HandOverFormat.BlockChain(entriesPerBlock),
        GivesUpAfterFailedDeserialize = true,
        Specification = "mainline-7.2",
    };
}
