using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.Impl.Mainline;

/// <content>From one kernel to the next: set-up, deserialize, serialize.</content>
internal partial class MainlineSessions
{
    /// <summary>The static locals of <c>luo_session_deserialize</c>.</summary>
    private bool _isDeserialized;
    private Errno _savedErr;

    /// <summary><c>luo_session_setup_outgoing</c>.</summary>
    public void SetupOutgoing(ulong sessionsPa)
    {
        _outgoing.SessionsPa = sessionsPa;
        _outgoing.Active = true;
    }

    /// <summary><c>luo_session_setup_incoming</c>.</summary>
    public Errno SetupIncoming(ulong sessionsPa)
    {
        if (sessionsPa == 0)
        {
            return Errno.Ok;
        }

        Errno err = _incoming.BlockSet.Restore(sessionsPa);
        _incoming.Active = err == Errno.Ok;
        return err;
    }

    /// <summary><c>luo_session_deserialize</c>. Takes no lock around its two statics: the device that it is called for has one
    /// opener at a time. What it has inserted before an error stays, on purpose.</summary>
    public Errno Deserialize()
    {
        if (_isDeserialized)
        {
            return _savedErr;
        }

        _isDeserialized = true;
        if (!_incoming.Active)
        {
            return Errno.Ok;
        }

        Errno err = Errno.Ok;
        foreach (ulong ser in _incoming.BlockSet.ReadEntries())
        {
            err = DeserializeOne(ser);
            if (err != Errno.Ok)
            {
                break;
            }
        }

        _incoming.BlockSet.Destroy();
        _savedErr = err;
        return err;
    }

    /// <summary><c>luo_session_serialize</c>.</summary>
    /// <returns>ENOSPC, fewer places than sessions: never, as room was made for each. EIO, a file cannot be frozen. Else Ok, and the
    /// lock is kept.</returns>
    public Errno Serialize()
    {
        _serializeRwSem.DownWrite();
        Errno err;
        using (_outgoing.RwSem.Write())
        {
            err = SerializeAll();
        }

        if (err != Errno.Ok)
        {
            _serializeRwSem.UpWrite();
        }

        return err;
    }

    /// <summary><c>luo_session_deserialize_one</c>.</summary>
    private Errno DeserializeOne(ulong ser)
    {
        ReadOnlyMemory<byte> entry = _platform.Memory.Read(ser, KhoBlock.EntrySize);
        ByteString name = CString.Copy(entry.Span[..Limits.SessionNameLength], Limits.SessionNameLength);
        if (Alloc(name) is not { } session)
        {
            return Errno.ENOMEM;
        }

        Errno err = Insert(_incoming, session);
        if (err != Errno.Ok)
        {
            session.Free();
            return err;
        }

        using (session.Lock())
        {
            err = session.Files.Deserialize(BinaryPrimitives.ReadUInt64LittleEndian(entry.Span[Layouts.SessionFilesOffset..]));
            return _parts.IgnoresFileErrors ? Errno.Ok : err;
        }
    }

    /// <summary>The body of <c>luo_session_serialize</c>; call with both locks held for writing.</summary>
    private Errno SerializeAll()
    {
        WriteSessionsPa(0);
        Stack<(LuoSession Session, ulong Entry)> done = [];
        using IEnumerator<ulong> entries = _outgoing.BlockSet.ReserveEntries().GetEnumerator();
        foreach (LuoSession session in _outgoing.List)
        {
            Errno err = entries.MoveNext() ? FreezeOne(session, entries.Current) : Errno.ENOSPC;
            if (err != Errno.Ok)
            {
                Undo(done);
                return err;
            }

            // strscpy: the name and its NUL; what the entry held behind them stays.
            done.Push((session, entries.Current));
            Span<byte> name = _platform.Memory.Write(entries.Current, Limits.SessionNameLength).Span;
            session.Name.Span.CopyTo(name);
            name[session.Name.Length] = 0;
        }

        if (_outgoing.Count > 0)
        {
            WriteSessionsPa(_outgoing.BlockSet.HeadPa);
        }

        return Errno.Ok;
    }

    /// <summary><c>luo_session_freeze_one</c>.</summary>
    private static Errno FreezeOne(LuoSession session, ulong entry)
    {
        using (session.Lock())
        {
            return session.Files.Freeze(entry + Layouts.SessionFilesOffset);
        }
    }

    /// <summary>Takes entries back, last one first.</summary>
    private void Undo(Stack<(LuoSession Session, ulong Entry)> done)
    {
        foreach ((LuoSession session, ulong entry) in done)
        {
            using (session.Lock())
            {
                session.Files.Unfreeze(entry + Layouts.SessionFilesOffset);
            }

            _platform.Memory.Write(entry, Limits.SessionNameLength).Span.Clear();
        }
    }

    private void WriteSessionsPa(ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(_platform.Memory.Write(_outgoing.SessionsPa, sizeof(ulong)).Span, value);
}
