using LuoVerified.Abi.HandOvers;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>struct luo_session_header</c>: one list of sessions, incoming or outgoing, and the blocks that go with it.</summary>
internal sealed class LuoSessionHeader(KernelPlatform platform, string name, int entriesPerBlock)
    : CountedList<LuoSession>(platform, name)
{
    public KhoBlockSet BlockSet { get; } = new(platform, entriesPerBlock, Layouts.SessionsV5);

    /// <summary>Outgoing only: the physical address of the field <c>sessions_pa</c> of <c>struct luo_ser</c>.</summary>
    public ulong SessionsPa { get; set; }

    /// <summary>Set once while the kernel boots.</summary>
    public bool Active { get; set; }
}
