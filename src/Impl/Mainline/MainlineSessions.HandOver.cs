using System.Buffers.Binary;
using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline;

/// <content>From one kernel to the next: set-up, deserialize, serialize.</content>
internal sealed partial class MainlineSessions
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
    /// <returns>ENOSPC, fewer places than sessions: never, as room was made for each. Else Ok, and the lock is kept.</returns>
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
        ByteString name = CString.Copy(_platform.Memory.ReadString(ser, Limits.SessionNameLength).Span, Limits.SessionNameLength);
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

        // luo_file_deserialize under the session's mutex: no files.
        session.Lock().Dispose();
        return Errno.Ok;
    }

    /// <summary>The body of <c>luo_session_serialize</c>; call with both locks held for writing.</summary>
    private Errno SerializeAll()
    {
        WriteSessionsPa(0);
        using IEnumerator<ulong> entries = _outgoing.BlockSet.ReserveEntries().GetEnumerator();
        foreach (LuoSession session in _outgoing.List)
        {
            if (!entries.MoveNext())
            {
                return Errno.ENOSPC;
            }

            // luo_session_freeze_one: no files. Then strscpy: the name and its NUL; what the entry held behind them stays.
            session.Lock().Dispose();
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

    private void WriteSessionsPa(ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(_platform.Memory.Write(_outgoing.SessionsPa, sizeof(ulong)).Span, value);
}
