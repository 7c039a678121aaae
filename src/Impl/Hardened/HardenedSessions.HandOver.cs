using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Impl.Hardened;

/// <content>What the previous kernel handed over, and the set-up for the next.</content>
internal sealed partial class HardenedSessions
{
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

    /// <summary>Reads and gives back the block, then shows its sessions; call with <c>once</c> held.</summary>
    private Errno DeserializeBlockLocked()
    {
        ReadOnlySpan<byte> block = _platform.Memory.Read(_incomingBlock, Limits.SessionBlockSize).Span;
        SessionBlockResult image = SessionBlock.Read(block);
        string? error = TakeFiles(block, image.Names?.Count ?? 0, out IReadOnlyList<HandedFile> files);
        List<HardenedSession> sessions = [];
        error = image.Error?.Message ?? error;
        Errno err = error is not null ? Fail(Errno.EINVAL, error) : AllocateAll(image.Names!, files, sessions);
        _platform.Memory.RestoreFree(_incomingBlock);
        using (_lists.Write())
        {
            sessions.ForEach(_incoming.Append);
            _waiting = false;
        }

        return err;
    }

    /// <summary>All sessions with their files, or none.</summary>
    private Errno AllocateAll(IReadOnlyList<SessionName> names, IReadOnlyList<HandedFile> files, List<HardenedSession> sessions)
    {
        foreach (SessionName name in names)
        {
            if (Allocate(name) is not { } session)
            {
                return FreeAll($"no memory for session {name}");
            }

            sessions.Add(session);
        }

        foreach (HandedFile handed in files)
        {
            if (NewFile(handed.Token, handed.Data) is not { } file)
            {
                return FreeAll($"no memory for file {handed.Token} of session {names[(int)handed.Session]}");
            }

            sessions[(int)handed.Session].Files.Add(file);
        }

        return Errno.Ok;

        Errno FreeAll(string reason)
        {
            sessions.ForEach(session => session.Files.ForEach(file => file.Free()));
            sessions.ForEach(session => session.Free());
            sessions.Clear();
            return Fail(Errno.ENOMEM, reason);
        }
    }

    private Errno Fail(Errno err, string reason)
    {
        _failure = reason;
        return err;
    }
}
