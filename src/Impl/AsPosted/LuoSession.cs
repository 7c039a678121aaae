using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.AsPosted;

/// <summary><c>struct luo_session</c>.</summary>
internal class LuoSession : TrackedObject
{
    private readonly DomainMutex _mutex;

    public LuoSession(KernelPlatform platform, ByteString name)
        : base(platform)
    {
        Name = CString.Copy(name, Limits.SessionNameLength);
        _mutex = platform.NewMutex("mutex", this);
        Node = new LinkedListNode<LuoSession>(this);
    }

    [Unwatched]
    public override string Label => $"session({Name})";

    /// <summary>At most 63 bytes, perhaps none.</summary>
    public ByteString Name { get; }

    public bool Retrieved { get; set; }

    public LinkedListNode<LuoSession> Node { get; }

    /// <summary>For <see cref="ISessionService.Inspect"/>: looks without touching.</summary>
    [Unwatched]
    public ListedSession Observed => new(Name, Retrieved);

    public LockGuard Lock() => _mutex.Lock();
}
