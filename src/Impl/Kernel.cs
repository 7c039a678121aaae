using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl;

/// <summary>One running kernel: what luo_core does around the session service.</summary>
public sealed class Kernel
{
    private Kernel(KernelPlatform platform, ISessionService sessions)
    {
        Platform = platform;
        Sessions = sessions;
    }

    /// <summary>What the kernel gives its session code.</summary>
    public KernelPlatform Platform { get; }

    /// <summary>The session service of this kernel.</summary>
    public ISessionService Sessions { get; }

    /// <summary>How many live updates led to this kernel; 0 after a cold boot.</summary>
    public ulong LiveUpdateNumber { get; private set; }

    /// <summary>The physical address of the outgoing device tree (KHO's <c>LUO</c> entry), one page.</summary>
    public ulong OutgoingTree { get; private set; }

    /// <summary><c>liveupdate_reboot</c>: the last place that can still answer an error to the caller of a kexec.</summary>
    /// <returns>What serialize answers.</returns>
    public Errno Reboot() => Sessions.Serialize();

    /// <summary>Boots: early (read what was handed over), then late (write the outgoing tree).</summary>
    /// <param name="platform">The new kernel's platform.</param>
    /// <param name="design">How the session service is built.</param>
    /// <param name="handedOverTree">The physical address of the tree from the previous kernel; 0 on a cold boot.</param>
    /// <param name="kernel">The kernel, where the answer is Ok.</param>
    /// <returns>EINVAL if the handed-over tree is not as it must be; ENOMEM or ENOSPC from the late part.</returns>
    internal static Errno Boot(KernelPlatform platform, Design design, ulong handedOverTree, out Kernel? kernel)
    {
        var booting = new Kernel(platform, design.Create(platform));
        Errno err = handedOverTree == 0 ? Errno.Ok : booting.EarlyStartup(handedOverTree);
        if (err == Errno.Ok)
        {
            err = booting.LateStartup();
        }

        kernel = err == Errno.Ok ? booting : null;
        return err;
    }

    /// <summary><c>luo_early_startup</c>: root node, number, then the sessions; the page is given back at the end.</summary>
    private Errno EarlyStartup(ulong handedOverTree)
    {
        FdtOpenResult opened = FdtReader.Open(Platform.Memory.Read(handedOverTree, Limits.FdtSize));
        if (opened.Reader is not { } tree || LuoTree.ReadRoot(tree, out ulong number) is not null)
        {
            return Errno.EINVAL;
        }

        LiveUpdateNumber = number;
        Errno err = Sessions.SetupIncoming(tree);
        if (err == Errno.Ok)
        {
            Platform.Memory.RestoreFree(handedOverTree);
        }

        return err;
    }

    /// <summary><c>luo_fdt_setup</c>: one preserved page with the outgoing tree, which carries the number of the next
    /// live update.</summary>
    private Errno LateStartup()
    {
        if (!Platform.Memory.TryAllocPreserve(Limits.FdtSize, out ulong page))
        {
            return Errno.ENOMEM;
        }

        var tree = new FdtWriter(Platform.Memory.Write(page, Limits.FdtSize));
        bool written = LuoTree.WriteRootStart(tree, unchecked(LiveUpdateNumber + 1)) == FdtError.None;
        Errno err = written ? Sessions.SetupOutgoing(tree) : Errno.ENOSPC;
        if (err == Errno.Ok && LuoTree.WriteRootEnd(tree) != FdtError.None)
        {
            err = Errno.ENOSPC;
        }

        if (err != Errno.Ok)
        {
            Platform.Memory.UnpreserveFree(page);
            return err;
        }

        OutgoingTree = page;
        return Errno.Ok;
    }
}
