namespace LuoVerified.Impl.AsPosted;

/// <summary><c>struct luo_session_header</c>: one list of sessions, incoming or outgoing.</summary>
internal sealed class LuoSessionHeader(KernelPlatform platform, string name)
    : CountedList<LuoSession>(platform, name)
{
    /// <summary>Physical address of the <c>luo_session_header_ser</c>; 0 is NULL.</summary>
    public ulong HeaderSer { get; set; }

    /// <summary>Physical address of the first <c>luo_session_ser</c>; 0 is NULL.</summary>
    public ulong Ser { get; set; }

    /// <summary>Set once while the kernel boots.</summary>
    public bool Active { get; set; }
}
