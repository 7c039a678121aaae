using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Every create frees one and the same page.</summary>
internal sealed class FreesSharedMemory : SeededSessions
{
    private readonly ulong _page;

    public FreesSharedMemory(KernelPlatform platform)
        : base(platform) => platform.Memory.TryAllocPreserve(Limits.PageSize, out _page);

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        Platform.Memory.UnpreserveFree(_page);
        return base.Create(name, out file);
    }
}
