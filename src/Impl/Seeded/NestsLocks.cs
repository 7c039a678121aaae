using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>Create takes two locks of its own, one under the other.</summary>
internal sealed class NestsLocks : SeededSessions
{
    private readonly RwSemaphore _first;
    private readonly RwSemaphore _second;

    public NestsLocks(KernelPlatform platform, string first, string second, bool same = false)
        : base(platform)
    {
        _first = platform.NewRwSemaphore(first);
        _second = same ? _first : platform.NewRwSemaphore(second);
    }

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        using (_first.Read())
        using (_second.Read())
        {
            return base.Create(name, out file);
        }
    }
}
