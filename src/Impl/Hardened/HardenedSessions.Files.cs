using LuoVerified.Abi;
using LuoVerified.Impl.Files;

namespace LuoVerified.Impl.Hardened;

/// <content>The files of sessions.</content>
/// <remarks>
/// <para>All of it is guarded by <c>lists</c>, the calls to the handler included: one answer after the other is what makes a failed
/// freeze, and a finish that cannot be, leave nothing half done.</para>
/// <para>The table in which files are handed over is there from a serialize to an abort, and at each moment the block leads to it:
/// the machine may be left at any.</para>
/// </remarks>
internal sealed partial class HardenedSessions
{
    /// <summary>The files of all outgoing sessions: no file is preserved twice.</summary>
    private readonly HashSet<ulong> _preserved = [];

    /// <summary>The physical address of the table of files; 0 if there is none.</summary>
    private ulong _table;

    /// <summary>On any answer but Ok nothing has changed.</summary>
    /// <param name="session">A session whose file is open.</param>
    /// <param name="token">The token of the file.</param>
    /// <param name="fd">The descriptor of the file.</param>
    /// <returns>The first that applies: EINVAL, incoming; EBUSY, frozen; EEXIST, the token is taken; EBADF, no such descriptor; ENOENT, no
    /// handler takes the file; EBUSY, a session has the file, this one or another; EIO, the handler cannot; ENOMEM.</returns>
    internal Errno PreserveFd(HardenedSession session, ulong token, FileDescriptor fd)
    {
        using (_lists.Write())
        {
            Errno err = session.Retrieved ? Errno.EINVAL
                : _frozen ? Errno.EBUSY
                : session.Files.Exists(file => file.Token == token) ? Errno.EEXIST
                : !fd.IsOpen ? Errno.EBADF
                : !FileHandler.CanPreserve(fd) ? Errno.ENOENT
                : _preserved.Contains(fd.File) ? Errno.EBUSY
                : Errno.Ok;
            if (err != Errno.Ok)
            {
                return err;
            }

            err = _platform.Handler.Preserve(fd.File, out ulong data);
            if (err != Errno.Ok)
            {
                return err;
            }

            if (NewFile(token, data, fd.File) is not { } file)
            {
                _platform.Handler.Unpreserve(data);
                return Errno.ENOMEM;
            }

            session.Files.Add(file);
            _preserved.Add(fd.File);
            return Errno.Ok;
        }
    }

    /// <summary>The first answer of the handler is remembered, and given again.</summary>
    /// <param name="session">A session whose file is open.</param>
    /// <param name="token">The token of the file.</param>
    /// <returns>The first that applies: EINVAL, outgoing; ENOENT, no such file; EIO, the handler cannot; else Ok.</returns>
    internal Errno RetrieveFd(HardenedSession session, ulong token)
    {
        using (_lists.Write())
        {
            if (!session.Retrieved)
            {
                return Errno.EINVAL;
            }

            if (session.Files.Find(each => each.Token == token) is not { } file)
            {
                return Errno.ENOENT;
            }

            return file.Retrieved ??= _platform.Handler.Retrieve(file.Data);
        }
    }

    /// <summary>On any answer but Ok nothing has changed. The session stays open, without files.</summary>
    /// <param name="session">A session whose file is open.</param>
    /// <param name="reserved">Must be 0.</param>
    /// <returns>The first that applies: EINVAL, outgoing or not 0; EBUSY, a file cannot finish yet; else Ok.</returns>
    internal Errno Finish(HardenedSession session, ulong reserved)
    {
        using (_lists.Write())
        {
            return !session.Retrieved || reserved != 0 ? Errno.EINVAL : FinishFiles(session);
        }
    }

    /// <summary>All, last file first, or none.</summary>
    private Errno FinishFiles(HardenedSession session)
    {
        if (session.Files.Exists(file => !_platform.Handler.CanFinish(file.Data)))
        {
            return Errno.EBUSY;
        }

        for (; session.Files is [.., var last]; session.Files.RemoveAt(session.Files.Count - 1))
        {
            _platform.Handler.Finish(last.Data, last.Retrieved);
            last.Free();
        }

        return Errno.Ok;
    }

    /// <summary>Last file first.</summary>
    private void UnpreserveFiles(HardenedSession session)
    {
        for (; session.Files is [.., var last]; session.Files.RemoveAt(session.Files.Count - 1))
        {
            _platform.Handler.Unpreserve(last.Data);
            _preserved.Remove(last.File);
            last.Free();
        }
    }

    /// <summary>Makes the table, the spare one until the image is written, and freezes all files, in order; or does nothing.</summary>
    private Errno FreezeFiles()
    {
        List<HardenedFile> files = [.. _outgoing.Files.Select(each => each.File)];
        if (files.Count == 0)
        {
            return Errno.Ok;
        }

        Memory<byte> block = WriteBlock();
        int size = FileTable.SizeOf(files.Count);
        if (!_platform.Memory.TryAllocPreserve(size, out _table))
        {
            return Errno.ENOMEM;
        }

        FileTable.WriteHead(block.Span, files: 0, spare: _table);
        for (int i = 0; i < files.Count; i++)
        {
            Errno err = _platform.Handler.Freeze(files[i].Data);
            if (err != Errno.Ok)
            {
                UnfreezeFiles(files[..i]);
                return err;
            }
        }

        HandedFile[] handed =
        [
            .. _outgoing.Files.Select(each => new HandedFile((ulong)each.Place, FileHandler.Compatible, each.File.Data, each.File.Token)),
        ];
        FileTable.Write(_platform.Memory.Write(_table, size).Span, handed);
        return Errno.Ok;
    }

    /// <summary>Last file first. The table, which is the spare one from now on, is given back.</summary>
    private void UnfreezeFiles(List<HardenedFile> frozen)
    {
        for (int i = frozen.Count - 1; i >= 0; i--)
        {
            _platform.Handler.Unfreeze(frozen[i].Data);
        }

        if (_table != 0)
        {
            FileTable.WriteHead(WriteBlock().Span, files: 0, spare: _table);
            _platform.Memory.UnpreserveFree(_table);
            FileTable.WriteHead(WriteBlock().Span, files: 0, spare: 0);
            _table = 0;
        }
    }

    private Memory<byte> WriteBlock() => _platform.Memory.Write(_outgoingBlock, Limits.SessionBlockSize);

    /// <summary>Reads the table and gives it back.</summary>
    /// <param name="block">The session block.</param>
    /// <param name="sessions">How many sessions were handed over.</param>
    /// <param name="files">What it says, in order; none after an error.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    private string? TakeFiles(ReadOnlySpan<byte> block, int sessions, out IReadOnlyList<HandedFile> files)
    {
        files = [];
        (ulong address, ulong spare) = FileTable.ReadHead(block);
        if (IsTable(spare))
        {
            _platform.Memory.RestoreFree(spare);
        }

        if (address == 0)
        {
            return null;
        }

        if (!IsTable(address))
        {
            return $"no table of files was handed over at 0x{address:x}";
        }

        IReadOnlyList<HandedFile>? handed = FileTable.Read(_platform.Memory.ReadWhole(address).Span);
        _platform.Memory.RestoreFree(address);
        HashSet<(ulong, ulong)> seen = [];
        string? error = handed is null ? "the table of files is empty, or counts more than it has room for" : handed.Select((file, place) =>
            file.Compatible != FileHandler.Compatible ? $"file {place}: no handler is called '{file.Compatible}'"
            : file.Session >= (ulong)sessions ? $"file {place}: session {file.Session} of {sessions}"
            : !seen.Add((file.Session, file.Token)) ? $"file {place}: session {file.Session} has token {file.Token} twice"
            : null).FirstOrDefault(each => each is not null);
        files = error is null ? handed! : [];
        return error;
    }

    /// <summary>Whether memory was handed over there which is not the session block itself.</summary>
    private bool IsTable(ulong address) => address != _incomingBlock && _platform.Memory.IsHandedOver(address, Limits.PageSize);

    private HardenedFile? NewFile(ulong token, ulong data, ulong number = 0)
    {
        _platform.TryAllocate(() => new HardenedFile(_platform, token, data) { File = number }, out HardenedFile? file, FaultSites.FileAllocation);
        return file;
    }
}
