using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>luo_preserved_files</c>: an xarray of every file that is preserved in this kernel, with the lock that it has
/// inside.</summary>
/// <remarks>A file that was retrieved is entered, too, in the kernel. No program can preserve it here, so that it is left out.</remarks>
internal class PreservedFiles(KernelPlatform platform)
{
    private readonly DomainMutex _lock = platform.NewMutex(MainlineDesign.PreservedFilesLock);
    private readonly HashSet<ulong> _files = [];

    /// <summary><c>xa_insert</c>.</summary>
    /// <returns>Whether the file was not there: else EBUSY.</returns>
    public virtual bool Insert(ulong file)
    {
        using (_lock.Lock())
        {
            return _files.Add(file);
        }
    }

    /// <summary><c>xa_erase</c>.</summary>
    public void Erase(ulong file)
    {
        using (_lock.Lock())
        {
            _files.Remove(file);
        }
    }
}
