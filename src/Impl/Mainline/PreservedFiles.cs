using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>luo_preserved_files</c>: an xarray of every file that is preserved in this kernel, with the lock that it has
/// inside.</summary>
/// <remarks>A file that was retrieved is entered, too, in the kernel. No program can preserve it here, so that it is left out.</remarks>
internal class PreservedFiles(KernelPlatform platform)
{
    private readonly DomainMutex _lock = platform.NewMutex(MainlineDesign.PreservedFilesLock);
    private readonly HashSet<ulong> _files = [];

    /// <summary>Enters a file, then preserves it. In between others find it there, though it may come to nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="preserve">Preserves it.</param>
    /// <returns>EBUSY, it is preserved; else what <paramref name="preserve"/> answers, and the file is entered if that is Ok.</returns>
    public virtual Errno Preserve(ulong file, Func<Errno> preserve)
    {
        if (!Insert(file))
        {
            return Errno.EBUSY;
        }

        Errno err = preserve();
        if (err != Errno.Ok)
        {
            Erase(file);
        }

        return err;
    }

    /// <summary><c>xa_erase</c>.</summary>
    public void Erase(ulong file)
    {
        using (_lock.Lock())
        {
            _files.Remove(file);
        }
    }

    /// <summary><c>xa_insert</c>.</summary>
    /// <returns>Whether the file was not there: else EBUSY.</returns>
    protected virtual bool Insert(ulong file)
    {
        using (_lock.Lock())
        {
            return _files.Add(file);
        }
    }
}
