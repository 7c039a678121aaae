using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>Deserialize shows what was handed over in two steps under one lock: the list and the count of it. That is right: nobody may look
/// at what is half done.</summary>
internal sealed class ShowsInSteps : SeededSessions
{
    private readonly bool _countFirst;
    private readonly DomainMutex _outer;
    private readonly DomainMutex _inner;
    private bool _first;
    private bool _second;

    public ShowsInSteps(KernelPlatform platform, bool countFirst)
        : base(platform) => (_countFirst, _outer, _inner) = (countFirst, platform.NewMutex("outer"), platform.NewMutex("inner"));

    /// <summary>It comes before or between the two steps, or after both.</summary>
    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        using (_inner.Lock())
        {
            return base.Create(name, out file);
        }
    }

    public override Errno Deserialize()
    {
        Errno err = base.Deserialize();
        using (_outer.Lock())
        {
            _first = true;
            using (_inner.Lock())
            {
            }

            _second = true;
        }

        return err;
    }

    public override SessionSnapshot Inspect()
    {
        SessionSnapshot sound = base.Inspect();
        return sound with
        {
            Incoming = (_countFirst ? _second : _first) ? sound.Incoming : [],
            IncomingCount = (_countFirst ? _first : _second) ? sound.IncomingCount : 0,
        };
    }
}
