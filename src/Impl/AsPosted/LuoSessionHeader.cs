using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.AsPosted;

/// <summary><c>struct luo_session_header</c>: one list of sessions, incoming or outgoing.</summary>
internal sealed class LuoSessionHeader(KernelPlatform platform, string name)
{
    public long Count { get; set; }

    public LinkedList<LuoSession> List { get; } = new();

    public RwSemaphore RwSem { get; } = platform.NewRwSemaphore($"{name}.rwsem");

    /// <summary>Physical address of the <c>luo_session_header_ser</c>; 0 is NULL.</summary>
    public Shared<ulong> HeaderSer { get; } = new(platform, $"{name}.header_ser", 0, Pointer);

    /// <summary>Physical address of the first <c>luo_session_ser</c>; 0 is NULL.</summary>
    public Shared<ulong> Ser { get; } = new(platform, $"{name}.ser", 0, Pointer);

    /// <summary>Set once while the kernel boots.</summary>
    public bool Active { get; set; }

    private static string Pointer(ulong address) => address == 0 ? "NULL" : $"0x{address:x}";
}
