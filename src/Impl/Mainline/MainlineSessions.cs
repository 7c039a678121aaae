using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Mainline;

/// <summary>Sessions as they are in Linux 7.2, function by function after <c>luo_session.c</c> (torvalds/linux
/// 637315cb400e).</summary>
/// <remarks>Locks, outermost first: <c>luo_session_serialize_rwsem</c>, held for reading by whatever changes sessions and for writing
/// by serialize, which keeps it if it succeeds; the rwsem of a list; the mutex of a session; that of a file; the one in
/// <c>luo_preserved_files</c>.</remarks>
internal partial class MainlineSessions
{
    private readonly KernelPlatform _platform;
    private readonly LuoSessionHeader _incoming;
    private readonly LuoSessionHeader _outgoing;
    private readonly RwSemaphore _serializeRwSem;
    private readonly PreservedFiles _preservedFiles;
    private readonly MainlineParts _parts;

    /// <summary>Makes the service of a kernel that boots.</summary>
    /// <param name="platform">What the kernel gives it.</param>
    /// <param name="parts">What it is made of.</param>
    public MainlineSessions(KernelPlatform platform, MainlineParts parts)
    {
        _platform = platform;
        _parts = parts;
        _serializeRwSem = platform.NewRwSemaphore(MainlineDesign.SerializeRwSem);
        _incoming = new LuoSessionHeader(platform, "incoming", parts.EntriesPerBlock);
        _outgoing = new LuoSessionHeader(platform, "outgoing", parts.EntriesPerBlock);
        _preservedFiles = parts.NewPreservedFiles(platform);
    }

    /// <summary><c>luo_session_create</c>.</summary>
    public Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;
        int length = CString.Length(name);
        if (length is 0 or > Limits.SessionNameMaxBytes)
        {
            return Errno.EINVAL;
        }

        if (Alloc(name) is not { } session)
        {
            return Errno.ENOMEM;
        }

        using (_serializeRwSem.Read())
        {
            Errno err = Publish(_outgoing, session, out file);
            if (err != Errno.Ok)
            {
                session.Free();
            }

            return err;
        }
    }

    /// <summary><c>luo_session_retrieve</c>.</summary>
    public Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        using (_serializeRwSem.Read())
        using (_incoming.RwSem.Read())
        {
            LuoSession? session = _incoming.List.FirstOrDefault(it => CString.Equal(it.Name, name));
            if (session is null)
            {
                return Errno.ENOENT;
            }

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
    }

    /// <summary><c>luo_ucmd_respond</c>: tells user space which descriptor it has got.</summary>
    /// <returns>EFAULT if it cannot be told.</returns>
    public virtual Errno Respond() => _platform.Reply();

    /// <summary>Runs a request to an open session, under its mutex.</summary>
    public Errno Locked(LuoSession session, Func<LuoFileSet, Errno> request)
    {
        using (_serializeRwSem.Read())
        using (session.Lock())
        {
            return request(session.Files);
        }
    }

    /// <summary>See <see cref="ISessionService.Inspect"/>. It keeps no flags.</summary>
    [Unwatched]
    public SessionSnapshot Inspect()
    {
        List<ListedFile> files = [];
        List<ulong> blocks = [.. _outgoing.BlockSet.Observed];
        foreach ((LuoSessionHeader header, bool incoming) in new[] { (_outgoing, false), (_incoming, true) })
        {
            foreach (LuoSession session in header.List)
            {
                session.Files.Observe(incoming, session.Name, files, blocks);
            }
        }

        return new SessionSnapshot(
            [.. _outgoing.List.Select(session => session.Observed)],
            _outgoing.Count,
            [.. _incoming.List.Select(session => session.Observed)],
            _incoming.Count,
            Waiting: null,
            Frozen: null,
            Quiesced: null,
            _outgoing.BlockSet.HeadPa)
        {
            OwnBlocks = blocks,
            Files = files,
        };
    }

    /// <summary><c>luo_session_alloc</c>.</summary>
    private LuoSession? Alloc(ByteString name)
    {
        _platform.TryAllocate(() => new LuoSession(_platform, name, _parts.NewFileSet(_platform, _preservedFiles, _parts.FilesPerBlock)), out LuoSession? session);
        return session;
    }

    /// <summary>Puts a new session into the list, then makes its file: others may find it before that is refused.</summary>
    protected virtual Errno Publish(LuoSessionHeader header, LuoSession session, out ISessionFile? file)
    {
        file = null;
        Errno err = Insert(header, session);
        if (err != Errno.Ok)
        {
            return err;
        }

        using (session.Lock())
        {
            err = GetFile(session, out file);
        }

        if (err != Errno.Ok)
        {
            Remove(header, session);
        }

        return err;
    }

    /// <summary><c>luo_session_insert</c>.</summary>
    protected Errno Insert(LuoSessionHeader header, LuoSession session)
    {
        using (header.RwSem.Write())
        {
            return InsertLocked(header, session);
        }
    }

    /// <summary>The body of <c>luo_session_insert</c>; call with the list's lock held for writing.</summary>
    protected virtual Errno InsertLocked(LuoSessionHeader header, LuoSession session)
    {
        // Defect M1: if the name is taken, the block that this may add stays, empty and behind the last one.
        Errno err = header == _outgoing ? header.BlockSet.Grow(header.Count + 1) : Errno.Ok;
        if (err != Errno.Ok)
        {
            return err;
        }

        if (Has(header, session))
        {
            return Errno.EEXIST;
        }

        header.List.AddLast(session.Node);
        header.Count++;
        return Errno.Ok;
    }

    /// <summary>Whether a session of the list has the name of this one.</summary>
    protected static bool Has(LuoSessionHeader header, LuoSession session) =>
        header.List.Any(it => CString.Equal(it.Name, session.Name));

    /// <summary><c>luo_session_remove</c>.</summary>
    private void Remove(LuoSessionHeader header, LuoSession session)
    {
        using (header.RwSem.Write())
        {
            header.List.Remove(session.Node);
            header.Count--;
            if (header == _outgoing)
            {
                header.BlockSet.Shrink(header.Count);
            }
        }
    }

    /// <summary><c>luo_session_getfile</c>; call with the session's mutex held.</summary>
    protected virtual Errno GetFile(LuoSession session, out ISessionFile? file) =>
        _platform.CreateFile(() => Release(session), out file, _parts.NewIoctls(this, session));

    /// <summary>Finishes the files of a session whose file is gone; call with the session's mutex held. If one cannot finish yet, the
    /// session stays, handed out, for ever.</summary>
    protected virtual Errno FinishLast(LuoSession session) => session.Files.Finish();

    /// <summary><c>luo_session_release</c>: finishes the files of an incoming session, gives up those of an outgoing one.</summary>
    private void Release(LuoSession session)
    {
        using (_serializeRwSem.Read())
        {
            bool incoming = session.Retrieved;
            Errno err = Errno.Ok;
            using (session.Lock())
            {
                if (incoming)
                {
                    err = FinishLast(session);
                }
                else
                {
                    session.Files.UnpreserveFiles();
                }
            }

            if (err != Errno.Ok)
            {
                return;
            }

            Remove(incoming ? _incoming : _outgoing, session);
            session.Free();
        }
    }
}
