using LuoVerified.Abi;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Seeded;

/// <summary>Resume gives up for writing what it holds for reading. That is refused, which is an answer and no violation; a create throws
/// after it.</summary>
internal sealed class ThrowsAfterRefusal : SeededSessions
{
    private readonly RwSemaphore _second;

    public ThrowsAfterRefusal(KernelPlatform platform)
        : base(platform) => _second = platform.NewRwSemaphore("second");

    public override void Resume()
    {
        using (_second.Read())
        {
            _second.UpWrite();
        }
    }

    public override Errno Create(ByteString name, out ISessionFile? file) => throw new InvalidOperationException("list corruption");
}

/// <summary>Abort gives up a lock that only a create holds.</summary>
internal sealed class ReleasesForOthers : SeededSessions
{
    private readonly RwSemaphore _ofCreate;

    public ReleasesForOthers(KernelPlatform platform)
        : base(platform) => _ofCreate = platform.NewRwSemaphore("of-create");

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        using (_ofCreate.Write())
        {
            return base.Create(name, out file);
        }
    }

    public override Errno AbortSerialize()
    {
        _ofCreate.UpWrite();
        return base.AbortSerialize();
    }
}
