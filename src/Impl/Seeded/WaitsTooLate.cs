using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.Mainline;

namespace LuoVerified.Impl.Seeded;

/// <summary>A create waits for the resume before it looks at the name.</summary>
internal sealed class WaitsToRefuse : SeededSessions
{
    private readonly RwSemaphore _first;

    public WaitsToRefuse(KernelPlatform platform)
        : base(platform) => _first = platform.NewRwSemaphore("first");

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        using (_first.Read())
        {
            return base.Create(name, out file);
        }
    }

    public override bool Quiesce()
    {
        _first.DownWrite();
        bool quiesced = base.Quiesce();
        if (!quiesced)
        {
            _first.UpWrite();
        }

        return quiesced;
    }

    public override void Resume()
    {
        base.Resume();
        _first.UpWrite();
    }
}

/// <summary>Mainline's design whose create has made its session when it waits for the next kernel.</summary>
internal sealed class WaitsWhenDone : DelegatingLuoSerSessions
{
    private readonly RwSemaphore _last;

    public WaitsWhenDone(KernelPlatform platform)
        : base(MainlineDesign.SmallestFixed.Create(platform)) => _last = platform.NewRwSemaphore("last");

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Create(name, out file);
        using (_last.Read())
        {
            return err;
        }
    }

    public override Errno Serialize()
    {
        Errno err = base.Serialize();
        if (err == Errno.Ok)
        {
            _last.DownWrite();
        }

        return err;
    }
}
