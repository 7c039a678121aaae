using LuoVerified.Abi;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl;

/// <summary>The open file of a session: what create and retrieve hand out (<c>struct file</c>).</summary>
[Unwatched]
public sealed class SessionFile : ISessionFile
{
    private readonly Action _release;
    private bool _released;

    internal SessionFile(Action release, ISessionIoctls? ioctls) => (_release, Ioctls) = (release, ioctls);

    /// <inheritdoc/>
    public ISessionIoctls? Ioctls { get; }

    /// <summary>The last close of the file (<c>luo_session_release</c>). Always succeeds.</summary>
    /// <exception cref="InvalidOperationException">It was closed before: the caller's descriptor table is at fault.</exception>
    public void Release()
    {
        if (_released)
        {
            throw new InvalidOperationException("The file was closed before.");
        }

        _released = true;
        _release();
    }
}
