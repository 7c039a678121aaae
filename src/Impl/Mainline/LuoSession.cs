using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>struct luo_session</c>.</summary>
internal sealed class LuoSession : TrackedObject
{
    private readonly DomainMutex _mutex;

    /// <summary><c>luo_session_alloc</c>.</summary>
    public LuoSession(KernelPlatform platform, ByteString name, LuoFileSet files)
        : base(platform)
    {
        Name = CString.Copy(name, Limits.SessionNameLength);
        Files = files;
        _mutex = platform.NewMutex("mutex", this);
        Node = new LinkedListNode<LuoSession>(this);
    }

    [Unwatched]
    public override string Label => $"session({Name})";

    public ByteString Name { get; }

    public bool Retrieved { get; set; }

    /// <summary><c>file_set</c>.</summary>
    public LuoFileSet Files { get; }

    public LinkedListNode<LuoSession> Node { get; }

    /// <summary>For <see cref="ISessionService.Inspect"/>: looks without touching.</summary>
    [Unwatched]
    public ListedSession Observed => new(Name, Retrieved);

    public LockGuard Lock() => _mutex.Lock();
}
