using LuoVerified.Abi;

namespace LuoVerified.Impl.Seeded;

/// <summary>Makes another session of a name that exists.</summary>
/// <param name="platform">What the kernel gives.</param>
internal sealed class CreatesDuplicates(KernelPlatform platform) : SeededSessions(platform)
{
    private readonly List<ByteString> _duplicates = [];

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Create(name, out file);
        if (err == Errno.EEXIST)
        {
            _duplicates.Add(name);
            err = Platform.CreateFile(() => { }, out file);
        }

        return err;
    }

    public override SessionSnapshot Inspect()
    {
        SessionSnapshot sound = base.Inspect();
        return sound with
        {
            Outgoing = [.. sound.Outgoing, .. _duplicates.Select(name => new ListedSession(name, false))],
            OutgoingCount = sound.OutgoingCount + _duplicates.Count,
        };
    }
}
