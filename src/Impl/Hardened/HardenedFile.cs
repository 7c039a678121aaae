using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Hardened;

/// <summary>A preserved file of a session. Every field is guarded by the lists' lock.</summary>
internal sealed class HardenedFile(KernelPlatform platform, ulong token, ulong data) : TrackedObject(platform)
{
    [Unwatched]
    public override string Label => $"preserved({Token})";

    public ulong Token { get; } = token;

    /// <summary>Which file it is; 0 for one of the previous kernel.</summary>
    public ulong File { get; init; }

    /// <summary>What the handler makes of it.</summary>
    public ulong Data { get; } = data;

    /// <summary>Incoming: what its retrieval answered; null before it.</summary>
    public Errno? Retrieved { get; set; }

    [Unwatched]
    public ListedFile Observed(bool incoming, ByteString session) => new(incoming, session, Token, Data, Retrieved);
}
