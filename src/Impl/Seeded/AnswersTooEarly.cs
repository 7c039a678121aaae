using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl.Mainline;

namespace LuoVerified.Impl.Seeded;

/// <summary>Whoever comes second is told that all is deserialized, though the first is not done.</summary>
internal sealed class AnswersBeforeItIsDone : SeededSessions
{
    private readonly DomainMutex _mutex;
    private bool _begun;

    public AnswersBeforeItIsDone(KernelPlatform platform)
        : base(platform) => _mutex = platform.NewMutex("begun");

    public override Errno Deserialize()
    {
        bool isFirst;
        using (_mutex.Lock())
        {
            isFirst = !_begun;
            _begun = true;
        }

        return isFirst ? base.Deserialize() : Errno.Ok;
    }
}

/// <summary>Once frozen, serialize answers EBUSY without waiting for the resume.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class AnswersWhileQuiesced(KernelPlatform platform) : SeededSessions(platform)
{
    private bool _frozen;

    public override Errno Serialize()
    {
        Errno err = _frozen ? Errno.EBUSY : base.Serialize();
        _frozen = true;
        return err;
    }

    public override Errno AbortSerialize()
    {
        _frozen = false;
        return base.AbortSerialize();
    }
}

/// <summary>Mainline's design whose create answers EBUSY once frozen, where it must wait for the next kernel.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class AnswersOnceFrozen(KernelPlatform platform) : DelegatingLuoSerSessions(MainlineDesign.SmallestFixed.Create(platform))
{
    private bool _frozen;

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        file = null;
        return _frozen ? Errno.EBUSY : base.Create(name, out file);
    }

    public override Errno Serialize()
    {
        Errno err = base.Serialize();
        _frozen = err == Errno.Ok;
        return err;
    }
}
