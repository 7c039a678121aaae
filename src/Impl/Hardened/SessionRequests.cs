using LuoVerified.Abi;

namespace LuoVerified.Impl.Hardened;

/// <summary>The descriptor of a session.</summary>
internal sealed class SessionRequests(HardenedSessions sessions, HardenedSession session) : ISessionIoctls
{
    /// <inheritdoc/>
    public Errno PreserveFd(ulong token, FileDescriptor fd) => sessions.PreserveFd(session, token, fd);

    /// <inheritdoc/>
    public Errno RetrieveFd(ulong token) => sessions.RetrieveFd(session, token);

    /// <inheritdoc/>
    public Errno Finish(ulong reserved) => sessions.Finish(session, reserved);

    /// <summary>The name of a session never changes: no lock is needed.</summary>
    /// <inheritdoc/>
    public Errno GetName(ulong reserved, out ByteString name)
    {
        name = reserved == 0 ? session.Name.Bytes : default;
        return reserved == 0 ? Errno.Ok : Errno.EINVAL;
    }
}
