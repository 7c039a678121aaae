using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>A session with a count of references. The list and the file have one together; the mutex makes each change of the count
/// one that nobody sees half done, as the kernel's <c>refcount_t</c> does, and is a use of the session.</summary>
internal sealed class CountedSession : LuoSession
{
    private readonly DomainMutex _count;
    private int _references = 1;

    public CountedSession(KernelPlatform platform, ByteString name)
        : base(platform, name) => _count = platform.NewMutex("refs", this);

    /// <summary>Whether a close has taken it out of the list; guarded by the session's mutex.</summary>
    public bool Closed { get; set; }

    public void Get()
    {
        using (_count.Lock())
        {
            _references++;
        }
    }

    /// <summary>Gives a reference back.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool PutIsLast()
    {
        using (_count.Lock())
        {
            return --_references == 0;
        }
    }
}
