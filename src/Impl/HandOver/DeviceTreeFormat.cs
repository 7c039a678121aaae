using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl.HandOver;

/// <summary>The format of the patch (0153094d03df).</summary>
internal sealed class DeviceTreeFormat : HandOverFormat
{
    public override string Name => "luo-v1 with luo-session-v1 (a device tree and one block)";

    /// <summary>Root node, number, then the sessions.</summary>
    internal override Errno ReadIncoming(KernelPlatform platform, ISessionService sessions, ulong handedOver, out ulong number)
    {
        number = 0;
        FdtOpenResult opened = FdtReader.Open(platform.Memory.Read(handedOver, Limits.FdtSize));
        if (opened.Reader is not { } tree || LuoTree.ReadRoot(tree, out number) is not null)
        {
            return Errno.EINVAL;
        }

        Errno err = Of<IDeviceTreeSessions>(sessions).SetupIncoming(tree);
        if (err == Errno.Ok)
        {
            platform.Memory.RestoreFree(handedOver);
        }

        return err;
    }

    /// <summary><c>luo_fdt_setup</c>.</summary>
    internal override Errno WriteOutgoing(KernelPlatform platform, ISessionService sessions, ulong number, out ulong page)
    {
        if (!platform.Memory.TryAllocPreserve(Limits.FdtSize, out page))
        {
            return Errno.ENOMEM;
        }

        var tree = new FdtWriter(platform.Memory.Write(page, Limits.FdtSize));
        bool written = LuoTree.WriteRootStart(tree, number) == FdtError.None;
        Errno err = written ? Of<IDeviceTreeSessions>(sessions).SetupOutgoing(tree) : Errno.ENOSPC;
        if (err == Errno.Ok && LuoTree.WriteRootEnd(tree) != FdtError.None)
        {
            err = Errno.ENOSPC;
        }

        if (err != Errno.Ok)
        {
            platform.Memory.UnpreserveFree(page);
            page = 0;
        }

        return err;
    }
}
