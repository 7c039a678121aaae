namespace LuoVerified.Abi;

/// <summary>What user space can ask of the session service of a running kernel.</summary>
/// <remarks>Any thread may call at any time. Call each with no session lock held (between a successful <see cref="Quiesce"/>
/// and <see cref="Resume"/> the calling thread may hold locks; what it may then call without waiting for itself is the design's
/// matter). Which error comes first is the design's matter too: what it ought to be, the specification says.</remarks>
public interface ISessionOperations
{
    /// <summary>Makes a session that the next kernel shall receive.</summary>
    /// <param name="name">Any bytes; which are refused is the design's matter.</param>
    /// <param name="file">The file of the session; null unless the answer is Ok.</param>
    /// <returns>The kernel's answer.</returns>
    Errno Create(ByteString name, out ISessionFile? file);

    /// <summary>Hands out a session that the previous kernel preserved.</summary>
    /// <param name="name">Any bytes.</param>
    /// <param name="file">The file of the session; null unless the answer is Ok.</param>
    /// <returns>The kernel's answer.</returns>
    Errno Retrieve(ByteString name, out ISessionFile? file);

    /// <summary>Writes the sessions of the outgoing list, in its order, into the block for the next kernel.</summary>
    /// <returns>The kernel's answer.</returns>
    Errno Serialize();

    /// <summary>The reboot that <see cref="Serialize"/> was for does not happen.</summary>
    /// <returns>The kernel's answer.</returns>
    Errno AbortSerialize();

    /// <summary>Makes the sessions visible that the previous kernel handed over.</summary>
    /// <returns>The kernel's answer.</returns>
    Errno Deserialize();

    /// <summary>Stops sessions from coming into being, if there are none.</summary>
    /// <returns>True if there are none; then, until <see cref="Resume"/>, there will be none.</returns>
    bool Quiesce();

    /// <summary>Ends what a successful <see cref="Quiesce"/> of the calling thread began. If it has not quiesced, nothing
    /// changes, and the lock that it does not hold throws.</summary>
    void Resume();
}

/// <summary>The open file of a session: what create and retrieve hand out (<c>struct file</c>).</summary>
public interface ISessionFile
{
    /// <summary>What it can be asked about the files of the session; null, the default, if it takes no requests.</summary>
    ISessionIoctls? Ioctls => null;

    /// <summary>The last close of the file (<c>luo_session_release</c>). Always succeeds. Call it once.</summary>
    void Release();
}
