using System.Runtime.CompilerServices;
using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>Asks an open session for its name (<c>LIVEUPDATE_SESSION_GET_NAME</c>).</summary>
/// <remarks>Never waits. EBADF, the handle is not open; EINVAL, the field <c>reserved</c> is not 0. Ok comes with the name by which
/// the session was asked for, an error with none; any other is <see cref="Outcome.OtherName"/>.</remarks>
public sealed class GetName : FileOperation<GetName.Meaning>
{
    /// <inheritdoc/>
    public override string Word => "get-name";

    /// <inheritdoc/>
    public override string Help => "ask a session for its name";

    /// <inheritdoc/>
    public override bool IsQuery => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SpecAnswer> Answers { get; } =
        [SpecAnswer.Of(Errno.EBADF), SpecAnswer.Of(Errno.EINVAL), new(Outcome.Ok, "its name")];

    /// <inheritdoc/>
    protected override Outcome Ask(ISessionIoctls session, SpecAction with)
    {
        Errno answer = session.GetName(with.Number, out ByteString found);
        return found == (answer == Errno.Ok ? with.Name : default) ? Outcome.Of(answer) : Outcome.OtherName;
    }

    /// <summary>What it answers and does.</summary>
    public readonly struct Meaning : IMeaning
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
            where TState : struct, ISessionState<TState, TName>
        {
            next = state;
            bool isOpen = state.FindHandle(SessionList.Outgoing, with.Handle) >= 0 || state.FindHandle(SessionList.Incoming, with.Handle) >= 0;
            return Outcome.Of(!isOpen ? Errno.EBADF : with.Number != 0 ? Errno.EINVAL : Errno.Ok);
        }
    }
}
