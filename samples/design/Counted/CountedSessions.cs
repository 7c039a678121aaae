using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace Counted;

/// <summary>The hardened sessions, which also count how many were created and how often they were quiesced.</summary>
public sealed class CountedSessions : DelegatingSessions
{
    private readonly DomainMutex _counts;
    private long _created;
    private long _quiesced;

    public CountedSessions(KernelPlatform platform)
        : base(Design.Hardened.Create(platform)) => _counts = platform.NewMutex("counts");

    /// <summary>What luo finds when it is given this assembly, and what it is told of the design.</summary>
    public static Design Declared { get; } = new(
        "counted", "The hardened sessions, which also count.", platform => new CountedSessions(platform))
    {
        LockHierarchy = [.. Design.Hardened.LockHierarchy, "counts"],
    };

    /// <summary>How many sessions were created, and how often quiesce succeeded.</summary>
    public (long Created, long Quiesced) Counts
    {
        get
        {
            using (_counts.Lock())
            {
                return (_created, _quiesced);
            }
        }
    }

    public override Errno Create(ByteString name, out ISessionFile? file)
    {
        Errno err = base.Create(name, out file);
        if (err == Errno.Ok)
        {
            using (_counts.Lock())
            {
                _created++;
            }
        }

        return err;
    }

    public override bool Quiesce()
    {
        bool isQuiet = base.Quiesce();
        if (isQuiet)
        {
            using (_counts.Lock())
            {
                _quiesced++;
            }
        }

        return isQuiet;
    }
}
