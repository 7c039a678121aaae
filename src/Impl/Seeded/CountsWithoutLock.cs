using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>A counter that no lock guards: a lost update.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class CountsWithoutLock(KernelPlatform platform) : SeededSessions(platform)
{
    private int _count;

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        _count++;
        return base.Create(name, out file);
    }

    public override SessionSnapshot Inspect()
    {
        SessionSnapshot sound = base.Inspect();
        return _count < sound.Outgoing.Count ? sound with { OutgoingCount = _count } : sound;
    }
}

/// <summary>A field that no lock guards, and on which nothing depends: a data race that does no harm.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class RemembersWithoutLock(KernelPlatform platform) : SeededSessions(platform)
{
    private ByteString _last;

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        _last = name;
        return base.Create(name, out file);
    }
}
