using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>struct luo_file</c>.</summary>
internal sealed class LuoFile : TrackedObject
{
    private readonly DomainMutex _mutex;

    public LuoFile(KernelPlatform platform, ulong token)
        : base(platform)
    {
        Token = token;
        _mutex = platform.NewMutex(MainlineDesign.FileMutex, this);
    }

    [Unwatched]
    public override string Label => $"luo_file({Token})";

    public ulong Token { get; }

    /// <summary>Which file it is; 0 for one of the previous kernel.</summary>
    public ulong File { get; init; }

    /// <summary>What the handler makes of it.</summary>
    public ulong SerializedData { get; set; }

    /// <summary><c>retrieve_status</c>: null before the first retrieval, then its answer.</summary>
    public Errno? RetrieveStatus { get; set; }

    public LockGuard Lock() => _mutex.Lock();

    /// <summary>For <see cref="ISessionService.Inspect"/>: looks without touching.</summary>
    [Unwatched]
    public ListedFile Observed(bool incoming, ByteString session) => new(incoming, session, Token, SerializedData, RetrieveStatus);
}
