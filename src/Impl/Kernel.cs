using LuoVerified.Abi;

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

    /// <summary>The physical address of what the next kernel is handed first (KHO's <c>LUO</c> entry), one page: a device tree,
    /// or what the format of the design has in its place.</summary>
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
        ulong number = 0;
        ulong page = 0;
        Errno err = handedOverTree == 0 ? Errno.Ok
            : design.Format.ReadIncoming(platform, booting.Sessions, handedOverTree, out number);
        if (err == Errno.Ok)
        {
            err = design.Format.WriteOutgoing(platform, booting.Sessions, unchecked(number + 1), out page);
        }

        (booting.LiveUpdateNumber, booting.OutgoingTree) = (number, page);

        kernel = err == Errno.Ok ? booting : null;
        return err;
    }
}
