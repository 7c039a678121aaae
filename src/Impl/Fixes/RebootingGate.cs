using LuoVerified.Impl.AsPosted;

namespace LuoVerified.Impl.Fixes;

/// <summary>For defects A and B, fourth version of the reporter's series, not taken: serialize sets <c>rebooting</c> and pins the
/// sessions under the list's lock, then writes each under its mutex, which orders it with what is in flight.</summary>
/// <remarks>That a close looks at the flag and takes the session out of the list in one stretch under the mutex, and that serialize passes
/// over a session that it finds closed, is assumed.</remarks>
internal sealed class RebootingGate(KernelPlatform platform) : CountedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Counted(
        "rebooting-gate",
        "The patch with reference counts and a flag that serialize sets before it pins: not taken.",
        platform => new RebootingGate(platform));

    /// <inheritdoc/>
    protected override void SerializeOnce()
    {
        List<CountedSession> pinned = [];
        using (Outgoing.RwSem.Write())
        {
            BeginReboot();
            foreach (LuoSession session in Outgoing.List)
            {
                var counted = (CountedSession)session;
                counted.Get();
                pinned.Add(counted);
            }
        }

        int written = 0;
        foreach (CountedSession session in pinned)
        {
            using (session.Lock())
            {
                if (!session.Closed)
                {
                    WriteEntry(Outgoing.Ser, written++, session);
                }
            }
        }

        WriteCount(written);
        pinned.ForEach(Put);
    }

    /// <inheritdoc/>
    protected override bool TryRemove(CountedSession session)
    {
        using (session.Lock())
        {
            if (!IsRebooting())
            {
                Remove(Outgoing, session);
                session.Closed = true;
            }

            return session.Closed;
        }
    }
}
