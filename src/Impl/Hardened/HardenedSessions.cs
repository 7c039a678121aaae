using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Hardened;

/// <summary>The session service with the defects of the patch designed out.</summary>
/// <remarks>
/// <para>Three locks, taken in this order (<see cref="LockHierarchy"/>). <c>gate</c>: create, retrieve and serialize hold it
/// shared, a successful quiesce holds it exclusive until resume. <c>once</c>: held by deserialize from begin to end, so that later
/// callers wait for its result. <c>lists</c>: guards both lists and every flag; held for short stretches only.</para>
/// <para>Frozen is a state, not a lock: from serialize to abort or reboot create and retrieve answer EBUSY instead of
/// waiting, and closing a handle is deferred.</para>
/// </remarks>
internal sealed partial class HardenedSessions : IDeviceTreeSessions
{
    /// <summary>The classes of its locks, outermost first.</summary>
    public static readonly IReadOnlyList<string> LockHierarchy = ["gate", "once", "lists"];

    private readonly KernelPlatform _platform;
    private readonly RwSemaphore _gate;
    private readonly DomainMutex _once;
    private readonly RwSemaphore _lists;
    private readonly SessionTable _incoming = new();
    private readonly SessionTable _outgoing = new();
    private bool _frozen;

    /// <summary>The block to write; set while the kernel boots.</summary>
    private ulong _outgoingBlock;

    /// <summary>The block handed over, 0 if there is none; guarded by <c>once</c> after boot.</summary>
    private ulong _incomingBlock;

    /// <summary>Whether sessions were handed over that are not visible yet and still may be; guarded by <c>lists</c>.</summary>
    private bool _waiting;

    /// <summary>What deserialize answered, null before it has; guarded by <c>once</c>.</summary>
    private Errno? _deserialized;

    /// <summary>Guarded by <c>gate</c>, held exclusive.</summary>
    private bool _quiesced;
    private string _failure = "";

    public HardenedSessions(KernelPlatform platform)
    {
        _platform = platform;
        _gate = platform.NewRwSemaphore("gate");
        _once = platform.NewMutex("once");
        _lists = platform.NewRwSemaphore("lists");
    }

    /// <summary>Waits while quiesced. On any answer but Ok nothing has changed.</summary>
    /// <param name="name">1 to 63 bytes, no NUL.</param>
    /// <param name="file">The file of the session; null unless the answer is Ok.</param>
    /// <returns>The first that applies: EINVAL, not a name; EBUSY, frozen; EEXIST, the name is taken (also at capacity);
    /// ENOMEM, at capacity or no memory; ENFILE, no file.</returns>
    public Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;
        if (!SessionName.TryCreate(name, out SessionName valid))
        {
            return Errno.EINVAL;
        }

        using (_gate.Read())
        using (_lists.Write())
        {
            if (_frozen)
            {
                return Errno.EBUSY;
            }

            if (_outgoing.Contains(valid))
            {
                return Errno.EEXIST;
            }

            if (_outgoing.Count == _platform.SessionCapacity || Allocate(valid) is not { } session)
            {
                return Errno.ENOMEM;
            }

            Errno err = MakeFile(session, CloseOutgoing, out file);
            if (err == Errno.Ok)
            {
                _outgoing.Append(session);
            }
            else
            {
                session.Free();
            }

            return err;
        }
    }

    /// <summary>Waits while quiesced. On any answer but Ok nothing has changed.</summary>
    /// <param name="name">1 to 63 bytes, no NUL.</param>
    /// <param name="file">The file of the session; null unless the answer is Ok.</param>
    /// <returns>The first that applies: EINVAL, not a name; EBUSY, frozen; ENOENT, no such session was handed over and is
    /// visible; EINVAL, it is retrieved already; ENFILE, no file.</returns>
    public Errno Retrieve(ByteString name, out ISessionFile? file)
    {
        file = null;
        if (!SessionName.TryCreate(name, out SessionName valid))
        {
            return Errno.EINVAL;
        }

        using (_gate.Read())
        using (_lists.Write())
        {
            if (_frozen)
            {
                return Errno.EBUSY;
            }

            if (!_incoming.TryFind(valid, out HardenedSession? session))
            {
                return Errno.ENOENT;
            }

            if (session.Retrieved)
            {
                return Errno.EINVAL;
            }

            Errno err = MakeFile(session, CloseIncoming, out file);
            session.Retrieved = err == Errno.Ok;
            return err;
        }
    }

    /// <summary>Waits while quiesced. Ok leaves the service frozen.</summary>
    /// <returns>EBUSY, frozen already; ENOMEM, no memory to hand files over in; EIO, a file cannot be frozen, and none is;
    /// else Ok.</returns>
    public Errno Serialize()
    {
        using (_gate.Read())
        using (_lists.Write())
        {
            if (_frozen)
            {
                return Errno.EBUSY;
            }

            Errno err = FreezeFiles();
            if (err != Errno.Ok)
            {
                return err;
            }

            Memory<byte> block = WriteBlock();
            SessionBlock.Write(block.Span, [.. _outgoing.InOrder.Select(session => session.Name)]);
            FileTable.WriteHead(block.Span, _table, spare: 0);
            _frozen = true;
            return Errno.Ok;
        }
    }

    /// <summary>Never waits for a quiesce. Ends the frozen state; the handles closed meanwhile take their sessions along.</summary>
    /// <returns>EINVAL, not frozen; else Ok.</returns>
    public Errno AbortSerialize()
    {
        using (_lists.Write())
        {
            if (!_frozen)
            {
                return Errno.EINVAL;
            }

            _frozen = false;
            List<HardenedSession> closed = [.. _outgoing.InOrder.Where(session => session.CloseDeferred)];
            UnfreezeFiles([.. _outgoing.Files.Select(each => each.File)]);
            closed.ForEach(UnpreserveFiles);
            closed.ForEach(_outgoing.Remove);
            closed.ForEach(session => session.Free());
            return Errno.Ok;
        }
    }

    /// <summary>Waits for another quiesce to end. False, nothing changed, where a session exists, or was handed over and
    /// not deserialized to the end.</summary>
    /// <inheritdoc/>
    public bool Quiesce()
    {
        _gate.DownWrite();
        bool empty;
        using (_lists.Read())
        {
            empty = !_waiting && _incoming.Count == 0 && _outgoing.Count == 0;
            _quiesced = empty;
        }

        if (!empty)
        {
            _gate.UpWrite();
        }

        return empty;
    }

    /// <inheritdoc/>
    public void Resume()
    {
        _gate.AssertHeldWrite();
        _quiesced = false;
        _gate.UpWrite();
    }

    /// <inheritdoc/>
    [Unwatched]
    public SessionSnapshot Inspect()
    {
        List<ListedFile> files = [];
        _outgoing.ObserveFiles(incoming: false, files);
        _incoming.ObserveFiles(incoming: true, files);
        (ulong table, ulong spare) = FileTable.ReadHead(_platform.Memory.Observe(_outgoingBlock).Span);
        return new SessionSnapshot(
            _outgoing.Observed,
            _outgoing.Count,
            _incoming.Observed,
            _incoming.Count,
            _waiting,
            _frozen,
            _quiesced,
            _outgoingBlock,
            _failure)
        {
            OwnBlocks = [.. ((ulong[])[table, spare]).Where(address => address != 0)],
            Files = files,
        };
    }

    /// <summary>What is told user space last is asked first: a session that it does not learn of is not handed out.</summary>
    private Errno MakeFile(HardenedSession session, Action<HardenedSession> close, out ISessionFile? file)
    {
        Errno err = _platform.CreateFile(() => close(session), out file, new SessionRequests(this, session));
        err = err == Errno.Ok ? _platform.Reply() : err;
        file = err == Errno.Ok ? file : null;
        return err;
    }

    private HardenedSession? Allocate(SessionName name)
    {
        _platform.TryAllocate(() => new HardenedSession(_platform, name), out HardenedSession? session);
        return session;
    }

    /// <summary>Never fails, and waits only for the short stretches that <c>lists</c> is held.</summary>
    private void CloseOutgoing(HardenedSession session)
    {
        using (_lists.Write())
        {
            if (_frozen)
            {
                session.CloseDeferred = true;
                return;
            }

            UnpreserveFiles(session);
            _outgoing.Remove(session);
        }

        session.Free();
    }

    /// <summary>Takes effect at once, frozen or not: an incoming session is not part of the image. Its files are finished. If one of
    /// them cannot finish yet, the session goes back and can be retrieved again: whoever does that can finish it.</summary>
    private void CloseIncoming(HardenedSession session)
    {
        using (_lists.Write())
        {
            if (FinishFiles(session) != Errno.Ok)
            {
                session.Retrieved = false;
                return;
            }

            _incoming.Remove(session);
        }

        session.Free();
    }
}
