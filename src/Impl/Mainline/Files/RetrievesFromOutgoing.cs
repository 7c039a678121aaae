using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 507e3b479f9c: RETRIEVE_FD does not look at the kind of the session.</summary>
internal sealed class RetrievesFromOutgoing(MainlineSessions sessions, LuoSession session) : LuoSessionIoctls(sessions, session)
{
    private readonly MainlineSessions _sessions = sessions;
    private readonly LuoSession _session = session;

    /// <inheritdoc/>
    public override Errno RetrieveFd(ulong token) => _sessions.Locked(_session, files => files.Retrieve(token));
}
