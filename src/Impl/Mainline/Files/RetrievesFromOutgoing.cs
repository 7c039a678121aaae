using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 507e3b479f9c: RETRIEVE_FD does not look at the kind of the session.</summary>
internal sealed class RetrievesFromOutgoing(MainlineSessions sessions, LuoSession session) : LuoSessionIoctls(sessions, session)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = FileFix.Without(
        "-retrieves-outgoing",
        "whose RETRIEVE_FD takes an outgoing session, as before 507e3b479f9c.",
        MainlineDesign.Kernel with { NewIoctls = (sessions, session) => new RetrievesFromOutgoing(sessions, session) },
        ("requests-of-the-wrong-kind", "linearizable"));

    private readonly MainlineSessions _sessions = sessions;
    private readonly LuoSession _session = session;

    /// <inheritdoc/>
    public override Errno RetrieveFd(ulong token) => _sessions.Locked(_session, files => files.Retrieve(token));
}
