using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>The patch with counted references to sessions, and a flag <c>rebooting</c> that serialize sets for good: creates answer
/// EBUSY then, closes of sessions that may be in the image wait. What serialize waits for before is up to whoever derives from
/// it.</summary>
internal abstract class CountedSessions : AsPostedSessions
{
    /// <summary>The class of the lock that stands for waiting until the flag is down again.</summary>
    private const string RebootingLock = "rebooting";

    private readonly KernelPlatform _platform;
    private readonly DomainMutex _kexecLock;
    private readonly RwSemaphore _whileRebooting;

    /// <summary>Makes a reading and a setting of the flag one access, as the kernel's <c>READ_ONCE</c> and <c>WRITE_ONCE</c> do.</summary>
    private readonly DomainMutex _once;
    private bool _rebooting;

    protected CountedSessions(KernelPlatform platform)
        : base(platform)
    {
        _platform = platform;
        _kexecLock = platform.NewMutex("kexec_lock");
        _whileRebooting = platform.NewRwSemaphore(RebootingLock);
        _once = platform.NewMutex("once");
    }

    /// <summary>A design of this kind. A create that fails late takes its session out of the list without a look at the flag, and a
    /// retrieve does not look at it either.</summary>
    protected static Design Counted(string name, string summary, Func<KernelPlatform, ISessionService> create) => Fix.Of(name, summary, create) with
    {
        Keeps = Fix.KeptForEver(RebootingLock),
        WaitsOnceFrozen = ["close"],
        ClosesRetrievedOnceFrozen = true,
        Lacks = ["abort"],
        Expect = new Dictionary<string, string>
        {
            ["retrieve-against-retrieve-and-close"] = Fix.Pass,
            ["serialize-against-create"] = Fix.Pass,
            ["serialize-against-close"] = Fix.Pass,
            ["live-update-under-load"] = "linearizable",
            ["two-serializes"] = Fix.Pass,
        },
    };

    /// <summary>Looks at the flag.</summary>
    protected bool IsRebooting()
    {
        using (_once.Lock())
        {
            return _rebooting;
        }
    }

    /// <summary>The session cannot go away between the look-up and the session's mutex: the list's lock covers the getting of the
    /// reference.</summary>
    /// <inheritdoc/>
    public override Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        LuoSession? session;
        using (Incoming.RwSem.Read())
        {
            session = FindIncoming(name);
            ((CountedSession?)session)?.Get();
        }

        if (session is null)
        {
            return Errno.ENOENT;
        }

        Errno err = HandOut(session, out file);
        Put(session);
        return err;
    }

    /// <summary>One caller at a time, as <c>kernel_kexec</c> has one.</summary>
    /// <returns>EBUSY, it has been done; else Ok.</returns>
    public override Errno Serialize()
    {
        using (_kexecLock.Lock())
        {
            if (IsRebooting())
            {
                return Errno.EBUSY;
            }

            _whileRebooting.DownWrite();
            SerializeOnce();
            return Errno.Ok;
        }
    }

    /// <summary>Calls <see cref="BeginReboot"/> and writes the image.</summary>
    protected abstract void SerializeOnce();

    /// <summary>Takes a session that may be in the image out of the list, unless the flag is set.</summary>
    /// <returns>Whether it has.</returns>
    protected abstract bool TryRemove(CountedSession session);

    /// <summary>Sets the flag. Closes that see it wait from then on.</summary>
    protected void BeginReboot()
    {
        using (_once.Lock())
        {
            _rebooting = true;
        }
    }

    /// <inheritdoc/>
    protected override Errno MayInsert(LuoSessionHeader header) =>
        header == Outgoing && IsRebooting() ? Errno.EBUSY : Errno.Ok;

    /// <inheritdoc/>
    protected override LuoSession NewSession(ByteString name) => new CountedSession(_platform, name);

    /// <inheritdoc/>
    protected override void Release(LuoSession session)
    {
        if (session.Retrieved)
        {
            base.Release(session);
            return;
        }

        while (!TryRemove((CountedSession)session))
        {
            _whileRebooting.Read().Dispose();
        }

        Put(session);
    }

    /// <inheritdoc/>
    protected override void Put(LuoSession session)
    {
        if (((CountedSession)session).PutIsLast())
        {
            session.Free();
        }
    }
}
