using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Mainline;

/// <summary>The session service behind <c>/dev/liveupdate</c>: what of <c>luo_core.c</c> decides who may call it when.</summary>
/// <remarks>A deserialize is the open of the device. The device has one opener at a time; who comes second is told EBUSY by the kernel
/// and waits here for its turn, which is the same to one who tries again. Create and retrieve are ioctls on what the open has
/// answered: there is none while another opens it, and none if the open failed. The lock below stands for that; the kernel has an
/// atomic flag.</remarks>
internal sealed class LuoDevice(KernelPlatform platform, MainlineParts parts) : ILuoSerSessions
{
    private readonly RwSemaphore _inUse = platform.NewRwSemaphore(MainlineDesign.DeviceLock);
    private readonly MainlineSessions _sessions = parts.NewSessions(platform, parts);
    private bool _openFails;

    /// <summary><c>luo_ioctl_create_session</c>.</summary>
    /// <inheritdoc/>
    public Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;
        using (_inUse.Read())
        {
            return _openFails ? Errno.EIO : Responded(_sessions.Create(name, out file), ref file);
        }
    }

    /// <summary><c>luo_ioctl_retrieve_session</c>.</summary>
    /// <inheritdoc/>
    public Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        using (_inUse.Read())
        {
            return _openFails ? Errno.EIO : Responded(_sessions.Retrieve(name, out file), ref file);
        }
    }

    /// <summary><c>luo_open</c>, with the error of <c>luo_session_deserialize</c> in place of EIO.</summary>
    /// <inheritdoc/>
    public Errno Deserialize()
    {
        using (_inUse.Write())
        {
            Errno err = _sessions.Deserialize();
            _openFails = err != Errno.Ok;
            return err;
        }
    }

    /// <summary><c>liveupdate_reboot</c>: it does not go through the device.</summary>
    /// <inheritdoc/>
    public Errno Serialize() => _sessions.Serialize();

    /// <inheritdoc/>
    public Errno SetupIncoming(ulong sessionsAddress) => _sessions.SetupIncoming(sessionsAddress);

    /// <inheritdoc/>
    public void SetupOutgoing(ulong sessionsAddress) => _sessions.SetupOutgoing(sessionsAddress);

    /// <summary>Nothing undoes a serialize that has succeeded.</summary>
    /// <inheritdoc/>
    public Errno AbortSerialize() => throw Lacks("abort");

    /// <summary>Gone since 118c39082420.</summary>
    /// <inheritdoc/>
    public bool Quiesce() => throw Lacks("quiesce");

    /// <summary>Gone since 118c39082420.</summary>
    /// <inheritdoc/>
    public void Resume() => throw Lacks("resume");

    /// <summary>If the device cannot be opened, nobody can reach the sessions that deserialize has made before it failed.</summary>
    /// <inheritdoc/>
    [Unwatched]
    public SessionSnapshot Inspect()
    {
        SessionSnapshot all = _sessions.Inspect();
        return !_openFails ? all : all with
        {
            Incoming = [],
            IncomingCount = 0,
            Files = [.. all.Files.Where(file => !file.Incoming)],
            GivenUp = all.Incoming.Count + all.Files.Count(file => file.Incoming),
        };
    }

    /// <summary>If user space cannot be told, the file is dropped: that is its last close.</summary>
    private Errno Responded(Errno err, ref ISessionFile? file)
    {
        err = err == Errno.Ok ? _sessions.Respond() : err;
        if (err != Errno.Ok)
        {
            file?.Release();
            file = null;
        }

        return err;
    }

    /// <summary>The design says that it has none of these, so that nobody calls them.</summary>
    private static NotSupportedException Lacks(string operation) => new($"{operation} is not an operation of this design");
}
