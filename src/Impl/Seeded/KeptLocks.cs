using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>Gives up by abort the lock that it says serialize keeps until the next kernel.</summary>
internal sealed class GivesUpKeptLock : SeededSessions
{
    private readonly RwSemaphore _kept;

    public GivesUpKeptLock(KernelPlatform platform)
        : base(platform) => _kept = platform.NewRwSemaphore("kept");

    public override Errno Serialize()
    {
        _kept.DownWrite();
        return base.Serialize();
    }

    public override Errno AbortSerialize()
    {
        _kept.UpWrite();
        return base.AbortSerialize();
    }
}

/// <summary>A quiesce keeps a second lock, for reading, and resume gives up that one only.</summary>
internal sealed class ResumesHalf : SeededSessions
{
    private readonly RwSemaphore _second;

    public ResumesHalf(KernelPlatform platform)
        : base(platform) => _second = platform.NewRwSemaphore("second");

    public override bool Quiesce()
    {
        bool quiesced = base.Quiesce();
        if (quiesced)
        {
            _second.DownRead();
        }

        return quiesced;
    }

    public override void Resume() => _second.UpRead();
}
