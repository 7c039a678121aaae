using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Fixes;

/// <summary>For defects A and B, third version of the reporter's series, not taken: counted references, and a counter of closes in
/// flight that serialize waits for to become zero before it sets <c>rebooting</c>.</summary>
/// <remarks>A lock stands for the counter: a close holds it for reading, and that it is free for writing is that the counter is zero.
/// That no close can begin between that and the setting of the flag is assumed.</remarks>
internal sealed class ClosingCounter(KernelPlatform platform) : CountedSessions(platform)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = Counted(
        "closing-counter",
        "The patch with reference counts and a counter of closes in flight: not taken.",
        platform => new ClosingCounter(platform));

    private readonly RwSemaphore _closing = platform.NewRwSemaphore("closing");

    /// <inheritdoc/>
    protected override void SerializeOnce()
    {
        using (_closing.Write())
        {
            BeginReboot();
        }

        using (Outgoing.RwSem.Write())
        {
            WriteImage();
        }
    }

    /// <inheritdoc/>
    protected override bool TryRemove(CountedSession session)
    {
        using (_closing.Read())
        {
            if (!IsRebooting())
            {
                Remove(Outgoing, session);
                return true;
            }

            return false;
        }
    }
}
