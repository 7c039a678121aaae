using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>As <see cref="LocksInBothOrders"/>, with locks of the runtime: those have no classes, so there is no order to break until
/// threads wait for each other.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class MonitorsInBothOrders(KernelPlatform platform) : SeededSessions(platform)
{
    private readonly object _one = new();
    private readonly object _two = new();

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        lock (_one)
        {
            lock (_two)
            {
                return base.Create(name, out file);
            }
        }
    }

    public override Errno Serialize()
    {
        lock (_two)
        {
            lock (_one)
            {
                return base.Serialize();
            }
        }
    }
}
