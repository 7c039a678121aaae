using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Core;

namespace LuoVerified.Impl.AsPosted;

/// <content>From one kernel to the next: set-up, deserialize, serialize.</content>
internal partial class AsPostedSessions
{
    /// <summary>The static locals of <c>luo_session_deserialize</c>.</summary>
    private bool _isDeserialized;
    private Errno _err;

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
                return WithoutMemory();
            }

            Errno err = Remember(Insert(_incoming, session));
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
    public virtual Errno Serialize()
    {
        // Defect B: nothing holds creates and closes off once this lock is dropped.
        using (_outgoing.RwSem.Write())
        {
            WriteImage();
            return Errno.Ok;
        }
    }

    /// <summary>The body of a serialize; call with the lock of the outgoing list held for writing.</summary>
    protected void WriteImage()
    {
        ulong ser = _outgoing.Ser;
        int i = 0;
        foreach (LuoSession session in _outgoing.List)
        {
            WriteEntry(ser, i++, session);
        }

        WriteCount(_outgoing.Count);
    }

    /// <summary>Puts a session into the image.</summary>
    /// <param name="ser">The physical address of the first entry.</param>
    /// <param name="index">Which entry, from 0.</param>
    /// <param name="session">The session.</param>
    protected void WriteEntry(ulong ser, int index, LuoSession session)
    {
        // strscpy: the name and its NUL; what the entry held behind them stays.
        ulong address = ser + (ulong)(index * Limits.SessionEntrySize);
        Span<byte> entry = _platform.Memory.Write(address, Limits.SessionEntrySize).Span;
        session.Name.Span.CopyTo(entry);
        entry[session.Name.Length] = 0;
    }

    /// <summary>Says in the image how many sessions it has.</summary>
    /// <param name="count">How many.</param>
    protected void WriteCount(long count)
    {
        ulong headerSer = _outgoing.HeaderSer;
        BinaryPrimitives.WriteInt64LittleEndian(_platform.Memory.Write(headerSer, Limits.SessionHeaderSize).Span, count);
    }

    /// <summary>What a deserialize answers if there is no memory for a session.</summary>
    protected virtual Errno WithoutMemory() => Errno.ENOMEM; // Defect F: answered, but not put into err.

    /// <summary>What every further deserialize answers.</summary>
    protected Errno Remember(Errno err) => _err = err;

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
