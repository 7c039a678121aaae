using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Hardened;

/// <summary>A session. Every field is guarded by the lists' lock.</summary>
internal sealed class HardenedSession : TrackedObject
{
    public HardenedSession(KernelPlatform platform, SessionName name)
        : base(platform)
    {
        Name = name;
        Node = new LinkedListNode<HardenedSession>(this);
    }

    [Unwatched]
    public override string Label => $"session({Name})";

    public SessionName Name { get; }

    public LinkedListNode<HardenedSession> Node { get; }

    /// <summary>In the order in which they were preserved.</summary>
    public List<HardenedFile> Files { get; } = [];

    /// <summary>Handed out in this kernel by retrieve.</summary>
    public bool Retrieved { get; set; }

    /// <summary>Closed while frozen: leaves the list when the reboot is aborted.</summary>
    public bool CloseDeferred { get; set; }

    [Unwatched]
    public ListedSession Observed => new(Name.Bytes, Retrieved);
}
