using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.AsPosted;

/// <summary>The patch as it was posted, function by function. Its defects are marked with the ids of docs/defects.md.</summary>
/// <remarks>Locks: one rwsem a list, one mutex a session. The patch documents no order; quiesce takes incoming before
/// outgoing, and no function takes a session's mutex together with a list's rwsem.</remarks>
internal sealed class AsPostedSessions : IDeviceTreeSessions
{
    private readonly KernelPlatform _platform;
    private readonly LuoSessionHeader _incoming;
    private readonly LuoSessionHeader _outgoing;

    /// <summary>The static locals of <c>luo_session_deserialize</c>.</summary>
    private bool _isDeserialized;
    private Errno _err;

    /// <summary>Whether retrieve keeps the list's lock to its end: upstream's fix of defect A (d3ae9e7fddb4).</summary>
    private readonly bool _retrieveKeepsLock;

    public AsPostedSessions(KernelPlatform platform, bool retrieveKeepsLock = false)
    {
        _platform = platform;
        _retrieveKeepsLock = retrieveKeepsLock;
        _incoming = new LuoSessionHeader(platform, "incoming");
        _outgoing = new LuoSessionHeader(platform, "outgoing");
    }

    /// <summary><c>luo_session_create</c>.</summary>
    /// <inheritdoc/>
    public Errno Create(ByteString name, out ISessionFile? file)
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
            session.Free();
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
            session.Free();
        }

        return err;
    }

    /// <summary><c>luo_session_retrieve</c>.</summary>
    /// <inheritdoc/>
    public Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        LuoSession? session;
        using (_incoming.RwSem.Read())
        {
            session = _incoming.List.FirstOrDefault(it => CString.Equal(it.Name, name));
            if (session is not null && _retrieveKeepsLock)
            {
                return HandOut(session, out file);
            }
        }

        // Defect A: nothing keeps the session alive between the two locks.
        return session is null ? Errno.ENOENT : HandOut(session, out file);
    }

    private Errno HandOut(LuoSession session, out ISessionFile? file)
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

    /// <summary><c>luo_session_setup_outgoing</c>.</summary>
    /// <inheritdoc/>
    public Errno SetupOutgoing(FdtWriter tree)
    {
        if (!_platform.Memory.TryAllocPreserve(Limits.SessionBlockSize, out ulong headerSer))
        {
            // Defect R1: the error is taken from header_ser, which has no value yet.
            _platform.Violation(
                RuntimeChecks.UninitialisedRead, "luo_session_setup_outgoing answers PTR_ERR(header_ser), never assigned");
        }

        if (LuoTree.WriteSessionNode(tree, headerSer) != FdtError.None)
        {
            _platform.Memory.UnpreserveFree(headerSer);
            return Errno.ENOSPC;
        }

        Activate(_outgoing, headerSer);
        return Errno.Ok;
    }

    /// <summary><c>luo_session_setup_incoming</c>.</summary>
    /// <inheritdoc/>
    public Errno SetupIncoming(FdtReader tree)
    {
        if (LuoTree.ReadSessionHeader(tree, out ulong headerSer) is not null)
        {
            return Errno.EINVAL;
        }

        Activate(_incoming, headerSer);
        return Errno.Ok;
    }

    /// <summary><c>luo_session_deserialize</c>.</summary>
    /// <inheritdoc/>
    public Errno Deserialize()
    {
        // Not guarded by any lock: a second caller may pass the test beside the first, or come while the first is at
        // work and be told that all is done.
        if (_isDeserialized)
        {
            return _err;
        }

        _isDeserialized = true;
        if (!_incoming.Active)
        {
            return Errno.Ok;
        }

        for (int i = 0; (ulong)i < Count(_incoming.HeaderSer); i++)
        {
            if (Alloc(SerializedName(_incoming, i)) is not { } session)
            {
                // Defect F: answered, but not put into err.
                return Errno.ENOMEM;
            }

            Errno err = Insert(_incoming, session);
            _err = err;
            if (err != Errno.Ok)
            {
                // Defect R2: freed, then its name is printed.
                session.Free();
                _ = $"Failed to insert session [{session.Name}] {err.ToAnswer()}";
                return err;
            }
        }

        _platform.Memory.RestoreFree(_incoming.HeaderSer);
        _incoming.HeaderSer = 0;
        _incoming.Ser = 0;
        return Errno.Ok;
    }

    /// <summary><c>luo_session_serialize</c>.</summary>
    /// <inheritdoc/>
    public Errno Serialize()
    {
        // Defect B: nothing holds creates and closes off once this lock is dropped.
        using (_outgoing.RwSem.Write())
        {
            ulong ser = _outgoing.Ser;
            int i = 0;
            foreach (LuoSession session in _outgoing.List)
            {
                // strscpy: the name and its NUL; what the entry held behind them stays.
                Span<byte> entry = _platform.Memory.Write(ser + (ulong)(i * Limits.SessionEntrySize), Limits.SessionEntrySize).Span;
                session.Name.Span.CopyTo(entry);
                entry[session.Name.Length] = 0;
                i++;
            }

            ulong headerSer = _outgoing.HeaderSer;
            BinaryPrimitives.WriteInt64LittleEndian(
                _platform.Memory.Write(headerSer, Limits.SessionHeaderSize).Span, _outgoing.Count);
            return Errno.Ok;
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
        _platform.TryAllocate(() => new LuoSession(_platform, name), out LuoSession? session);
        return session;
    }

    /// <summary><c>luo_session_insert</c>.</summary>
    private Errno Insert(LuoSessionHeader header, LuoSession session)
    {
        using (header.RwSem.Write())
        {
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
    private static void Remove(LuoSessionHeader header, LuoSession session)
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
    private void Release(LuoSession session)
    {
        // Defect B: takes effect after serialize, too.
        Remove(session.Retrieved ? _incoming : _outgoing, session);
        session.Free();
    }

    private static void Activate(LuoSessionHeader header, ulong headerSer)
    {
        header.HeaderSer = headerSer;
        header.Ser = unchecked(headerSer + Limits.SessionHeaderSize);
        header.Active = true;
    }

    private ulong Count(ulong headerSer) => BinaryPrimitives.ReadUInt64LittleEndian(
        _platform.Memory.Read(headerSer, Limits.SessionHeaderSize).Span);

    private ByteString SerializedName(LuoSessionHeader header, int index)
    {
        ulong entry = unchecked(header.Ser + ((ulong)index * Limits.SessionEntrySize));
        return CString.Copy(_platform.Memory.ReadString(entry, Limits.SessionNameLength).Span, Limits.SessionNameLength);
    }
}
