using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline.Fixed;

/// <summary>Sessions of Linux 7.2 without what was found in them. The changes are ours (docs/designs/mainline-7.2-fixed.md).</summary>
internal sealed class FixedSessions(KernelPlatform platform, MainlineParts parts) : MainlineSessions(platform, parts)
{
    /// <summary>It has been told, with the file.</summary>
    /// <inheritdoc/>
    public override Errno Respond() => Errno.Ok;

    /// <summary>Nobody finds the session before it has its file, so that the file needs no lock.</summary>
    /// <inheritdoc/>
    protected override Errno Publish(LuoSessionHeader header, LuoSession session, out ISessionFile? file)
    {
        Errno err = GetFile(session, out file);
        err = err == Errno.Ok ? Insert(header, session) : err;
        file = err == Errno.Ok ? file : null;
        return err;
    }

    /// <summary>Looks for the name before it makes room: if it is taken, no empty block is left behind.</summary>
    /// <inheritdoc/>
    protected override Errno InsertLocked(LuoSessionHeader header, LuoSession session) =>
        Has(header, session) ? Errno.EEXIST : base.InsertLocked(header, session);

    /// <summary>Tells user space before anything depends on it: if that cannot be done, the file goes without a last close.</summary>
    /// <inheritdoc/>
    protected override Errno GetFile(LuoSession session, out ISessionFile? file)
    {
        Errno err = base.GetFile(session, out file);
        err = err == Errno.Ok ? base.Respond() : err;
        file = err == Errno.Ok ? file : null;
        return err;
    }

    /// <summary>If a file cannot finish yet, the session can be retrieved again.</summary>
    /// <inheritdoc/>
    protected override Errno FinishLast(LuoSession session)
    {
        Errno err = base.FinishLast(session);
        session.Retrieved = err == Errno.Ok;
        return err;
    }
}
