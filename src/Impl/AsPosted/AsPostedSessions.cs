using LuoVerified.Abi;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.AsPosted;

/// <summary>The patch as it was posted, function by function. Its defects are marked with the ids of docs/defects.md.</summary>
/// <remarks>Locks: one rwsem a list, one mutex a session. The patch documents no order; quiesce takes incoming before
/// outgoing, and no function takes a session's mutex together with a list's rwsem.</remarks>
internal partial class AsPostedSessions : IDeviceTreeSessions
{
    private readonly KernelPlatform _platform;
    private readonly LuoSessionHeader _incoming;
    private readonly LuoSessionHeader _outgoing;

    public AsPostedSessions(KernelPlatform platform)
    {
        _platform = platform;
        _incoming = new LuoSessionHeader(platform, "incoming");
        _outgoing = new LuoSessionHeader(platform, "outgoing");
    }

    /// <summary>The sessions that were handed over.</summary>
    protected LuoSessionHeader Incoming => _incoming;

    /// <summary>The sessions to hand over.</summary>
    protected LuoSessionHeader Outgoing => _outgoing;

    /// <summary><c>luo_session_create</c>.</summary>
    /// <inheritdoc/>
    public virtual Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;

        // Defect H: no check of the length; an empty name is taken, a long one is cut.
        if (Alloc(name) is not { } session)
        {
            return Errno.ENOMEM;
        }

        Errno err = Insert(_outgoing, session);
        if (err != Errno.Ok)
        {
            Put(session);
            return err;
        }

        // Defect B: from here on serialize sees a session that may yet be undone.
        using (session.Lock())
        {
            err = GetFile(session, out file);
        }

        if (err != Errno.Ok)
        {
            Remove(_outgoing, session);
            Put(session);
        }

        return err;
    }

    /// <summary><c>luo_session_retrieve</c>.</summary>
    /// <inheritdoc/>
    public virtual Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        LuoSession? session;
        using (_incoming.RwSem.Read())
        {
            session = FindIncoming(name);
        }

        // Defect A: nothing keeps the session alive between the two locks.
        return session is null ? Errno.ENOENT : HandOut(session, out file);
    }

    /// <summary>The look-up of a retrieve; call with the list's lock held.</summary>
    protected LuoSession? FindIncoming(ByteString name) => _incoming.List.FirstOrDefault(it => CString.Equal(it.Name, name));

    /// <summary>The second half of a retrieve.</summary>
    protected Errno HandOut(LuoSession session, out ISessionFile? file)
    {
        file = null;
        using (session.Lock())
        {
            if (session.Retrieved)
            {
                return Errno.EINVAL;
            }

            Errno err = GetFile(session, out file);
            if (err == Errno.Ok)
            {
                session.Retrieved = true;
            }

            return err;
        }
    }

    /// <summary>The patch has no such function: a kexec that comes back finds nothing to undo.</summary>
    /// <returns>Always Ok.</returns>
    public Errno AbortSerialize() => Errno.Ok;

    /// <summary><c>luo_session_quiesce</c>.</summary>
    /// <inheritdoc/>
    public bool Quiesce()
    {
        _incoming.RwSem.DownWrite();
        _outgoing.RwSem.DownWrite();

        // Sessions that wait to be deserialized, or are about to be inserted, do not count.
        if (_incoming.Count != 0 || _outgoing.Count != 0)
        {
            _outgoing.RwSem.UpWrite();
            _incoming.RwSem.UpWrite();
            return false;
        }

        return true;
    }

    /// <summary><c>luo_session_resume</c>.</summary>
    /// <inheritdoc/>
    public void Resume()
    {
        _outgoing.RwSem.AssertHeldWrite();
        _outgoing.RwSem.UpWrite();
        _incoming.RwSem.UpWrite();
    }

    /// <inheritdoc/>
    [Unwatched]
    public SessionSnapshot Inspect() => new(
        [.. _outgoing.List.Select(session => session.Observed)],
        _outgoing.Count,
        [.. _incoming.List.Select(session => session.Observed)],
        _incoming.Count,
        Waiting: null,
        Frozen: null,
        Quiesced: null,
        _outgoing.HeaderSer);

    /// <summary><c>luo_session_alloc</c>.</summary>
    private LuoSession? Alloc(ByteString name)
    {
        _platform.TryAllocate(() => NewSession(name), out LuoSession? session);
        return session;
    }

    /// <summary>Makes a session that is not in a list.</summary>
    protected virtual LuoSession NewSession(ByteString name) => new(_platform, name);

    /// <summary>Whether a session may go into a list, for another reason than that it is full or has the name; call with the
    /// list's lock held for writing.</summary>
    /// <returns>Ok, or what the insert answers.</returns>
    protected virtual Errno MayInsert(LuoSessionHeader header) => Errno.Ok;

    /// <summary><c>luo_session_insert</c>.</summary>
    private Errno Insert(LuoSessionHeader header, LuoSession session)
    {
        using (header.RwSem.Write())
        {
            Errno may = MayInsert(header);
            if (may != Errno.Ok)
            {
                return may;
            }

            if (header == _outgoing && header.Count == _platform.SessionCapacity)
            {
                return Errno.ENOMEM;
            }

            if (header.List.Any(it => CString.Equal(it.Name, session.Name)))
            {
                return Errno.EEXIST;
            }

            header.List.AddLast(session.Node);
            header.Count++;
            return Errno.Ok;
        }
    }

    /// <summary><c>luo_session_remove</c>.</summary>
    protected static void Remove(LuoSessionHeader header, LuoSession session)
    {
        using (header.RwSem.Write())
        {
            header.List.Remove(session.Node);
            header.Count--;
        }
    }

    /// <summary><c>luo_session_getfile</c>; call with the session's mutex held.</summary>
    private Errno GetFile(LuoSession session, out ISessionFile? file) =>
        _platform.CreateFile(() => Release(session), out file);

    /// <summary><c>luo_session_release</c>.</summary>
    protected virtual void Release(LuoSession session)
    {
        // Defect B: takes effect after serialize, too.
        Remove(session.Retrieved ? _incoming : _outgoing, session);
        Put(session);
    }

    /// <summary>Who called it uses the session no more: frees it.</summary>
    protected virtual void Put(LuoSession session) => session.Free();
}
