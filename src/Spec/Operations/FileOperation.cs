using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>A request to an open session about its files: an ioctl on its descriptor, with a number.</summary>
/// <typeparam name="TMeaning">Its meaning.</typeparam>
public abstract class FileOperation<TMeaning> : SessionOperation<TMeaning>
    where TMeaning : struct, IMeaning
{
    /// <inheritdoc/>
    public sealed override OperationArgument Argument => OperationArgument.Session;

    /// <inheritdoc/>
    public sealed override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
        Call(sessions, new SpecAction(this, name), ref file);

    /// <inheritdoc/>
    public sealed override Outcome Call(ISessionOperations sessions, SpecAction with, ref ISessionFile? file) =>
        file is null ? Outcome.Of(Errno.EBADF)
        : file.Ioctls is { } ioctls ? Ask(ioctls, with)
        : throw new NotSupportedException($"{Word} is not a request that this session takes");

    /// <summary>Asks.</summary>
    /// <param name="session">The session.</param>
    /// <param name="with">The name of the session, the number, and the descriptor if it takes one.</param>
    /// <returns>What it answers.</returns>
    protected abstract Outcome Ask(ISessionIoctls session, SpecAction with);
}

/// <summary>What the meanings of these operations share.</summary>
internal static class OpenSession
{
    /// <summary>The answer to a handle that is not on a session of a list.</summary>
    /// <param name="state">The state.</param>
    /// <param name="other">The other list.</param>
    /// <param name="handle">The handle.</param>
    /// <returns>EINVAL if it is on a session of the other list; else EBADF.</returns>
    public static Outcome Not<TState>(TState state, SessionList other, int handle)
        where TState : struct, ISessionState<TState> =>
        Outcome.Of(state.FindHandle(other, handle) < 0 ? Errno.EBADF : Errno.EINVAL);
}
