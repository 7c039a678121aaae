using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline;

/// <summary><c>luo_session_ioctl</c>: looks at the kind of the session, then takes the serialize rwsem for reading.</summary>
internal class LuoSessionIoctls(MainlineSessions sessions, LuoSession session) : ISessionIoctls
{
    /// <summary><c>luo_session_preserve_fd</c>.</summary>
    /// <inheritdoc/>
    public Errno PreserveFd(ulong token, FileDescriptor fd) =>
        session.Retrieved ? Errno.EINVAL : sessions.Locked(session, files => files.Preserve(token, fd));

    /// <summary><c>luo_session_retrieve_fd</c>.</summary>
    /// <inheritdoc/>
    public virtual Errno RetrieveFd(ulong token) =>
        session.Retrieved ? sessions.Locked(session, files => files.Retrieve(token)) : Errno.EINVAL;

    /// <summary><c>luo_session_finish</c>.</summary>
    /// <inheritdoc/>
    public virtual Errno Finish(ulong reserved) =>
        session.Retrieved && reserved == 0 ? sessions.Locked(session, files => files.Finish()) : Errno.EINVAL;

    /// <summary><c>luo_session_get_name</c>.</summary>
    /// <inheritdoc/>
    public virtual Errno GetName(ulong reserved, out ByteString name)
    {
        name = reserved == 0 ? session.Name : default;
        return reserved == 0 ? sessions.Locked(session, _ => Errno.Ok) : Errno.EINVAL;
    }
}
