using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>An abort takes the names out of the list and puts them back.</summary>
internal sealed class BlanksNames : SeededSessions
{
    private readonly DomainMutex _mutex;
    private bool _blank;

    public BlanksNames(KernelPlatform platform)
        : base(platform) => _mutex = platform.NewMutex("names");

    public override Errno AbortSerialize()
    {
        _blank = true;
        using (_mutex.Lock())
        {
            _blank = false;
        }

        return base.AbortSerialize();
    }

    public override SessionSnapshot Inspect() => _blank ? Shows.OutgoingWithoutNames(base.Inspect()) : base.Inspect();
}
