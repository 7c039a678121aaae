namespace LuoVerified.Abi;

/// <summary>What user space can ask of an open session about its files: the ioctls on the descriptor of the session.</summary>
/// <remarks>Any thread may call at any time before the last close. Which error comes first is the design's matter; what it ought to
/// be, the specification says. A file of a session is known by its token.</remarks>
public interface ISessionIoctls
{
    /// <summary>Preserves a file in this session for the next kernel.</summary>
    /// <param name="token">The token that user space gives it.</param>
    /// <param name="fd">The descriptor of the file.</param>
    /// <returns>The kernel's answer.</returns>
    Errno PreserveFd(ulong token, FileDescriptor fd);

    /// <summary>Hands out a file of this session of the previous kernel.</summary>
    /// <param name="token">Its token.</param>
    /// <returns>The kernel's answer.</returns>
    Errno RetrieveFd(ulong token);

    /// <summary>All files that are wanted have been retrieved.</summary>
    /// <param name="reserved">What stands in the field <c>reserved</c>.</param>
    /// <returns>The kernel's answer.</returns>
    Errno Finish(ulong reserved);

    /// <summary>The name of the session.</summary>
    /// <param name="reserved">What stands in the field <c>reserved</c>.</param>
    /// <param name="name">The name; none unless the answer is Ok.</param>
    /// <returns>The kernel's answer.</returns>
    Errno GetName(ulong reserved, out ByteString name);
}
