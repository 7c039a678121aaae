using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
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
internal sealed class HardenedSessions : IDeviceTreeSessions
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

    /// <inheritdoc/>
    public Errno SetupIncoming(FdtReader tree)
    {
        if (LuoTree.ReadSessionHeader(tree, out ulong block) is not null
            || !_platform.Memory.IsHandedOver(block, Limits.SessionBlockSize))
        {
            return Errno.EINVAL;
        }

        _incomingBlock = block;
        _waiting = BinaryPrimitives.ReadUInt64LittleEndian(
            _platform.Memory.Read(block, Limits.SessionHeaderSize).Span) != 0;
        return Errno.Ok;
    }

    /// <inheritdoc/>
    public Errno SetupOutgoing(FdtWriter tree)
    {
        if (!_platform.Memory.TryAllocPreserve(Limits.SessionBlockSize, out ulong block))
        {
            return Errno.ENOMEM;
        }

        if (LuoTree.WriteSessionNode(tree, block) != FdtError.None)
        {
            _platform.Memory.UnpreserveFree(block);
            return Errno.ENOSPC;
        }

        _outgoingBlock = block;
        return Errno.Ok;
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

            Errno err = _platform.CreateFile(() => CloseOutgoing(session), out file);
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

            Errno err = _platform.CreateFile(() => CloseIncoming(session), out file);
            session.Retrieved = err == Errno.Ok;
            return err;
        }
    }

    /// <summary>Waits while quiesced. Ok leaves the service frozen.</summary>
    /// <returns>EBUSY, frozen already; else Ok.</returns>
    public Errno Serialize()
    {
        using (_gate.Read())
        using (_lists.Write())
        {
            if (_frozen)
            {
                return Errno.EBUSY;
            }

            Memory<byte> block = _platform.Memory.Write(_outgoingBlock, Limits.SessionBlockSize);
            SessionBlock.Write(block.Span, [.. _outgoing.InOrder.Select(session => session.Name)]);
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
            closed.ForEach(_outgoing.Remove);
            closed.ForEach(session => session.Free());
            return Errno.Ok;
        }
    }

    /// <summary>Never waits for a quiesce. Happens once: whoever calls during it or after it gets the same answer. All
    /// sessions become visible at once or none ever does; the block is given back either way.</summary>
    /// <returns>The first that applies: EINVAL, the block is not as <see cref="SessionBlock.Read"/> wants it; ENOMEM, no
    /// memory for a session; else Ok.</returns>
    public Errno Deserialize()
    {
        using (_once.Lock())
        {
            _deserialized ??= _incomingBlock == 0 ? Errno.Ok : DeserializeBlockLocked();
            return _deserialized.Value;
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
    public SessionSnapshot Inspect() => new(
        _outgoing.Observed,
        _outgoing.Count,
        _incoming.Observed,
        _incoming.Count,
        _waiting,
        _frozen,
        _quiesced,
        _outgoingBlock,
        _failure);

    private HardenedSession? Allocate(SessionName name)
    {
        _platform.TryAllocate(() => new HardenedSession(_platform, name), out HardenedSession? session);
        return session;
    }

    /// <summary>Reads and gives back the block, then shows its sessions; call with <c>once</c> held.</summary>
    private Errno DeserializeBlockLocked()
    {
        SessionBlockResult image = SessionBlock.Read(
            _platform.Memory.Read(_incomingBlock, Limits.SessionBlockSize).Span);
        List<HardenedSession> sessions = [];
        Errno err = image.Error is { } error ? Fail(Errno.EINVAL, error.Message) : AllocateAll(image.Names!, sessions);
        _platform.Memory.RestoreFree(_incomingBlock);
        using (_lists.Write())
        {
            sessions.ForEach(_incoming.Append);
            _waiting = false;
        }

        return err;
    }

    /// <summary>All sessions, or none.</summary>
    private Errno AllocateAll(IReadOnlyList<SessionName> names, List<HardenedSession> sessions)
    {
        foreach (SessionName name in names)
        {
            if (Allocate(name) is not { } session)
            {
                sessions.ForEach(allocated => allocated.Free());
                sessions.Clear();
                return Fail(Errno.ENOMEM, $"no memory for session {name}");
            }

            sessions.Add(session);
        }

        return Errno.Ok;
    }

    private Errno Fail(Errno err, string reason)
    {
        _failure = reason;
        return err;
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

            _outgoing.Remove(session);
        }

        session.Free();
    }

    /// <summary>Takes effect at once, frozen or not: an incoming session is not part of the image.</summary>
    private void CloseIncoming(HardenedSession session)
    {
        using (_lists.Write())
        {
            _incoming.Remove(session);
        }

        session.Free();
    }
}
