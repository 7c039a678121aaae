using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.AsPosted;

/// <summary><c>struct luo_session</c>.</summary>
internal sealed class LuoSession : TrackedObject
{
    private readonly ByteString _name;
    private readonly Mutex _mutex;

    public LuoSession(KernelPlatform platform, ByteString name)
        : base(platform)
    {
        _name = CString.Copy(name, Limits.SessionNameLength);
        _mutex = platform.NewMutex("mutex", this);
        Retrieved = new Shared<bool>(platform, "retrieved", false, value => value ? "true" : "false", this);
        Node = new LinkedListNode<LuoSession>(this);
    }

    [Unwatched]
    public override string Label => $"session({_name})";

    /// <summary>At most 63 bytes, perhaps none.</summary>
    public ByteString Name
    {
        get
        {
            Touch();
            return _name;
        }
    }

    public Shared<bool> Retrieved { get; }

    public LinkedListNode<LuoSession> Node { get; }

    /// <summary>For <see cref="ISessionService.Inspect"/>: looks without touching.</summary>
    [Unwatched]
    public ListedSession Observed => new(_name, Retrieved.Observed);

    public LockGuard Lock() => _mutex.Lock();
}
