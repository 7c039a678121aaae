using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>Create takes one lock under the other, serialize the other under the one.</summary>
internal sealed class LocksInBothOrders : SeededSessions
{
    private readonly RwSemaphore _one;
    private readonly RwSemaphore _two;

    public LocksInBothOrders(KernelPlatform platform)
        : base(platform)
    {
        _one = platform.NewRwSemaphore("one");
        _two = platform.NewRwSemaphore("two");
    }

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        using (_one.Write())
        using (_two.Write())
        {
            return base.Create(name, out file);
        }
    }

    public override Errno Serialize()
    {
        using (_two.Write())
        using (_one.Write())
        {
            return base.Serialize();
        }
    }
}
