using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Core.Watching;
using LuoVerified.Impl.Files;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>struct luo_file_set</c>: the files of a session, function by function after <c>luo_file.c</c>. Guarded by the session's
/// mutex.</summary>
/// <remarks>There is one handler, which takes every file, and no data that is bound to the life of files. The references to files
/// (<c>fget</c>, <c>fput</c>) are left out.</remarks>
/// <param name="platform">What the kernel gives it.</param>
/// <param name="preserved">The files of all sessions.</param>
/// <param name="filesPerBlock">How many files a block holds.</param>
internal partial class LuoFileSet(KernelPlatform platform, PreservedFiles preserved, int filesPerBlock)
{
    private readonly List<LuoFile> _filesList = [];
    private readonly KhoBlockSet _blockSet = new(platform, filesPerBlock, Layouts.FilesV5);

    /// <summary><c>count</c>.</summary>
    public long Count { get; private set; }

    private FileHandler Handler => platform.Handler;

    /// <summary>For <see cref="ISessionService.Inspect"/>: looks without touching.</summary>
    [Unwatched]
    public void Observe(bool incoming, ByteString session, List<ListedFile> files, List<ulong> blocks)
    {
        foreach (LuoFile file in _filesList)
        {
            files.Add(file.Observed(incoming, session));
        }

        blocks.AddRange(_blockSet.Observed);
    }

    /// <summary><c>luo_preserve_file</c>.</summary>
    /// <returns>EEXIST, the token is used; EBADF, no such descriptor; ENOMEM, no memory to preserve; ENOENT, no handler takes the file;
    /// EBUSY, the file is preserved; ENOMEM; EIO, the handler cannot.</returns>
    public Errno Preserve(ulong token, FileDescriptor fd)
    {
        if (_filesList.Exists(file => file.Token == token))
        {
            return Errno.EEXIST;
        }

        if (!fd.IsOpen)
        {
            return Errno.EBADF;
        }

        Errno err = _blockSet.Grow(Count + 1);
        if (err != Errno.Ok)
        {
            return err;
        }

        err = FileHandler.CanPreserve(fd) ? preserved.Preserve(fd.File, () => PreserveOne(token, fd.File)) : Errno.ENOENT;
        if (err != Errno.Ok)
        {
            _blockSet.Shrink(Count);
        }

        return err;
    }

    /// <summary><c>luo_file_unpreserve_files</c>: last file first.</summary>
    public void UnpreserveFiles()
    {
        while (_filesList is [.., var file])
        {
            Handler.Unpreserve(file.SerializedData);
            preserved.Erase(file.File);
            Discard(file);
        }

        _blockSet.Shrink(Count);
    }

    /// <summary><c>luo_retrieve_file</c>.</summary>
    /// <returns>ENOENT, no such file; else the first answer of the handler.</returns>
    public Errno Retrieve(ulong token)
    {
        LuoFile? file = _filesList.Find(each => each.Token == token);
        if (file is null)
        {
            return Errno.ENOENT;
        }

        using (file.Lock())
        {
            return RetrieveOne(file);
        }
    }

    /// <summary><c>luo_file_finish</c>: last file first.</summary>
    /// <returns>EBUSY, a file cannot finish yet: nothing has changed.</returns>
    public Errno Finish()
    {
        if (Count == 0)
        {
            return Errno.Ok;
        }

        if (!_filesList.TrueForAll(CanFinishOne))
        {
            return Errno.EBUSY;
        }

        while (_filesList is [.., var file])
        {
            using (file.Lock())
            {
                Handler.Finish(file.SerializedData, file.RetrieveStatus);
            }

            Discard(file);
        }

        _blockSet.Destroy();
        return Errno.Ok;
    }

    /// <summary><c>luo_file_deserialize</c>. What it has made before an error stays, on purpose.</summary>
    /// <param name="head">The physical address of the first block; 0 if there is none.</param>
    /// <returns>EINVAL, the blocks are not as they must be; ENOENT, no such handler; ENOMEM.</returns>
    public Errno Deserialize(ulong head)
    {
        Errno err = _blockSet.Restore(head);
        if (head == 0 || err != Errno.Ok)
        {
            return err;
        }

        foreach (ulong entry in _blockSet.ReadEntries())
        {
            ReadOnlyMemory<byte> bytes = platform.Memory.Read(entry, Layouts.HandlerEntrySize);
            if (CString.Copy(bytes.Span[..Layouts.HandlerNameLength], Layouts.HandlerNameLength) != FileHandler.Compatible)
            {
                return Errno.ENOENT;
            }

            if (NewFile(U64(bytes, Layouts.HandlerDataOffset + sizeof(ulong))) is not { } file)
            {
                return Errno.ENOMEM;
            }

            file.SerializedData = U64(bytes, Layouts.HandlerDataOffset);
            _filesList.Add(file);
            Count++;
        }

        return Errno.Ok;
    }

    /// <summary>Asks the handler once; call with the file's mutex held.</summary>
    protected virtual Errno RetrieveOne(LuoFile file) => file.RetrieveStatus ??= platform.Handler.Retrieve(file.SerializedData);

    /// <summary>Takes a file off the list, then frees it.</summary>
    protected virtual void Discard(LuoFile file)
    {
        Unlink(file);
        file.Free();
    }

    /// <summary>Takes a file off the list.</summary>
    protected void Unlink(LuoFile file)
    {
        _filesList.RemoveAll(each => each.Token == file.Token);
        Count--;
    }

    private static ulong U64(ReadOnlyMemory<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[offset..]);

    private Errno PreserveOne(ulong token, ulong number)
    {
        if (NewFile(token, number) is not { } file)
        {
            return Errno.ENOMEM;
        }

        Errno err = Handler.Preserve(number, out ulong data);
        if (err != Errno.Ok)
        {
            file.Free();
            return err;
        }

        file.SerializedData = data;
        _filesList.Add(file);
        Count++;
        return Errno.Ok;
    }

    /// <summary><c>luo_file_can_finish_one</c>.</summary>
    private bool CanFinishOne(LuoFile file)
    {
        using (file.Lock())
        {
            return Handler.CanFinish(file.SerializedData);
        }
    }

    private LuoFile? NewFile(ulong token, ulong number = 0)
    {
        platform.TryAllocate(() => new LuoFile(platform, token) { File = number }, out LuoFile? file, FaultSites.FileAllocation);
        return file;
    }
}
