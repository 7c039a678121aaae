using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>An abort succeeds though nothing is frozen.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class AbortsNothing(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno AbortSerialize()
    {
        base.AbortSerialize();
        return Errno.Ok;
    }
}

/// <summary>Hands a session out that was handed out before.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class HandsOutTwice(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Retrieve(name, out file);
        return err == Errno.EINVAL ? Platform.CreateFile(() => { }, out file) : err;
    }
}

/// <summary>What closes an incoming session leaves it where it is.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class ClosesNothing(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Retrieve(name, out file);
        return err == Errno.Ok ? Platform.CreateFile(() => { }, out file) : err;
    }
}

/// <summary>Whoever asks for the sessions once more is told that they cannot be read.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class DeserializesOnceOnly(KernelPlatform platform) : SeededSessions(platform)
{
    private bool _done;

    public override Errno Deserialize()
    {
        Errno err = _done ? Errno.EIO : base.Deserialize();
        _done = true;
        return err;
    }
}

/// <summary>Quiesces though there are sessions, or some that wait.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class QuiescesRegardless(KernelPlatform platform) : SeededSessions(platform)
{
    public override bool Quiesce() => base.Quiesce() || true;
}

/// <summary>Refuses what the previous kernel has handed over.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class RefusesSessions(KernelPlatform platform) : SeededSessions(platform)
{
    public override Errno SetupIncoming(FdtReader tree) => Errno.EINVAL;
}

/// <summary>A create answers EBUSY while another is under way: wrong only if two overlap.</summary>
internal sealed class RefusesWhileBusy : SeededSessions
{
    private readonly DomainMutex _mutex;
    private int _underWay;

    public RefusesWhileBusy(KernelPlatform platform)
        : base(platform) => _mutex = platform.NewMutex("busy");

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        bool isAlone;
        using (_mutex.Lock())
        {
            isAlone = _underWay++ == 0;
        }

        file = null;
        Errno err = isAlone ? base.Create(name, out file) : Errno.EBUSY;
        using (_mutex.Lock())
        {
            _underWay--;
        }

        return err;
    }
}
